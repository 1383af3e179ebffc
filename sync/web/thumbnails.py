"""Makes a picture small enough for a page."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from sync.catalog.open_picture import opened


class Unshowable(Exception):
    """It is no picture, or one that takes too much room once it is open."""


def thumbnail(content: bytes, width: int) -> bytes:
    """Make a WebP picture that is at most so wide, upright; raises `Unshowable`."""
    try:
        with opened(content) as original:
            upright = ImageOps.exif_transpose(original).convert("RGB")
        upright.thumbnail((width, width * 2))
        into = io.BytesIO()
        upright.save(into, "WEBP", quality=80)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Unshowable from error
    return into.getvalue()
