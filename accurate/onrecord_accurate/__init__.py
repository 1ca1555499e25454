"""The files of onrecord's accurate model; onrecord finds them here by this package's name."""
