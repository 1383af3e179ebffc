from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sandbox.tiktok.conftest import picture

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok

CATEGORIES = "/product/202309/categories"
BRANDS = "/product/202309/brands"
FILES = "/product/202309/files/upload"
V2 = {"category_version": "v2"}


async def test_the_tree_comes_whole_and_only_in_its_new_version(tiktok: TikTok) -> None:
    rows = (await tiktok.get(CATEGORIES, **V2))["data"]["categories"]
    by_id = {row["id"]: row for row in rows}
    assert by_id["963336"] == {
        "id": "963336",
        "parent_id": "963100",
        "local_name": "Hải sản khô",
        "is_leaf": True,
        "permission_statuses": ["AVAILABLE"],
    }
    assert "963402" not in by_id
    assert by_id["950100"]["permission_statuses"] == ["INVITE_ONLY"]
    told = await tiktok.get(CATEGORIES)
    assert told["code"] == 12052217
    assert "V2" in told["message"]
    found = await tiktok.get(CATEGORIES, **V2, keyword="mắm")
    assert [row["id"] for row in found["data"]["categories"]] == ["963360", "963361"]
    every = await tiktok.get(CATEGORIES, **V2, include_prohibited_categories="true")
    assert "963402" in [row["id"] for row in every["data"]["categories"]]


@pytest.mark.parametrize("what", ["rules", "attributes"])
async def test_forms_are_of_leaves(tiktok: TikTok, what: str) -> None:
    assert (await tiktok.get(f"{CATEGORIES}/1/{what}", **V2))["code"] == 12052023
    assert (await tiktok.get(f"{CATEGORIES}/700437/{what}", **V2))["code"] == 12052024
    assert (await tiktok.get(f"{CATEGORIES}/963336/{what}"))["code"] == 12052217


async def attributes(tiktok: TikTok, category_id: str) -> dict[str, Json]:
    answer = await tiktok.get(f"{CATEGORIES}/{category_id}/attributes", **V2)
    return {row["id"]: row for row in answer["data"]["attributes"]}


async def test_attributes_are_misspelt_as_on_the_platform(tiktok: TikTok) -> None:
    food = await attributes(tiktok, "963336")
    assert food["100107"]["is_requried"] is True
    assert food["101400"]["is_requried"] is False
    assert food["101402"]["value_data_format"] == "POSITIVE_INT_OR_DECIMAL"
    assert food["101404"]["requirement_conditions"][0]["attribute_id"] == "101403"
    assert food["100089"]["type"] == "SALES_PROPERTY"
    assert (await attributes(tiktok, "963350"))["101400"]["is_requried"] is True
    craft = await attributes(tiktok, "600338")
    assert craft["100107"]["is_requried"] is False
    assert "100198" in craft


async def test_rules_name_papers_and_payment(tiktok: TikTok) -> None:
    await tiktok.turn(food_certificate_required=True, cod_supported=False)
    rules = (await tiktok.get(f"{CATEGORIES}/963336/rules", **V2))["data"]
    safety, organic = rules["product_certifications"]
    assert (safety["is_required"], safety["expiration_date"]["is_required"]) == (True, True)
    assert (organic["is_required"], len(organic["requirement_conditions"])) == (False, 1)
    assert rules["cod"] == {"is_supported": False}
    craft = (await tiktok.get(f"{CATEGORIES}/600338/rules", **V2))["data"]
    assert craft["product_certifications"] == []


async def test_brands_are_paged_and_found_by_name(tiktok: TikTok) -> None:
    assert (await tiktok.get(BRANDS))["code"] == 36009004
    first = (await tiktok.get(BRANDS, page_size="3"))["data"]
    assert (len(first["brands"]), first["total_count"]) == (3, 5)
    rest = await tiktok.get(BRANDS, page_size="3", page_token=first["next_page_token"])
    assert len(rest["data"]["brands"]) == 2
    assert first["brands"][1]["authorized_status"] == "UNAUTHORIEZD"
    found = await tiktok.get(BRANDS, page_size="10", brand_name="khải")
    assert [row["name"] for row in found["data"]["brands"]] == ["Khải Hoàn"]


@pytest.mark.parametrize(
    ("kind", "size", "use_case", "code"),
    [
        ("PNG", (600, 600), "MAIN_IMAGE", None),
        ("JPEG", (300, 300), "MAIN_IMAGE", None),
        ("WEBP", (100, 100), "DESCRIPTION_IMAGE", None),
        ("BMP", (100, 100), "CERTIFICATION_IMAGE", None),
        ("PNG", (299, 300), "MAIN_IMAGE", 12038014),
        ("PNG", (4001, 4000), "MAIN_IMAGE", 12038014),
        ("PNG", (99, 100), "ATTRIBUTE_IMAGE", 12038014),
        ("PNG", (20_001, 100), "DESCRIPTION_IMAGE", 12019116),
        ("GIF", (600, 600), "MAIN_IMAGE", 12038015),
        ("PNG", (600, 600), "SELFIE", 11050001),
    ],
)
async def test_pictures_are_measured(
    tiktok: TikTok, kind: str, size: tuple[int, int], use_case: str, code: int | None
) -> None:
    answer = await tiktok.upload(picture(kind, size), use_case)
    assert answer["code"] == (code or 0)
    if code is None:
        assert (answer["data"]["width"], answer["data"]["height"]) == size
        assert answer["data"]["use_case"] == use_case


async def test_pictures_are_real_and_not_too_large(tiktok: TikTok) -> None:
    assert (await tiktok.upload(b""))["code"] == 12038002
    assert (await tiktok.upload(b"no picture"))["code"] == 12038004
    assert (await tiktok.upload(picture()[:100]))["code"] == 12038004
    assert (await tiktok.upload(b"x" * (10 * 1024 * 1024 + 1)))["code"] == 12038005


async def test_long_main_pictures_become_square_and_every_upload_is_another(
    tiktok: TikTok,
) -> None:
    long = (await tiktok.upload(picture(size=(900, 600))))["data"]
    assert (long["width"], long["height"]) == (900, 900)
    fits = (await tiktok.upload(picture(size=(800, 600))))["data"]
    assert (fits["width"], fits["height"]) == (800, 600)
    again = (await tiktok.upload(picture(size=(800, 600))))["data"]
    assert again["uri"] != fits["uri"]
    assert again["url"].startswith("https://p16-oec-sg.ibyteimg.com/tos-")


async def test_papers_are_pdf_files_with_a_plain_name(tiktok: TikTok) -> None:
    async def upload(name: str, content: bytes) -> Json:
        answer = await tiktok.http.post(
            tiktok.url + FILES,
            params=tiktok.query(FILES, shop_cipher=""),
            data={"name": name},
            files={"data": ("giay.pdf", content)},
            headers={"x-tts-access-token": tiktok.token},
        )
        return tiktok.read(answer)

    made = (await upload("giay.pdf", b"%PDF-1.7"))["data"]
    assert (made["name"], made["format"]) == ("giay.pdf", "PDF")
    for name, content, code in (
        ("giay.pdf", b"", 12019103),
        ("", b"%PDF-1.7", 12019104),
        ("giay to.pdf", b"%PDF-1.7", 12019105),
        ("giay.v2.pdf", b"%PDF-1.7", 12019105),
        ("giay.pdf", b"PK", 12019105),
        ("giay.doc", b"%PDF-1.7", 12019105),
    ):
        assert (await upload(name, content))["code"] == code
