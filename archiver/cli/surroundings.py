"""What the program finds around the user: the settings file, the downloads folder, the clock.

Apart from the options because what is said without any command must not load what they need.
"""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from platformdirs import user_downloads_path

from archiver import catalogue, checklist, config
from archiver.config import Config
from archiver.errors import NoDownloadsFolder


def configuration(name: str | None = None) -> Config:
    """What the nearest archiver.toml says, seen from the current folder.

    Args:
        name: The checklist asked for on the command line.
    """
    return config.load(config.find(Path()), known(), name=name)


def known() -> config.Known:
    """What the names in an archiver.toml may be."""
    return config.Known(
        load=checklist.load, shipped=checklist.shipped(), kinds=catalogue.load().kinds
    )


def today() -> date:
    """The calendar day where the user is."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """This moment in UTC, to the second; SOURCE_DATE_EPOCH stands in for reproducible runs."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdigit() else datetime.now(UTC)
    return moment.replace(microsecond=0)


def downloads() -> Path:
    """The user's downloads folder.

    Raises:
        NoDownloadsFolder: If there is none.
    """
    folder = user_downloads_path()
    if not folder.is_dir():
        raise NoDownloadsFolder(folder)
    return folder
