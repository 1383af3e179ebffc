"""Fingerprints of pictures: those of one photograph are alike, however it was saved or shrunk."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image, ImageOps

from sync.catalog.open_picture import opened

SIDE = 16  # 256 bits for each direction
MOST_PIXELS = 50_000_000


def fingerprint(content: bytes) -> int | None:
    """Tell where a picture gets brighter, rightwards and downwards; None: it is no picture.

    This is dHash, 512 bits. Nothing larger than 50 megapixels is decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a decompression bomb is only warned of
            with opened(content) as image:
                if image.width * image.height > MOST_PIXELS:
                    return None
                image.draft("L", (SIDE * 16, SIDE * 16))
                grey = ImageOps.exif_transpose(image).convert("L")
                wide = _shrunk(grey, SIDE + 1, SIDE)
                tall = _shrunk(grey, SIDE, SIDE + 1)
    except Exception:  # noqa: BLE001 - a decoder met with any bytes may raise anything
        return None
    rightwards = (wide[at] < wide[at + 1] for at in range(len(wide)) if at % (SIDE + 1) < SIDE)
    downwards = (tall[at] < tall[at + SIDE] for at in range(SIDE * SIDE))
    return sum(bit << place for place, bit in enumerate((*rightwards, *downwards)))


def _shrunk(grey: Image.Image, width: int, height: int) -> bytes:
    return grey.resize((width, height), Image.Resampling.BOX).tobytes()


def fingerprint_of(file: Path) -> int | None:
    """Take the fingerprint of a file; None: it cannot be read."""
    try:
        return fingerprint(file.read_bytes())
    except OSError:
        return None
