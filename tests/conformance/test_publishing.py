"""Publish, revise, reprice, restock, withdraw, restore: once, and then nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from sync.marketplace import Image, Uploaded
from sync.model import Count, Dong, Kind, Problem, Product, Sku, Variant
from sync.running.plan import Scope
from tests.conformance.stall import Stall, copies, shipped, some_products


async def test_published_once_a_second_round_writes_nothing(stall: Stall) -> None:
    stall.sell(shipped().products)
    report = await stall.round()
    assert report.true, report.problems
    assert {change.kind for change in report.plan.changes} == {"publish"}
    await stall.is_true()


async def test_looking_writes_nothing(stall: Stall) -> None:
    plan = (await stall.look()).plan
    assert len(plan.changes) == len(some_products())
    assert await stall.remote() == []
    assert (await stall.look()).plan.digest == plan.digest


def _cheaper(variant: Variant) -> Variant:
    return replace(variant, price=Dong(variant.price - 1000))


def _heavier(variant: Variant) -> Variant:
    return replace(variant, weight_g=(variant.weight_g or 0) + 100)


EDITS: dict[str, dict[str, Any]] = {
    "title": {"name": "Sản phẩm mang tên mới của hợp tác xã"},
    "description": {"story": "Một câu chuyện khác, kể lại cho rõ hơn về người làm ra sản phẩm."},
}


@pytest.mark.needs("revise")
@pytest.mark.parametrize("field", sorted(EDITS))
@pytest.mark.parametrize("number", range(3))
async def test_one_text_edited_is_one_revise(stocked: Stall, field: str, number: int) -> None:
    product = some_products()[number]
    stocked.edit(product.code, **EDITS[field])
    report = await stocked.round()
    assert [(c.kind, c.code, c.fields) for c in report.plan.changes] == [
        ("revise", product.code, (field,))
    ]
    assert report.true, report.problems
    await stocked.reviewed()
    remote = {tuple(v["sku"] for v in x["variants"]): x for x in await stocked.remote()}
    shown = next(x for skus, x in remote.items() if product.variants[0].sku in skus)
    assert str(*EDITS[field].values()) in shown[field]
    await stocked.is_true()


@pytest.mark.needs("revise")
async def test_pictures_in_another_order_are_one_revise(stocked: Stall) -> None:
    product = some_products()[0]
    other = next(p for p in shipped().products if p.images and p.images != product.images)
    stocked.edit(product.code, images=(*other.images[:1], *product.images))
    report = await stocked.round()
    assert [(c.kind, c.fields) for c in report.plan.changes] == [("revise", ("images",))]
    assert report.true, report.problems
    await stocked.reviewed()
    shown = next(
        x for x in await stocked.remote() if x["variants"][0]["sku"] == product.variants[0].sku
    )
    assert len(shown["images"]) == 1 + len(product.images)
    await stocked.is_true()


@pytest.mark.needs("revise")
async def test_a_parcel_weighed_again_is_one_revise(stocked: Stall) -> None:
    stocked.edit_variants(_heavier)
    report = await stocked.round()
    assert {(c.kind, c.fields) for c in report.plan.changes} <= {("revise", ("weight_g",))}
    assert report.true, report.problems
    await stocked.is_true()


@pytest.mark.needs("revise", "pre_order")
async def test_what_is_sold_to_order_says_in_how_many_days_it_is_ready(stall: Stall) -> None:
    product = next(p for p in shipped().products if p.category == "do-dan")
    stall.sell([replace(product, prepare_days=7)])
    assert (await stall.round()).true
    for wanted in (12, None, 7):
        await stall.reviewed()
        stall.edit(product.code, prepare_days=wanted)
        report = await stall.round()
        assert [(c.kind, set(c.fields)) for c in report.plan.changes] == [
            ("revise", {"description", "prepare_days"})
        ]
        assert report.true, report.problems
        [shown] = [one async for one in stall.market.listings({})]
        assert (shown.prepare_days or 0) == (wanted or 0)
        await stall.is_true()


@pytest.mark.needs("revise", "remove_attributes")
async def test_an_attribute_that_is_written_no_more_goes(stall: Stall) -> None:
    product = some_products()[0]
    label = replace(product.label, declaration=None)
    extra = {"Chứng nhận": "HACCP", "Số tự công bố": "01/TCB/2026"}
    stall.sell([replace(product, label=label, attributes=extra)])
    assert (await stall.round()).true
    await stall.reviewed()
    [before] = [one async for one in stall.market.listings({})]
    stall.edit(product.code, attributes={})
    report = await stall.round()
    assert [(c.kind, c.fields) for c in report.plan.changes] == [("revise", ("attributes",))]
    await stall.reviewed()
    [now] = [one async for one in stall.market.listings({})]
    stood = {n for n, v in dict(before.attributes or {}).items() if v in extra.values()}
    assert stood  # forms have a place for one of them; where there are none, both stand
    assert dict(before.attributes or {}).keys() - dict(now.attributes or {}).keys() == stood
    await stall.is_true()


def _with_one_more(product: Product) -> Product:
    first = product.variants[0]
    more = replace(first, sku=Sku("THEM-MOI"), options=("Loại mới",), stock=Count(3))
    return replace(product, variants=(*product.variants, more))


@pytest.mark.needs("revise")
async def test_a_variant_more_comes_with_its_price_and_stock(stocked: Stall) -> None:
    product = some_products()[1]
    stocked.edit(product.code, variants=_with_one_more(product).variants)
    report = await stocked.round()
    assert [(c.kind, c.fields) for c in report.plan.changes] == [("revise", ("variants",))]
    assert report.true, report.problems
    await stocked.is_true()


@pytest.mark.needs("revise", "remove_variants")
async def test_a_variant_less_is_sold_no_more_and_may_come_back(stall: Stall) -> None:
    product = some_products()[1]
    wide = _with_one_more(product)
    stall.sell([wide])
    assert (await stall.round()).true
    for variants in (product.variants, wide.variants):
        await stall.reviewed()
        stall.edit(product.code, variants=variants)
        report = await stall.round()
        assert [(c.kind, c.fields) for c in report.plan.changes] == [("revise", ("variants",))]
        assert report.true, report.problems
        await stall.is_true()


@pytest.mark.needs("revise")
async def test_an_option_spelt_otherwise_is_one_revise(stocked: Stall) -> None:
    product = some_products()[1]
    first, *others = product.variants
    same_pack = replace(first, options=("Túi quà",), net_content=first.options[0])
    stocked.edit(product.code, variants=(same_pack, *others))
    report = await stocked.round()
    assert [(c.kind, c.fields) for c in report.plan.changes] == [("revise", ("variants",))]
    assert report.true, report.problems
    await stocked.is_true()


@pytest.mark.needs("revise", "remove_variants")
async def test_another_sku_may_take_the_place_of_one(stocked: Stall) -> None:
    """Under the same options that is a rename: written where it can be, else only remembered."""
    product = some_products()[1]
    first, *others = product.variants
    other = replace(first, sku=Sku("MA-KHAC"))
    before = {listing["id"] for listing in await stocked.remote()}
    stocked.edit(product.code, variants=(other, *others))
    if not stocked.can("rename_skus"):
        stocked.listed_as[other.sku] = first.sku
    report = await stocked.round()
    assert report.plan.held == ()
    assert bool(report.plan.changes) == stocked.can("rename_skus")
    await stocked.ends_true()
    assert {listing["id"] for listing in await stocked.remote()} == before


@pytest.mark.needs("revise", "remove_variants")
async def test_another_sku_under_other_options_takes_the_place_of_one(stocked: Stall) -> None:
    """That is no rename: the one is sold no more, the other is new, under its own name."""
    product = some_products()[1]
    first, *others = product.variants
    other = replace(first, sku=Sku("MA-KHAC"), options=("Loại mới",))
    stocked.edit(product.code, variants=(other, *others))
    await stocked.round()
    await stocked.ends_true()


async def test_the_same_picture_is_uploaded_once(stall: Stall) -> None:
    uploaded: list[str] = []
    upload = stall.market.upload

    async def counted(images: Any) -> Any:
        uploaded.extend(image.sha256 for image in images)
        return await upload(images)

    stall.market.upload = counted  # type: ignore[method-assign]
    same = some_products()[0].images
    stall.sell(replace(product, images=same) for product in some_products())
    await stall.round()
    assert sorted(uploaded) == sorted({image.sha256 for image in same})


@pytest.mark.needs("reprice", "restock")
@pytest.mark.parametrize("kind", ["reprice", "restock"])
async def test_a_full_batch_and_one_more(stall: Stall, kind: Kind) -> None:
    """One SKU more than the platform takes at once, in products of one variant and of many."""
    size = stall.features.batch[kind]
    stall.sell([*some_products(), *copies(size)])
    assert (await stall.round()).true
    if kind == "reprice":
        stall.edit_variants(_cheaper)
    else:
        stall.edit_variants(lambda v: replace(v, stock=Count(7)))
    report = await stall.round(Scope(approve=(await stall.look()).plan.digest))
    assert {c.kind for c in report.plan.changes} == {kind}
    assert len(report.plan.changes) > size
    assert report.true, report.problems
    await stall.is_true()


@pytest.mark.needs("withdraw", "restore")
async def test_taken_from_the_catalog_is_withdrawn_and_put_back_is_restored(
    stocked: Stall,
) -> None:
    everything = stocked.configuration.products
    stocked.sell(everything[1:])
    report = await stocked.round()
    assert [(c.kind, c.code) for c in report.plan.changes] == [("withdraw", everything[0].code)]
    assert report.true, report.problems
    await stocked.is_true()
    stocked.sell(everything)
    report = await stocked.round()
    assert [(c.kind, c.code) for c in report.plan.changes] == [("restore", everything[0].code)]
    await stocked.is_true()


async def test_more_listings_than_one_page(stall: Stall) -> None:
    stall.sell(copies(230))
    assert (await stall.round()).true
    await stall.is_true()
    assert len(await stall.remote()) == 230


async def test_a_picture_that_was_refused_is_not_sent_again(stall: Stall) -> None:
    """Refused once, sent once; what has another picture goes out."""
    sent = list[str]()

    async def refusing(images: Sequence[Image]) -> list[Uploaded]:
        sent.extend(image.sha256 for image in images)
        problem = Problem(code="image_refused", values={"platform_code": "1"})
        return [Uploaded(image.sha256, None, problem) for image in images]

    stall.sell(some_products()[:1])
    stall.market.upload = refusing  # type: ignore[method-assign]
    report = await stall.round()
    assert {outcome.status for outcome in report.outcomes} == {"rejected"}
    once = list(sent)
    assert once
    await stall.round()
    await stall.round()
    assert sent == once
