"""Opens what phones, cameras and chats make; for a platform it is turned into what that takes."""

from __future__ import annotations

import io
from functools import cache
from typing import Final

from PIL import Image

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")  # JPEG: MPO too
_PLAIN: Final = tuple(name for name in FORMATS if name not in {"HEIF", "AVIF"})
_BOX: Final = b"ftyp"  # what begins a file of the HEIF family, after its length


def opened(content: bytes) -> Image.Image:
    """Open a picture; raises what Pillow raises of bytes that are none."""
    if content[4:8] != _BOX:  # Pillow asks each format that it is told of, known to it or not
        return Image.open(io.BytesIO(content), formats=_PLAIN)
    _know_heif()
    return Image.open(io.BytesIO(content), formats=FORMATS)


@cache
def _know_heif() -> None:
    """Let Pillow read what iPhones save; libheif is loaded only where somebody has such a file."""
    from pi_heif import register_heif_opener  # type: ignore[import-untyped]  # it ships no types

    register_heif_opener()
