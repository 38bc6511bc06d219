"""The programs that make the PDFs, and which of them are on this machine."""

import html
import importlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import img2pdf
import pypdfium2
from fpdf import FPDF
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from . import canvas, telephone
from .canvas import Run
from .sheet import Block, Sheet

#: In this order they take turns; a share of the runs goes to each that is here.
TURNS = ["reportlab", "fpdf2", "weasyprint", "reportlab", "cairo", "chromium", "fpdf2"]
STYLES = [
    "body{font:10px sans-serif} table{border-collapse:collapse} td{border:1px solid #999}",
    "body{font:11px serif} h1{font-size:17px;text-align:right} td{padding:1px 6px}",
    "body{font:9px monospace} h1{font-size:13px}",
    "body{font:10px sans-serif;color:#0c2b6b} h1{border-bottom:3px solid #e33}",
]
PAGE = """@page{size:A4;margin:12mm} .bold{font-weight:bold}
.sheet{break-after:page} .sheet:last-child{break-after:auto}
.side{float:left;width:24%;font-size:8px} .address{margin-left:55%} .right{text-align:right}
.foot{font-size:7px;text-align:center;margin-top:12px} table{width:100%} td{font-size:8px}
.watermark{position:absolute;top:120mm;left:30mm;font-size:70px;color:#ddd;transform:rotate(-40deg)}
"""


@cache
def available() -> list[str]:
    """The producers of this machine, each once."""
    here = {"reportlab", "fpdf2"}
    try:
        importlib.import_module("weasyprint")
        here.add("weasyprint")
    except (ImportError, OSError):
        # Not installed, or without the system's Pango that it draws with.
        pass
    here |= {name for name, tool in TOOLS.items() if shutil.which(tool)}
    return [name for name in dict.fromkeys(TURNS) if name in here]


#: Every file says that it was made at this moment: two runs give the same bytes.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
CLOCK = {**os.environ, "SOURCE_DATE_EPOCH": str(int(EPOCH.timestamp()))}
TOOLS = {"cairo": "pdftocairo", "chromium": "chromium"}
HTML = frozenset({"weasyprint", "chromium"})


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be made.

    Attributes:
        producer: One of `available()`.
        families: Fonts wanted, best first.
        apart: `words`, `letters` or nothing: how the text is cut into pieces.
        title: The title in the file's metadata.
        style: Which of `STYLES`.
        hidden: Whether a layer that nobody sees repeats each page without blanks.
    """

    sheets: tuple[Sheet, ...]
    producer: str
    families: tuple[str, ...]
    apart: str = ""
    title: str = ""
    style: int = 0
    hidden: bool = False


def make(job: Job, path: Path) -> None:
    """Write the file."""
    if job.producer == "weasyprint":
        _weasyprint(job, path)
    elif job.producer == "chromium":
        _chromium(job, path)
    elif job.producer == "fpdf2":
        _fpdf2(job, path)
    else:
        _reportlab(job, path)
        if job.producer == "cairo":
            _through_cairo(path)


def _runs(job: Job, *, core: bool) -> tuple[str, list[list[Run]]]:
    wanted = [f for f in (*job.families, "Inter", "Vera", "Mono") if core or f not in canvas.CORE]
    family = canvas.family_for(job.sheets, wanted) or "Inter"
    pages = [canvas.lay_out(sheet, family) for sheet in job.sheets]
    cut = {"words": canvas.words_apart, "letters": canvas.letters_apart}.get(job.apart)
    return family, [list(cut(runs, family)) if cut else runs for runs in pages]


def _reportlab(job: Job, path: Path) -> None:
    family, pages = _runs(job, core=True)
    sheet = Canvas(str(path), pagesize=(canvas.WIDTH, canvas.HEIGHT), invariant=True)
    sheet.setTitle(job.title or "untitled")
    for runs in pages:
        for run in runs:
            sheet.saveState()
            sheet.translate(run.x, run.y)
            if run.turned:
                sheet.setFillGray(0.85)
                sheet.rotate(40)
            sheet.setFont(canvas.face(family, bold=run.bold), run.size)
            sheet.drawString(0, 0, run.text)
            sheet.restoreState()
        if job.hidden:
            glued = "".join(run.text.replace(" ", "") for run in runs)
            layer = sheet.beginText(20, 20)
            layer.setFont(canvas.face(family, bold=False), 2)
            layer.setTextRenderMode(3)
            layer.textOut(glued)
            sheet.drawText(layer)
        sheet.showPage()
    sheet.save()


def _fpdf2(job: Job, path: Path) -> None:
    family, pages = _runs(job, core=False)
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(EPOCH)
    pdf.set_title(job.title)
    for style, file in zip(("", "B"), canvas.FILES[family], strict=True):
        pdf.add_font(family, style, file)
    for runs in pages:
        pdf.add_page()
        for run in runs:
            pdf.set_font(family, "B" if run.bold else "", run.size)
            x, y = run.x, canvas.HEIGHT - run.y
            with pdf.rotation(40 if run.turned else 0, x, y):
                pdf.text(x, y, run.text)
    pdf.output(str(path))


def _through_cairo(path: Path) -> None:
    """The same page said again by cairo: other fonts, other operators, other encodings."""
    again = path.with_suffix(".cairo")
    subprocess.run(["pdftocairo", "-pdf", path, again], check=True, env=CLOCK)
    again.replace(path)


def _weasyprint(job: Job, path: Path) -> None:
    import weasyprint

    weasyprint.HTML(string=_page(job)).write_pdf(str(path))


def _chromium(job: Job, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(_page(job), encoding="utf-8")
        places = [f"--user-data-dir={folder}", f"--print-to-pdf={path}", page]
        subprocess.run([*CHROMIUM, *places], check=True, capture_output=True, timeout=120)


CHROMIUM = """chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-sync
--disable-background-networking --disable-component-update --no-pdf-header-footer""".split()


def _page(job: Job) -> str:
    sheets = "".join(f"<div class=sheet>{''.join(map(_html, s))}</div>" for s in job.sheets)
    style = STYLES[job.style % len(STYLES)] + PAGE
    return (
        f"<!doctype html><html lang=fr><meta charset=utf-8><title>{html.escape(job.title)}</title>"
        f"<style>{style}</style><body>{sheets}</body></html>"
    )


def _html(block: Block) -> str:
    rows = [[html.escape(cell) for cell in row] for row in block.rows]
    if block.role == "table":
        body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
        return f"<table>{body}</table>"
    lines = "<br>".join(" ".join(row) for row in rows)
    if block.role == "title":
        return f"<h1>{lines}</h1>"
    return f"<div class={block.role}>{lines or '&nbsp;'}</div>"


# --- Paper that went through a scanner


def scanned(path: Path, rng: Random, dpi: int = 150) -> Path:
    """Replace the file by grey pictures of its pages: skewed, noisy, compressed.

    Gives the new file: a PDF without text, or now and then, if there is one page, a JPEG.
    """
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    pictures = []
    for page in pages:
        file = BytesIO()
        _worn(page, rng).save(file, "JPEG", quality=rng.choice([45, 60, 75]))
        pictures.append(file.getvalue())
    if len(pictures) == 1 and rng.random() < 0.5:
        photo = path.with_suffix(".jpg")
        path.unlink()
        photo.write_bytes(pictures[0])
        return photo
    size = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
    path.write_bytes(img2pdf.convert(pictures, layout_fun=size, nodate=True))
    return path


def photographed(path: Path, rng: Random) -> Path:
    """Replace the file by what a telephone makes of its pages: a JPEG, or a PDF of several."""
    with pypdfium2.PdfDocument(path) as document:
        scale = telephone.DPI / 72
        pages = [page.render(scale=scale).to_pil().convert("L") for page in document]
    photos = [telephone.photo(page, rng) for page in pages]
    if len(photos) == 1:
        path.unlink()
        path = path.with_suffix(".jpg")
        path.write_bytes(photos[0])
    else:
        path.write_bytes(img2pdf.convert(photos, nodate=True))
    return path


def _worn(page: Image.Image, rng: Random) -> Image.Image:
    skew = rng.uniform(-1.2, 1.2)
    turned = page.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=245)
    grains = Image.frombytes("L", turned.size, rng.randbytes(turned.width * turned.height))
    return Image.blend(turned, grains, rng.uniform(0.03, 0.12))
