"""Harm to archives: small ones to be harmed, the areas of their files, and the ways."""

import hashlib
import io
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from archiver import checklist, workflows
from archiver.passphrase import prepare

PASSPHRASE = "orage lampe violet"
#: The places a damage may start at; `end` is behind the last byte.
AREAS = (
    "anywhere", "signature", "byte range", "table", "originals", "manifest", "gaps", "lock", "end"
)  # fmt: skip
_SETTINGS = workflows.Settings(
    checklist=checklist.load("ameli"),
    as_of=date(2026, 11, 23),
    lang="fr",
    created=datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
)
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[(\s*\d+\s+(\d+)\s+(\d+)\s+\d+\s*)\]")
_LONGEST = 4096  # bytes of one block


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive to be damaged.

    Attributes:
        sort: `sealed`, `locked`, `pictures`.
        data: The whole file.
        locked: Whether it opens with `PASSPHRASE` only.
        originals: Attachment name -> SHA-256, as another library finds them.
        areas: Where damages may start, by the name of the area.
    """

    sort: str
    data: bytes
    locked: bool
    originals: Mapping[str, str]
    areas: Mapping[str, tuple[range, ...]]


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged copy, and how it came about."""

    archive: Archive
    way: str
    area: str
    start: int
    data: bytes

    def __str__(self) -> str:
        before, after = len(self.archive.data), len(self.data)
        return (
            f"{self.way} in {self.area} of {self.archive.sort}, at {self.start}, {before}->{after}"
        )


def archives() -> tuple[Archive, ...]:
    """One archive of each sort, made as everybody makes them."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        papers, pictures = root / "papers", root / "pictures"
        for folder in (papers, pictures):
            folder.mkdir()
            (folder / "releve.pdf").write_bytes(_statement(9))
        (papers / "releve-2.pdf").write_bytes(_statement(10))
        (papers / "releve-vide.pdf").write_bytes(b"")
        (papers / "releve-coupe.pdf").write_bytes(_statement(8)[:700])
        for number, file in enumerate(("releve.jpg", "releve.png", "releve.tif")):
            _picture(number).save(pictures / file)
        return (
            _archive("sealed", papers, root),
            _archive("locked", papers, root),
            _archive("pictures", pictures, root),
        )


def _statement(month: int) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=True)
    lines = (
        "l'Assurance Maladie",
        "CPAM de Seine-Exemple",
        "Assuré : MARTIN Claire",
        "Relevé mensuel",
        f"Période : {month:02}/2026",
        "Nature des prestations  Montant payé  Base du remboursement  Taux  Montant versé",
        f"CONSULTATION {month}  30,00  30,00  70 %  19,00",
        "Page 1/1",
    )
    for number, line in enumerate(lines):
        canvas.drawString(72, 780 - 20 * number, line)
    canvas.save()
    return stream.getvalue()


def _picture(seed: int) -> Image.Image:
    return Image.frombytes("L", (90, 120), Random(seed).randbytes(90 * 120))


def _archive(sort: str, folder: Path, root: Path) -> Archive:
    lock = prepare(PASSPHRASE) if sort == "locked" else None
    target = root / f"{sort}.pdf"
    workflows.backup([folder], _SETTINGS, workflows.Output(target=target, lock=lock))
    data = target.read_bytes()
    with pikepdf.open(io.BytesIO(data), password=PASSPHRASE if lock else "") as pdf:
        files = {name: spec.get_file() for name, spec in pdf.attachments.items()}
        places = {name: _object(data, file.obj.objgen[0]) for name, file in files.items()}
        digests = {
            name: hashlib.sha256(file.read_bytes()).hexdigest()
            for name, file in files.items()
            if name[0].isdigit()
        }
    return Archive(sort, data, lock is not None, digests, dict(_areas(data, places, digests)))


def _object(data: bytes, number: int) -> range:
    start = data.index(b"\n%d 0 obj" % number) + 1
    return range(start, data.index(b"\nendobj", start))


def _areas(
    data: bytes, places: Mapping[str, range], originals: Mapping[str, str]
) -> Iterator[tuple[str, tuple[range, ...]]]:
    yield "anywhere", (range(len(data)),)
    *_, seal = _BYTE_RANGE.finditer(data)
    yield "signature", (range(int(seal[2]), int(seal[3])),)
    yield "byte range", (range(*seal.span(1)),)
    yield "table", _spans(rb"\nxref\s.*?%%EOF\s*", data)
    yield "originals", tuple(place for name, place in places.items() if name in originals)
    yield "manifest", (places["manifest.json"],)
    yield "gaps", _spans(rb"(?<=endobj)\s+(?=\d+ 0 obj)", data)
    if lock := re.search(rb"/Encrypt (\d+) 0 R", data):
        yield "lock", (_object(data, int(lock[1])), range(*lock.span()))
    yield "end", (range(len(data), len(data) + 1),)


def _spans(pattern: bytes, data: bytes) -> tuple[range, ...]:
    return tuple(range(*found.span()) for found in re.finditer(pattern, data, re.DOTALL))


# --- Ways: each gets the bytes, a place among them and the dice, and gives the damaged bytes


def _flip(data: bytes, at: int, dice: Random) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def _change(data: bytes, at: int, dice: Random) -> bytes:
    return data[:at] + dice.randbytes(1) + data[at + 1 :]


def _case(data: bytes, at: int, dice: Random) -> bytes:
    """What compares without regard to case, as hexadecimal digits do, looks the same."""
    end = at + dice.randint(1, 64)
    return data[:at] + data[at:end].swapcase() + data[end:]


def _noise(data: bytes, at: int, dice: Random) -> bytes:
    length = min(_size(dice), len(data) - at)
    return data[:at] + dice.randbytes(length) + data[at + length :]


def _zeros(data: bytes, at: int, dice: Random) -> bytes:
    length = min(_size(dice), len(data) - at)
    return data[:at] + bytes(length) + data[at + length :]


def _cut(data: bytes, at: int, dice: Random) -> bytes:
    return data[:at] + data[at + _size(dice) :]


def _truncate(data: bytes, at: int, dice: Random) -> bytes:
    return data[:at]


def _insert(data: bytes, at: int, dice: Random) -> bytes:
    return data[:at] + _something(data, dice) + data[at:]


def _swap(data: bytes, at: int, dice: Random) -> bytes:
    """Two blocks, often neighbours, take each other's place."""
    ends = sorted((at, dice.choice((at + _size(dice), dice.randrange(len(data))))))
    first, second = (data[end : end + _size(dice)] for end in ends)
    first = first[: ends[1] - ends[0]]
    middle = data[ends[0] + len(first) : ends[1]]
    return data[: ends[0]] + second + middle + first + data[ends[1] + len(second) :]


def _copy(data: bytes, at: int, dice: Random) -> bytes:
    """A block is written to a wrong place."""
    length = min(_size(dice), len(data) - at)
    source = dice.randrange(len(data) - length + 1)
    return data[:at] + data[source : source + length] + data[at + length :]


def _lines(data: bytes, at: int, dice: Random) -> bytes:
    """A transfer "as text" writes other line ends."""
    end = at + dice.choice((_size(dice), len(data)))
    return data[:at] + data[at:end].replace(b"\n", b"\r\n") + data[end:]


def _size(dice: Random) -> int:
    """Of a block: small ones as often as large ones."""
    return int(2 ** dice.uniform(0, _LONGEST.bit_length() - 1))


def _something(data: bytes, dice: Random) -> bytes:
    """What a disk, a transfer or somebody may add."""
    start = dice.randrange(len(data))
    last = data.rindex(b"\nxref")
    return dice.choice(
        (
            dice.randbytes(_size(dice)),
            dice.choice((b"\n", b" ", b"\0", b"0", b"\r", b"%", b"\f")) * dice.randint(1, 9),
            bytes(_size(dice)),
            b"\n%%EOF\n",
            b"% a comment\n",
            data[start : start + _size(dice)],
            data[last:],
        )
    )


_WAYS: Mapping[str, Callable[[bytes, int, Random], bytes]] = {
    "bit flipped": _flip,
    "byte changed": _change,
    "letter case": _case,
    "noise": _noise,
    "zeros": _zeros,
    "cut out": _cut,
    "truncated": _truncate,
    "inserted": _insert,
    "swapped": _swap,
    "copied over": _copy,
    "line ends": _lines,
}
#: In the order of the table.
WAYS = tuple(_WAYS)


def damaged(archives: tuple[Archive, ...], dice: Random) -> Damage:
    """Draw an archive, an area, a place in it and a way; again, until the bytes are others."""
    while True:
        archive = dice.choice(archives)
        area = dice.choice([*archive.areas])
        # Behind the last byte there is nothing to be changed.
        way = "inserted" if area == "end" else dice.choice(WAYS)
        start = dice.choice(dice.choice(archive.areas[area]))
        data = _WAYS[way](archive.data, start, dice)
        if data != archive.data:
            return Damage(archive, way, area, start, data)
