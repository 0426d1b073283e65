"""Whether two pictures of pages look the same, and a picture of where they do not."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

DOTS = 36  # per inch: 2 mm are three pixels
LEVELS = 16  # of 255, after blurring; the tint of a box is 28 away from white
FRACTION = 0.0002  # of the pixels; one sign lost from the title of a callout is 0.0004
UPDATE = "pytest tests/visual --update-goldens"
_SOFT = ImageFilter.GaussianBlur(1.5)


def golden_of(picture: Image.Image) -> Image.Image:
    """The picture as it is kept: 32 colours."""
    return picture.quantize(32, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def differing(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where a pixel of either picture is unlike all nine around its place in the other.

    Blurred, and nine, so that edges may be softened otherwise, or lie half a pixel beside.
    """
    one, other = one.filter(_SOFT), other.filter(_SOFT)
    found = ImageChops.lighter(_unlike(one, other), _unlike(other, one))
    channels = [channel.point(lambda level: 255 * (level > LEVELS)) for channel in found.split()]
    return ImageChops.lighter(ImageChops.lighter(*channels[:2]), channels[2])


def _unlike(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each pixel of ``one`` lies outside what is around its place in ``other``."""
    darkest = other.filter(ImageFilter.MinFilter(3))
    lightest = other.filter(ImageFilter.MaxFilter(3))
    return ImageChops.lighter(ImageChops.subtract(darkest, one), ImageChops.subtract(one, lightest))


def fraction(difference: Image.Image) -> float:
    """How much of a picture differs, from 0 to 1."""
    return difference.histogram()[255] / (difference.width * difference.height)


def complaint(name: str, now: Image.Image, goldens: Path, folder: Path) -> str | None:
    """What is wrong with a picture beside its golden, or None.

    The golden, the picture as it is now, and the differences in red go to ``folder``.
    """
    path = goldens / f"{name}.png"
    if not path.is_file():
        return f"{name}: there is no golden. To make it: {UPDATE}"
    with Image.open(path) as file:
        golden = file.convert("RGB")
    difference = differing(*_of_one_size(golden, now))
    if golden.size == now.size and fraction(difference) <= FRACTION:
        return None
    shown = _shown(golden, now, difference, folder / f"{name}.png")
    said = f"{fraction(difference):.2%} of the pixels differ"
    if golden.size != now.size:
        said = f"other pages, or another size: {golden.size} was, {now.size} is"
    return f"{name}: {said}. Look at {shown}. If it is meant so: {UPDATE}"


def _of_one_size(*pictures: Image.Image) -> tuple[Image.Image, ...]:
    size = max(one.width for one in pictures), max(one.height for one in pictures)
    grounds = tuple(Image.new("RGB", size) for _ in pictures)
    for ground, one in zip(grounds, pictures, strict=True):
        ground.paste(one)
    return grounds


def _shown(golden: Image.Image, now: Image.Image, difference: Image.Image, path: Path) -> Path:
    """One below the other: as it was, as it is, and where they differ in red."""
    marked = Image.blend(now, Image.new("RGB", now.size, "white"), 0.6)
    marked = marked.crop((0, 0, *difference.size))
    marked.paste("red", mask=difference)
    rows = (golden, now, marked)
    sheet = Image.new("RGB", (marked.width, sum(row.height + 4 for row in rows)), "grey")
    top = 0
    for row in rows:
        sheet.paste(row, (0, top))
        top += row.height + 4
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)
    return path
