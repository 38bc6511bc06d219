"""archiver.toml: what only the user knows. Read strictly here, and written only here.

Optional; the nearest one counts, found upwards from the folder in which the program is called.
What is said on the command line wins over it. Edits keep comments and order.
"""

from archiver.config.reading import (
    DEFAULT,
    LEAVE,
    NAME,
    Config,
    Known,
    find,
    load,
    period,
    requirement,
    written,
)
from archiver.config.writing import (
    Answers,
    add_label,
    add_waiver,
    explained,
    note,
    remember,
    remove_label,
    remove_waiver,
    seen_from,
)

__all__ = [
    "DEFAULT",
    "LEAVE",
    "NAME",
    "Answers",
    "Config",
    "Known",
    "add_label",
    "add_waiver",
    "explained",
    "find",
    "load",
    "note",
    "period",
    "remember",
    "remove_label",
    "remove_waiver",
    "requirement",
    "seen_from",
    "written",
]
