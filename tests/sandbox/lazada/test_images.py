from __future__ import annotations

import hashlib

import pytest

from tests.sandbox.lazada.conftest import Lazada, one_sku, picture


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


async def test_a_batch_of_addresses_is_fetched_later(lazada: Lazada) -> None:
    payload = migration("https://ocop.example.vn/a.jpg", "https://ocop.example.vn/b")
    answer = await lazada.post("/images/migrate", payload=payload)
    assert "data" not in answer
    batch_id = answer["batch_id"]
    assert (await lazada.get("/image/response/get", batch_id=batch_id))["data"] == {}
    await lazada.advance(0.6)
    data = (await lazada.get("/image/response/get", batch_id=batch_id))["data"]
    assert [error["original_url"] for error in data["errors"]] == ["https://ocop.example.vn/b"]
    (image,) = data["images"]
    await lazada.create(**one_sku(), Images={"Image": [image["url"]]})


async def test_nine_addresses_are_too_many(lazada: Lazada) -> None:
    payload = migration(*(f"https://ocop.example.vn/{n}.jpg" for n in range(9)))
    assert (await lazada.post("/images/migrate", payload=payload))["code"] == "203"


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1/a.jpg",
        "http://ocop.example.vn:8080/a.jpg",
        "ftp://ocop.example.vn/a.jpg",
        "http://localhost/a.jpg",
    ],
)
async def test_private_addresses_are_not_fetched(lazada: Lazada, url: str) -> None:
    payload = f"<Request><Image><Url>{url}</Url></Image></Request>"
    assert (await lazada.post("/image/migrate", payload=payload))["code"] == "302"


async def test_one_address_is_fetched_at_once(lazada: Lazada) -> None:
    payload = "<Request><Image><Url>https://ocop.example.vn/a.png</Url></Image></Request>"
    answer = await lazada.post("/image/migrate", payload=payload)
    assert answer["data"]["image"]["url"].startswith("https://vn-live.slatic.net/p/")


async def test_the_pictures_of_skus_are_set_apart(lazada: Lazada) -> None:
    item_id, ids = await lazada.create(**one_sku())
    url = await lazada.image("blue")
    sku = {"SkuId": str(ids["OCOP-TOMKHO"]), "Images": {"Image": [url]}}
    assert (await lazada.send("/images/set", {"Skus": {"Sku": [sku]}}))["code"] == "0"
    read = (await lazada.skus(item_id))["OCOP-TOMKHO"]
    assert read["Images"] == [url] + [""] * 7
    sku["Images"] = {"Image": [url] * 9}
    assert (await lazada.send("/images/set", {"Skus": {"Sku": [sku]}}))["code"] == "203"
    sku["Images"] = {"Image": ["https://elsewhere.vn/a.jpg"]}
    assert (await lazada.send("/images/set", {"Skus": {"Sku": [sku]}}))["code"] == "504"


async def test_listings_may_show_other_addresses_than_were_written(lazada: Lazada) -> None:
    await lazada.turn(rehosts_images=True)
    item_id, _ = await lazada.create()
    (shown,) = (await lazada.product(item_id))["images"]
    assert shown.startswith("https://vn-live-02.slatic.net/original/")
