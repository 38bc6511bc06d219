"""Archive the documents of an online account before it is closed."""

from importlib.metadata import version

__version__ = version("archiver")
