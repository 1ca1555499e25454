"""One module for each kind of page: a dataclass, and the query that makes it."""
