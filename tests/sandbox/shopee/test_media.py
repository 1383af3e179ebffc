from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sandbox.conftest import picture

if TYPE_CHECKING:
    from tests.sandbox.conftest import Shopee

PATH = "/api/v2/media_space/upload_image"


async def test_several_pictures_get_ids_of_their_own(shopee: Shopee) -> None:
    same = picture()
    answer = await shopee.upload(same, same, picture("JPEG"))
    ids = [row["image_info"]["image_id"] for row in answer["response"]["image_info_list"]]
    assert len(set(ids)) == 3
    assert answer["response"]["image_info"]["image_id"] == ids[0]


async def test_an_upload_may_be_signed_for_the_shop(shopee: Shopee) -> None:
    files = [("image", ("a.png", picture()))]
    answer = await shopee.http.post(shopee.url + PATH, params=shopee.signed(PATH), files=files)
    assert answer.json()["error"] == ""


async def test_a_single_file_that_is_no_picture_is_refused(shopee: Shopee) -> None:
    for content in (b"", b"not a picture", picture("WEBP"), picture()[:100]):
        told = await shopee.upload(content)
        assert told["error"] == "error_param"
        assert told["message"] == "image is invalid or not supported"


async def test_a_bad_file_among_good_ones_fails_alone(shopee: Shopee) -> None:
    answer = await shopee.upload(b"not a picture", picture())
    rows = answer["response"]["image_info_list"]
    assert answer["error"] == ""
    assert [row["error"] for row in rows] == ["error_param", ""]
    assert answer["response"]["image_info"] == rows[1]["image_info"]


async def test_nine_pictures_of_ten_megabytes_are_the_limit(shopee: Shopee) -> None:
    assert (await shopee.upload(*[picture()] * 9))["error"] == ""
    assert (await shopee.upload(*[picture()] * 10))["error"] == "error_param"
    heavy = picture() + b"\0" * (10 * 1024 * 1024)
    assert "10MB" in (await shopee.upload(heavy))["message"]


async def test_the_partial_fault_fails_every_second_file(shopee: Shopee) -> None:
    await shopee.operate("POST", "/faults", {"kind": "partial", "path": "upload_image"})
    answer = await shopee.upload(picture(), picture())
    rows = answer["response"]["image_info_list"]
    assert [row["error"] for row in rows] == ["", "error_server"]


async def test_a_picture_may_be_forgotten_unless_it_stands_on_a_listing(shopee: Shopee) -> None:
    wish = await shopee.wish()
    item_id = await shopee.add("OCOP-KHO")
    await shopee.turn(image_life_s=60)
    await shopee.advance(61)
    told = await shopee.post("/api/v2/product/add_item", **wish)
    assert (told["error"], told["message"]) == ("product.error_param", "Image not exist.")
    edited = {"item_id": item_id, "item_name": "Tôm khô Rạch Gốc loại một"}
    assert (await shopee.post("/api/v2/product/update_item", **edited))["error"] == ""
