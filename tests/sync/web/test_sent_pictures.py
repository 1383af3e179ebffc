"""Pictures that people or platforms send are opened within bounds, whatever they claim to be."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from sync.web.sent_pictures import LONGEST_SIDE_PX, Unshowable, thumbnail, upright_jpeg

MAKE: list[Callable[[bytes], bytes]] = [upright_jpeg, lambda content: thumbnail(content, 320)]
TURNED = 0x0112


def png(width: int, height: int) -> bytes:
    """A few bytes that claim to be so large, and end at once."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    told = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


@pytest.mark.parametrize("make", MAKE)
@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0cut", png(9_000, 9_000), png(2**31 - 1, 9),
                b"RIFF\x10\0\0\0WEBPVP8X", b"\0\0\0\x18ftypheic" + b"\xff" * 20]
)  # fmt: skip
def test_what_is_no_picture_or_takes_all_memory_is_refused(
    make: Callable[[bytes], bytes], content: bytes
) -> None:
    with pytest.raises(Unshowable):
        make(content)


@pytest.mark.parametrize("make", MAKE)
def test_a_photograph_is_turned_and_made_smaller(make: Callable[[bytes], bytes]) -> None:
    into, exif = io.BytesIO(), Image.Exif()
    exif[TURNED] = 6  # a phone held upright
    Image.new("RGB", (3_000, 1_500), "red").save(into, "JPEG", exif=exif)
    made = Image.open(io.BytesIO(make(into.getvalue())))
    assert made.height == 2 * made.width
    assert max(made.size) in (640, LONGEST_SIDE_PX)
    assert not made.getexif()
