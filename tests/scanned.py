"""Pages as scanners and telephones give them, and a Tesseract that says what a test wants."""

import io
import sys
from pathlib import Path

import img2pdf
import pillow_heif
import pypdfium2
from PIL import Image

_FAKE = """#!{python}
import os, sys
from pathlib import Path

here = Path(__file__).parent
given = sys.stdin.buffer.read()
with (here / "asked").open("a") as log:
    print(*sys.argv[1:], "|", len(given), "|", *sorted(os.environ), file=log)
{body}
"""


def pictures(pdf: bytes, dpi: int = 150) -> list[Image.Image]:
    """The pages of a PDF, in grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def as_file(pages: list[Image.Image], media: str, **how) -> bytes:
    """All pages in a TIFF or PDF, the first one in any other format."""
    stream = io.BytesIO()
    if media == "PDF":
        parts = [as_file([page], "JPEG", quality=70) for page in pages]
        return img2pdf.convert(parts, nodate=True)
    if media == "HEIF":
        pillow_heif.register_heif_opener()
    more = {"save_all": True, "append_images": pages[1:]} if media == "TIFF" else {}
    pages[0].save(stream, media, dpi=(150, 150), **more, **how)
    return stream.getvalue()


def table(*lines: str) -> str:
    """What Tesseract puts out for these lines."""
    rows = ["level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext"]
    for number, line in enumerate(lines, start=1):
        for place, word in enumerate(line.split(), start=1):
            left = 100 + 120 * place
            rows.append(
                f"5\t1\t1\t1\t{number}\t{place}\t{left}\t{number * 40}\t110\t20\t95\t{word}"
            )
    return "\n".join(rows)


def fake_tesseract(folder: Path, body: str) -> Path:
    """A program of that name; each call is noted in the file `asked` beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "tesseract"
    program.write_text(_FAKE.format(python=sys.executable, body=body), encoding="utf-8")
    program.chmod(0o755)
    return folder


def saying(first: str, again: str, third: str = "") -> str:
    """For `fake_tesseract`: what it reads the first time, the second, and the third.

    The second time lines go straight across, the third time the picture is larger than the first.
    """
    return f"""
if "--list-langs" in sys.argv:
    print("List of available languages (1):\\nfra")
elif "6" in sys.argv:
    print({again!r})
elif max(map(int, given.split(maxsplit=3)[1:3])) > 2400:
    print({third!r})
else:
    print({first!r})
"""
