"""Files that another program has open: on Windows they can be neither renamed nor deleted.

Elsewhere nothing here ever waits.
"""

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

from archiver.errors import CannotWrite

#: How long to wait for the other program, in seconds; a virus scanner takes a moment.
PATIENCE = 5.0
# Windows in its own numbers: access denied, and the file is in use or locked.
_DENIED, _IN_USE = 5, {32, 33}
_NAME_TOO_LONG = 206


def insist(step: Callable[[], object]) -> None:
    """Do something to a file, again and again while Windows says that it is open elsewhere.

    A virus scanner opens what was just written, and until it lets go nobody may rename that.

    Raises:
        OSError: It still is (EBUSY), or the system had another reason at once.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            step()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in {_DENIED, *_IN_USE}:
                raise
            if time.monotonic() > until:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), error.filename) from error
            time.sleep(0.05)
        else:
            return


def refusal(target: Path, error: OSError) -> CannotWrite:
    """What the system's refusal means for *target*."""
    number, windows = error.errno, getattr(error, "winerror", None)
    if windows in _IN_USE:
        number = errno.EBUSY
    elif windows == _NAME_TOO_LONG or (windows and number == errno.ENOENT and _has_place(target)):
        number = errno.ENAMETOOLONG  # otherwise it says that there is no such folder
    return CannotWrite(target, error.strerror or str(error), number)


def _has_place(target: Path) -> bool:
    return target.absolute().parent.is_dir()
