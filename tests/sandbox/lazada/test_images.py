from __future__ import annotations

import hashlib

import pytest

from tests.sandbox.lazada.conftest import Lazada, picture


async def test_a_picture_is_stored_under_its_hash(lazada: Lazada) -> None:
    content = picture()
    image = (await lazada.upload(content))["data"]["image"]
    code = hashlib.md5(content, usedforsecurity=False).hexdigest()
    assert image == {"hash_code": code, "url": f"https://vn-live.slatic.net/p/{code}.jpg"}
    assert (await lazada.upload(content))["data"]["image"] == image


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "30"),
        (b"no picture", "302"),
        (picture(size=(329, 400)), "302"),
        (picture(size=(400, 5001)), "302"),
        (picture("GIF"), "302"),
        (picture()[:100], "302"),
        (picture() + b"\0" * 3_145_728, "303"),
    ],
)
async def test_a_bad_picture_is_refused(lazada: Lazada, content: bytes, code: str) -> None:
    assert (await lazada.upload(content))["code"] == code


@pytest.mark.parametrize("size", [(330, 330), (5000, 330)])
async def test_a_picture_at_the_limits_is_taken(lazada: Lazada, size: tuple[int, int]) -> None:
    assert (await lazada.upload(picture("JPEG", size=size)))["code"] == "0"


async def test_text_instead_of_a_file_is_refused(lazada: Lazada) -> None:
    assert (await lazada.post("/image/upload", image="abc"))["code"] == "302"


def migration(*urls: str) -> str:
    listed = "".join(f"<Url>{url}</Url>" for url in urls)
    return f"<Request><Images>{listed}</Images></Request>"


async def test_listings_may_show_other_addresses_than_were_written(lazada: Lazada) -> None:
    await lazada.turn(rehosts_images=True)
    item_id, _ = await lazada.create()
    (shown,) = (await lazada.product(item_id))["images"]
    assert shown.startswith("https://vn-live-02.slatic.net/original/")
