"""Makes pictures fit for a platform: turned, shrunk, in sRGB, without the place they were taken at.

Whatever a phone or a camera made, the same bytes always give the same picture; a picture that fits
already is sent as it is, and so is a paper that is a PDF. The file of the cooperative is never
touched.
"""

from __future__ import annotations

import io
from typing import Final

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from sync.catalog.open_picture import opened
from sync.marketplace import Limits

TAKEN: Final = ("JPEG", "PNG")  # what every platform takes
PDF: Final = b"%PDF-"
PLAIN: Final = ("RGB", "L", "RGBA", "P", "LA")
QUALITIES: Final = (92, 85, 75, 65)
SHRINK: Final = 0.8
_ORIENTATION, _GPS = 0x0112, 0x8825  # tags of EXIF


def prepared(content: bytes, limits: Limits) -> bytes:
    """Answer the picture as the platform takes it; raises what Pillow raises of bytes unfit."""
    if content.startswith(PDF):
        return content
    most_bytes, most_px = limits.image_bytes.most, limits.image_side_px.most
    with opened(content) as image:
        if _fits(image) and _within(len(content), most_bytes) and _within(max(image.size), most_px):
            return content
        picture = _plain(image)
    if not _within(max(picture.size), most_px):
        side = int(most_px or max(picture.size))
        picture.thumbnail((side, side), Pillow.Resampling.LANCZOS)
    return _small_enough(picture, most_bytes)


def _within(size: int, most: float | None) -> bool:
    return most is None or size <= most


def _fits(image: Pillow.Image) -> bool:
    exif = image.getexif()
    turned = exif.get(_ORIENTATION, 1) != 1
    return image.format in TAKEN and image.mode in PLAIN and not turned and _GPS not in exif


def _plain(image: Pillow.Image) -> Pillow.Image:
    """Turn it upright, into sRGB, on white where it was transparent."""
    upright = ImageOps.exif_transpose(image)
    if profile := image.info.get("icc_profile"):
        upright = _in_srgb(upright, profile)
    if upright.mode in ("RGBA", "LA", "P", "PA"):
        layer = upright.convert("RGBA")
        white = Pillow.new("RGBA", layer.size, "white")
        upright = Pillow.alpha_composite(white, layer)
    return upright.convert("RGB")


def _in_srgb(image: Pillow.Image, profile: bytes) -> Pillow.Image:
    try:
        srgb = ImageCms.createProfile("sRGB")
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a profile that nobody can read says nothing
    return found or image


def _small_enough(picture: Pillow.Image, most_bytes: float | None) -> bytes:
    """Save it as well as the bytes allow: less fine first, then smaller."""
    while True:
        for quality in QUALITIES:
            content = _saved(picture, quality)
            if _within(len(content), most_bytes) or max(picture.size) < 2:
                return content
        smaller = [max(1, int(side * SHRINK)) for side in picture.size]
        picture = picture.resize((smaller[0], smaller[1]), Pillow.Resampling.LANCZOS)


def _saved(picture: Pillow.Image, quality: int) -> bytes:
    into = io.BytesIO()
    picture.save(into, "JPEG", quality=quality, optimize=True)
    return into.getvalue()
