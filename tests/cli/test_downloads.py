"""Where the downloads folder is on each system: what the library says, moved folders included."""

import platformdirs
import pytest
from platformdirs import macos, windows

from archiver.cli import surroundings
from archiver.errors import NoDownloadsFolder


def test_on_windows_it_is_where_the_user_moved_it(tmp_path, monkeypatch):
    moved = tmp_path / "D" / "Téléchargements"
    moved.mkdir(parents=True)
    known = {"CSIDL_DOWNLOADS": str(moved)}
    monkeypatch.setattr(windows, "get_win_folder", known.__getitem__)
    monkeypatch.setattr(platformdirs, "PlatformDirs", windows.Windows)

    assert surroundings.downloads() == moved


def test_on_macos_it_is_called_the_same_in_every_language(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(platformdirs, "PlatformDirs", macos.MacOS)

    with pytest.raises(NoDownloadsFolder):
        surroundings.downloads()
    (tmp_path / "Downloads").mkdir()
    assert surroundings.downloads() == tmp_path / "Downloads"
