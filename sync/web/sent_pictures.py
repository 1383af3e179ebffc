"""Makes pictures that people send ready: small enough for a page, or upright for a catalog."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from sync.catalog.open_picture import opened

MOST_PIXELS: Final = 50_000_000  # of a few kilobytes a PNG can be made that takes all memory
MOST_OF_JPEG: Final = 120_000_000  # which is read coarsely
LONGEST_SIDE_PX: Final = 2_048


class Unshowable(Exception):
    """It is no picture, or one that takes too much room once it is open."""


def thumbnail(content: bytes, width: int) -> bytes:
    """Make a WebP picture that is at most so wide, upright; raises `Unshowable`."""
    upright, _ = _upright(content, 2 * width)
    upright.thumbnail((width, width * 2))
    into = io.BytesIO()
    upright.save(into, "WEBP", quality=80)
    return into.getvalue()


def upright_jpeg(content: bytes) -> bytes:
    """Turn it upright and make it a JPEG of at most so many pixels; raises `Unshowable`.

    Where and by whom it was taken is left out.
    """
    upright, profile = _upright(content, LONGEST_SIDE_PX)
    into = io.BytesIO()
    more = {"icc_profile": profile} if profile else {}
    upright.save(into, "JPEG", quality=88, **more)
    return into.getvalue()


def _upright(content: bytes, side: int) -> tuple[Image.Image, bytes | None]:
    """Open a picture within bounds, smaller at once than so wide and high, then turn it."""
    try:
        with opened(content) as original:
            _must_fit(original)
            original.thumbnail((side, side))
            upright = ImageOps.exif_transpose(original).convert("RGB")
            return upright, original.info.get("icc_profile")
    except Exception as error:  # a decoder met with any bytes may raise anything
        raise Unshowable from error


def _must_fit(picture: Image.Image) -> None:
    most = MOST_OF_JPEG if picture.format in ("JPEG", "MPO") else MOST_PIXELS
    if picture.width * picture.height > most:
        raise Unshowable


def put_beside(folder: Path, below: str, stem: str, content: bytes, suffix: str = ".jpg") -> str:
    """Write a file under a name that nothing has; answers it as the catalog names it."""
    plain = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in stem.lower())
    names = (f"{below}/{plain}-{number}{suffix}" for number in range(1, 10_000))
    name = next(name for name in names if not (folder / name).exists())
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as opened_file:
        opened_file.write(content)
    return name
