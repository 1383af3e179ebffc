"""A picture goes out as the platform takes it; one that fits already goes out as it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from sync.marketplace import Limits, Span
from sync.running.prepare import prepared

IPHONE = Path(__file__).parents[1] / "iphone.heic"  # 1600 by 1200, to be turned, red as `photo`

STRICT = Limits(image_bytes=Span(1, 200_000), image_side_px=Span(300, 1000))


def photo(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), **how: object) -> bytes:
    """Noise, which no encoder makes small, with the upper left corner red."""
    if kind == "HEIF":
        return IPHONE.read_bytes()
    mode = str(how.pop("mode", "RGB"))
    noise = Image.effect_noise(size, 90).convert("RGB")
    noise.paste((255, 0, 0), (0, 0, size[0] // 4, size[1] // 4))
    into = io.BytesIO()
    noise.convert(mode).save(into, kind, **how)
    return into.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_what_fits_goes_out_byte_for_byte() -> None:
    small = photo("PNG", (400, 300))
    assert prepared(small, Limits(image_side_px=Span(300, 1000))) is small


def test_what_is_too_large_is_shrunk_within_sides_and_bytes() -> None:
    made = prepared(photo(), STRICT)
    assert len(made) <= 200_000
    assert max(opened(made).size) <= 1000
    assert opened(made).format == "JPEG"


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("WEBP", "RGB"), ("GIF", "P"), ("JPEG", "CMYK"), ("HEIF", "RGB"), ("AVIF", "RGB")],
)
def test_kinds_that_platforms_do_not_take_become_jpeg_in_rgb(kind: str, mode: str) -> None:
    made = opened(prepared(photo(kind, (600, 600), mode=mode), Limits()))
    assert (made.format, made.mode) == ("JPEG", "RGB")


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x8825] = {1: "N", 2: (9.0, 10.0, 0.0)}
    made = opened(prepared(photo(exif=exif), Limits()))
    assert made.size == (1200, 1600)
    assert not made.getexif()
    red = made.convert("RGB").getpixel((1150, 50))
    assert isinstance(red, tuple)
    assert red[0] > 200
    assert red[1] < 60


def test_what_was_transparent_stands_on_white() -> None:
    clear = Image.new("RGBA", (2000, 600), (0, 0, 0, 0))
    into = io.BytesIO()
    clear.save(into, "PNG")
    made = opened(prepared(into.getvalue(), STRICT)).convert("RGB")
    assert made.getpixel((5, 5)) == (255, 255, 255)


def test_the_same_bytes_make_the_same_picture() -> None:
    content = photo()
    assert prepared(content, STRICT) == prepared(content, STRICT)


def test_a_photo_of_an_iphone_is_turned_shrunk_and_the_same_each_time() -> None:
    content = photo("HEIF")  # as turned as an iPhone does
    made = prepared(content, STRICT)
    picture = opened(made)
    width, height = picture.size
    assert (picture.format, width * 4) == ("JPEG", height * 3)  # upright
    assert (height <= 1000, len(made) <= 200_000) == (True, True)
    assert not picture.getexif()
    assert prepared(content, STRICT) == made
    red = picture.convert("RGB").getpixel((width - 20, 20))
    assert isinstance(red, tuple)
    assert red[0] > 150
    assert red[1] < 100


def test_a_paper_that_is_a_pdf_goes_out_as_it_is() -> None:
    scan = b"%PDF-1.7" + b"0" * 300_000
    assert prepared(scan, STRICT) is scan
