"""What pytest leaves out where an extra is not installed: the training room needs torch."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("torch") else ["src/onrecord/learning/*.py"]
