"""A sheet of paper as a telephone sees it: light from a side, a shadow, no right angle."""

from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

#: Dots per inch of the paper in the picture: of A4, about six million in all.
DPI = 200
# How light the table is, of 255.
_TABLE = 80


def photo(page: Image.Image, rng: Random) -> bytes:
    """The page (in grey) as a JPEG."""
    lit = ImageChops.multiply(page, _light(page.size, rng))
    seen = _from_a_side(ImageChops.multiply(lit, _shadow(page.size, rng)), rng)
    seen = seen.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.0)))
    width, height = seen.size
    grains = Image.frombytes("L", seen.size, rng.randbytes(width * height))
    stream = BytesIO()
    Image.blend(seen, grains, rng.uniform(0.02, 0.06)).save(stream, "JPEG", quality=80)
    return stream.getvalue()


def _light(size: tuple[int, int], rng: Random) -> Image.Image:
    """Brighter on one side than on the other."""
    across, down = rng.uniform(-1, 1), rng.uniform(-1, 1)
    few = Image.new("L", (9, 13))
    for x in range(9):
        for y in range(13):
            part = 0.75 + 0.125 * (across * (x / 4 - 1) + down * (y / 6 - 1))
            few.putpixel((x, y), round(255 * part))
    return few.resize(size, Image.Resampling.BICUBIC)


def _shadow(size: tuple[int, int], rng: Random) -> Image.Image:
    """That of a hand or of the telephone itself."""
    width, height = size
    x, y = rng.randrange(width), rng.randrange(height)
    corners = [(-0.33, -0.33), (0.33, -0.25), (0.5, 0.33), (-0.25, 0.33)]
    dark = Image.new("L", size, 255)
    shape = [(x + width * across, y + height * down) for across, down in corners]
    ImageDraw.Draw(dark).polygon(shape, fill=rng.randrange(130, 200))
    return dark.filter(ImageFilter.GaussianBlur(rng.randrange(15, 60)))


def _from_a_side(page: Image.Image, rng: Random) -> Image.Image:
    """Its corners are not where those of the picture are, and it lies a little askew."""
    width, height = page.size

    def off(length: int) -> float:
        return length * rng.uniform(0, 0.03)

    corners = (
        (-off(width), -off(height)),
        (-off(width), height + off(height)),
        (width + off(width), height + off(height)),
        (width + off(width), -off(height)),
    )
    flat = [number for corner in corners for number in corner]
    how = Image.Resampling.BICUBIC
    page = page.transform(page.size, Image.Transform.QUAD, flat, how, fillcolor=_TABLE)
    return page.rotate(rng.uniform(-2, 2), how, fillcolor=_TABLE)
