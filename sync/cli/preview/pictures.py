"""Pictures inside the page, small enough for a page that is sent by phone."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from sync.marketplace import Limits, Span
from sync.running.prepare import prepared

SIDE_PX, BYTES = 480, 60_000
SMALL = Limits(image_side_px=Span(None, SIDE_PX), image_bytes=Span(None, BYTES))
UNREADABLE = (OSError, ValueError, UnidentifiedImageError, Pillow.DecompressionBombError)


@cache
def data_uri(file: Path) -> str | None:
    """Give a picture as the page holds it; None where it cannot be read any more."""
    try:
        content = prepared(file.read_bytes(), SMALL)
    except UNREADABLE:
        return None
    kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"
