"""Pictures in the sizes that pages and feeds ask for; named by their content, so never stale."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image as Pixels
from PIL import ImageOps, UnidentifiedImageError

FOLDER = "anh"
WIDTHS = (320, 640, 960, 1280)
SQUARE = 800  # a feed's picture: at least 500 from 31/01/2027
PREVIEW = (1200, 630)  # what messengers show of a link
WHITE = (255, 255, 255)
QUALITY = 82


@dataclass(frozen=True, slots=True)
class Rendition:
    """One size of a picture: its path in the site and its pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class SizedPicture:
    """A picture in all its sizes, the narrow ones first; none is ever enlarged."""

    webp: tuple[Rendition, ...]
    jpeg: Rendition  # for what knows no WebP
    square: Rendition
    preview: Rendition


def original_of(folder: Path, sha256: str) -> Path | None:
    """Find a picture that was handed over."""
    return next(iter(sorted(folder.glob(f"{sha256}.*"))), None)


def sized(width: int, height: int, sha256: str) -> SizedPicture:
    """Say which sizes a picture of these pixels has."""
    widths = [each for each in WIDTHS if each < width] + [min(width, WIDTHS[-1])]
    name = f"{FOLDER}/{sha256[:16]}"

    def at(wide: int, kind: str) -> Rendition:
        return Rendition(f"{name}-{wide}.{kind}", wide, max(round(height * wide / width), 1))

    return SizedPicture(
        webp=tuple(at(each, "webp") for each in dict.fromkeys(widths)),
        jpeg=at(min(width, 960), "jpg"),
        square=Rendition(f"{name}-vuong.jpg", SQUARE, SQUARE),
        preview=Rendition(f"{name}-xem.jpg", *PREVIEW),
    )


def measure(original: Path) -> tuple[int, int] | None:
    """Tell a picture's pixels as they are looked at; None for what is no picture."""
    try:
        with Pixels.open(original) as picture:
            turned = picture.getexif().get(0x0112, 1) in {5, 6, 7, 8}
            width, height = picture.size
            return (height, width) if turned else (width, height)
    except (OSError, UnidentifiedImageError, Pixels.DecompressionBombError):
        return None


def renditions(original: Path, sizes: SizedPicture) -> Iterator[tuple[str, bytes]]:
    """Make every size of a picture; what a camera wrote beside it is left out."""
    picture, profile = _upright(original)
    for size in sizes.webp:
        smaller = picture.resize((size.width, size.height), Pixels.Resampling.LANCZOS)
        yield size.path, _saved(smaller, "WEBP", profile)
    jpeg = sizes.jpeg
    smaller = picture.resize((jpeg.width, jpeg.height), Pixels.Resampling.LANCZOS)
    yield jpeg.path, _saved(smaller, "JPEG", profile)
    for size in (sizes.square, sizes.preview):
        yield size.path, _padded(picture, profile, size)


def square(original: Path, sizes: SizedPicture) -> tuple[str, bytes]:
    """Make of a picture what feeds show alone."""
    return sizes.square.path, _padded(*_upright(original), sizes.square)


def paths(sizes: SizedPicture) -> Sequence[str]:
    """Name every file of a picture."""
    return [size.path for size in (*sizes.webp, sizes.jpeg, sizes.square, sizes.preview)]


def _upright(original: Path) -> tuple[Pixels.Image, bytes | None]:
    with Pixels.open(original) as opened:
        upright = ImageOps.exif_transpose(opened)
        return upright.convert("RGB"), opened.info.get("icc_profile")


def _padded(picture: Pixels.Image, profile: bytes | None, size: Rendition) -> bytes:
    fitted = ImageOps.pad(picture, (size.width, size.height), color=WHITE)
    return _saved(fitted, "JPEG", profile)


def _saved(picture: Pixels.Image, kind: str, profile: bytes | None) -> bytes:
    into = io.BytesIO()
    more = {"icc_profile": profile} if profile else {}
    picture.save(into, kind, quality=QUALITY, **more)
    return into.getvalue()
