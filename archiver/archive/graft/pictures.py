"""How a picture becomes pages: at its own resolution, its bytes as they are.

But for those that PDF knows nothing like (HEIC, AVIF, WebP, GIF, BMP): they are unpacked, and
packed without loss.
"""

import io
from collections.abc import Sequence

import img2pdf
from PIL import Image, ImageOps

from archiver.model import Media

_A3_LONG = 1191.0  # points
_A4 = (595.0, 842.0)
_WITHOUT_DPI = 96
_UNPACKED = frozenset({Media.HEIC, Media.WEBP, Media.GIF, Media.BMP})


def as_pdf(data: bytes, media: Media) -> bytes:
    """Draw each frame of the picture on a page of its own.

    What img2pdf cannot pass on as it is (transparency, rare depths) is drawn on white and
    packed without loss.
    """
    if media in _UNPACKED:
        return _converted(_unpacked(data))
    try:
        return _converted(data)
    except (img2pdf.AlphaChannelError, img2pdf.ImageOpenError, img2pdf.UnsupportedColorspaceError):
        return _converted(_on_white(data))


def rendered(pages: Sequence[Image.Image], dpi: int) -> bytes:
    """Put pictures of pages on pages of the same size."""
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(dpi, dpi))
    result: bytes = img2pdf.convert(out.getvalue(), engine=img2pdf.Engine.internal, nodate=True)
    return result


def _unpacked(data: bytes) -> bytes:
    """The first picture, turned as the camera was held."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    with Image.open(io.BytesIO(data)) as picture:
        clear = ImageOps.exif_transpose(picture).convert("RGBA")
        flat = Image.new("RGB", clear.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "PNG")
    return out.getvalue()


def _converted(data: bytes) -> bytes:
    result: bytes = img2pdf.convert(
        data,
        layout_fun=_layout,
        rotation=img2pdf.Rotation.ifvalid,
        engine=img2pdf.Engine.internal,
        nodate=True,
    )
    return result


def _layout(width: int, height: int, dpi: tuple[float, float]) -> tuple[float, float, float, float]:
    """The page, in points, and the picture on it: as large as it says, but never a poster.

    A camera says 72 dpi because it has to say something: that gives pages of a metre and more.
    """
    horizontal, vertical = (value or _WITHOUT_DPI for value in dpi)
    page = (width / horizontal * 72, height / vertical * 72)
    if max(page) > _A3_LONG:
        short, long = _A4
        box = (long, short) if page[0] > page[1] else (short, long)
        scale = min(box[0] / page[0], box[1] / page[1])
        page = (page[0] * scale, page[1] * scale)
    return (*page, *page)


def _on_white(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        frames = []
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            frame = picture.convert("RGBA")
            flat = Image.new("RGB", frame.size, "white")
            flat.paste(frame, mask=frame.getchannel("A"))
            frames.append(flat)
        dpi = picture.info.get("dpi", (_WITHOUT_DPI, _WITHOUT_DPI))
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], dpi=dpi)
    return out.getvalue()
