"""Tesseract, where it is installed: the picture of a page -> its words.

It is spoken to through pipes: the picture goes in and the words come out without either of them
ever lying on a disk. The wrappers that Python has for it write both to temporary files.
"""

import ctypes
import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

from PIL import Image

from archiver.model import ILLEGIBLE

#: Between two cells.
TAB = "\t"
LANGUAGE = "fra"
#: Longest that one page may take, in seconds.
PAGE_SECONDS = 40.0
_ASK_SECONDS = 20.0
# Less sure words are speckles, drawings and stamps; Tesseract counts to 100. Of a number that is
# not sure a date could come, and be a wrong one: `ILLEGIBLE` stands in its place.
_SURE, _SURE_NUMBER = 30.0, 60.0
# `1er`, as fonts without a distinct one are read.
_FIRST = re.compile("[lI|!]er")
# A gap this many letter heights wide separates two cells of a table.
_CELL = 1.6
# From <sys/prctl.h>: the signal that a process gets when its parent dies.
_PR_SET_PDEATHSIG = 1
_TURN = re.compile(rb"^Rotate: (\d+)\r?$", re.M)
# What `--list-langs` names a language by: a folder may stand in front.
_LANGUAGE_LINE = re.compile(rf"(?:.*/)?{LANGUAGE}")
# Nothing that is secret is handed on.
_SECRET = "ARCHIVER_"


class State(StrEnum):
    """Whether scans can be read on this machine; the codes stand in sentences."""

    READY = "ready"
    ABSENT = "absent"
    NO_FRENCH = "no-french"
    BROKEN = "broken"


class Layout(StrEnum):
    """How Tesseract looks for lines: in columns and blocks, or straight across the page."""

    BLOCKS = "3"
    ROWS = "6"


class Failed(Exception):
    """Tesseract did not read this picture: too slow, crashed, or not what it seemed."""


@dataclass(frozen=True, slots=True)
class Words:
    """What was read of one picture.

    Attributes:
        text: Line by line; a tab where two words stand far apart.
        count: How many words, those that are not sure left out.
        sure: How sure they are on average, from 0 to 100; weighted by their length.
    """

    text: str
    count: int
    sure: float


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, ...]
    left: int
    right: int
    height: int
    sure: float
    text: str


@cache
def state() -> State:
    """Look once whether Tesseract is there, answers, and knows French."""
    program = _program()
    if program is None:
        return State.ABSENT
    try:
        told = _run([program, "--list-langs"], b"", _ASK_SECONDS)
    except Failed:
        return State.BROKEN
    known = told.decode("utf-8", "replace").split()
    return State.READY if any(map(_LANGUAGE_LINE.fullmatch, known)) else State.NO_FRENCH


def read(picture: Image.Image, layout: Layout) -> Words:
    """Read the words of one page that stands upright.

    Raises:
        Failed: Tesseract did not read it.
    """
    asked = ["-l", LANGUAGE, "--psm", layout.value, "-c", "tessedit_create_tsv=1"]
    words = list(_words(_ask(picture, asked).decode("utf-8", "replace")))
    legible = [word for word in words if word.text != ILLEGIBLE]
    letters = sum(len(word.text) for word in legible)
    return Words(
        text=_text(words),
        count=len(legible),
        sure=sum(word.sure * len(word.text) for word in legible) / letters if letters else 0.0,
    )


def turn(picture: Image.Image) -> int:
    """By how many degrees, clockwise, it has to be turned to stand upright; 0 if that is not sure.

    Raises:
        Failed: Tesseract cannot tell: it found too little text, or has no data for this.
    """
    found = _TURN.search(_ask(picture, ["--psm", "0"]))
    return int(found[1]) % 360 if found else 0


def _ask(picture: Image.Image, asked: Sequence[str]) -> bytes:
    stream = io.BytesIO()
    # Packing costs more than a pipe: this form is not compressed.
    picture.save(stream, "PPM")
    return _run(
        [_program() or "tesseract", "stdin", "stdout", *asked], stream.getvalue(), PAGE_SECONDS
    )


def _words(table: str) -> Iterator[_Word]:
    """The words in Tesseract's table: level, page, block, paragraph, line, word, box, sureness."""
    for row in table.splitlines():
        cells = row.split("\t", 11)
        if len(cells) < 12 or cells[0] != "5":
            continue
        left, width, height, sure = int(cells[6]), int(cells[8]), int(cells[9]), float(cells[10])
        text = cells[11].strip()
        if any(map(str.isdigit, text)) and sure < _SURE_NUMBER:
            text = ILLEGIBLE
        elif sure < _SURE:
            continue
        if text:
            text = "1er" if _FIRST.fullmatch(text) else text
            yield _Word(tuple(cells[1:5]), left, left + width, height, sure, text)


def _text(words: Sequence[_Word]) -> str:
    return "\n".join(_line(list(line)) for _, line in groupby(words, key=lambda word: word.line))


def _line(words: Sequence[_Word]) -> str:
    high = sorted(word.height for word in words)[len(words) // 2]
    text = words[0].text
    for before, word in pairwise(words):
        text += (TAB if word.left - before.right > _CELL * high else " ") + word.text
    return text


@cache
def _program() -> str | None:
    """Where Tesseract is; the installer for Windows does not put it on the path."""
    found = shutil.which("tesseract")
    if found is None and sys.platform == "win32":
        for folder in filter(None, map(os.environ.get, ("ProgramFiles", "LOCALAPPDATA"))):
            for part in ("Tesseract-OCR", "Programs/Tesseract-OCR"):
                place = Path(folder) / part / "tesseract.exe"
                if place.is_file():
                    return str(place)
    return found


def _run(command: Sequence[str], given: bytes, seconds: float) -> bytes:
    # One thread: there are as many workers as processors already.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(_SECRET)}
    environment["OMP_THREAD_LIMIT"] = "1"
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=seconds,
            env=environment,
            preexec_fn=_dying_with_us(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Failed(str(error)) from error
    if done.returncode:
        raise Failed(f"exit code {done.returncode}")
    return done.stdout


def _dying_with_us() -> Callable[[], None] | None:
    """What makes the system end Tesseract when a worker that took too long is killed."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl  # found here: nothing may be imported after the fork
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
