"""What a round did is turned around, but for what nobody can or should take back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, get_args

import pytest

from sync.model import Change, Code, Dong, Field, ListedPaper, Listing, Picture, ShopName, Sku
from sync.planning import StandsNow, Undo, in_our_words
from sync.planning import undo as undone

SHOP, CODE, SKU = ShopName("shop"), Code("TOMKHO"), Sku("TOMKHO")


ALL: tuple[Field, ...] = get_args(Field)


def undo(
    change: Change,
    later: Iterable[Change],
    desired: Listing | None,
    fields: Collection[Field] = (),
    **more: Any,
) -> Undo:
    """Take back a change of which all has one answer; `more` is of how the product stands now."""
    (found,) = undone(change, later, StandsNow(desired, desired, echoes=ALL, **more), fields)
    return found


def repriced(make: Any, before: int = 100_000, after: int = 10_000) -> Change:
    was, became = (make.with_offer(make.listing(), price=Dong(p)) for p in (before, after))
    return Change(
        kind="reprice", shop=SHOP, code=CODE, sku=SKU, before=was, after=became, fields=("price",)
    )


def revised(make: Any, **more: Any) -> Change:
    was = replace(make.listing(), title="cũ", description="chuyện cũ")
    became = replace(was, title="mới", description="chuyện mới")
    fields: tuple[Field, ...] = ("title", "description")
    change = Change(kind="revise", shop=SHOP, code=CODE, before=was, after=became, fields=fields)
    return replace(change, **more)


def test_a_price_goes_back_to_what_it_was(make: Any) -> None:
    change = repriced(make)
    found = undo(change, (), change.after)
    assert found.why is None
    assert found.back
    assert (found.back.before, found.back.after) == (change.after, change.before)


def test_only_the_fields_that_were_named_are_taken_back(make: Any) -> None:
    change = revised(make)
    now = StandsNow(change.after, change.after)
    title, rest = undone(change, (), now, ["title"])
    assert title.back
    assert title.back.fields == ("title",)
    assert (rest.change.fields, rest.why) == (("description",), "undo_not_asked")
    others: list[Field] = ["price"]
    assert undo(change, (), change.after, others).why == "undo_not_asked"


def test_what_a_later_round_wrote_is_named_and_left_alone(make: Any) -> None:
    change = repriced(make)
    assert undo(change, [repriced(make, 10_000, 12_000)], change.after).why == "undo_changed_since"
    restocked = replace(repriced(make), kind="restock", fields=("quantity",))
    assert undo(change, [restocked, revised(make)], change.after).back


def test_what_the_catalog_has_changed_since_is_left_to_it(make: Any) -> None:
    change = repriced(make)
    newer = make.with_offer(make.listing(), price=Dong(77_000))
    assert undo(change, (), newer).why == "undo_catalog_changed"


def test_stock_is_never_taken_back_nor_what_the_catalog_no_longer_tells_of(make: Any) -> None:
    change = repriced(make)
    assert undo(replace(change, kind="restock"), (), change.after).why == "undo_stock"
    assert undo(change, (), None).why == "undo_withdrawn"
    assert undo(replace(change, kind="publish"), (), None).why == "undo_withdrawn"


def test_what_nobody_saw_before_cannot_be_put_back(make: Any) -> None:
    change = revised(make, fields=("title",))
    untitled: Listing = replace(make.listing(), title=None)
    for unseen in (None, untitled):
        assert undo(replace(change, before=unseen), (), change.after).why == "undo_unknown"


def test_what_went_from_sale_is_put_back_until_the_catalog_tells_of_it(make: Any) -> None:
    listing = make.seen()
    hidden = replace(listing, status="hidden")
    change = Change(
        kind="withdraw", shop=SHOP, code=CODE, before=listing, after=hidden, fields=("status",)
    )
    found = undo(change, (), None)
    assert found.back
    assert found.pin
    assert (found.back.kind, found.back.after.status) == ("restore", "live")
    assert found.pin.before is None
    assert undo(change, (), make.listing()).why == "undo_catalog_changed"
    assert undo(replace(change, reason="twin"), (), None).why == "undo_twin"
    assert undo(change, [replace(change, kind="restore")], None).why == "undo_changed_since"


def test_what_people_edited_in_the_shop_since_is_named_and_left_alone(make: Any) -> None:
    change = repriced(make)

    def seen(price: int) -> Undo:
        there = make.with_offer(make.seen(), price=Dong(price))
        return undo(change, (), change.after, seen=there)

    assert seen(77_000).why == "undo_changed_there"
    assert seen(10_000).back
    assert seen(100_000).back  # somebody put it back by hand: it stays so
    revise = revised(make, fields=("title",))
    edited = replace(make.seen(), title="đặt ở sàn")
    assert undo(revise, (), revise.after, seen=edited).why == "undo_changed_there"
    unread = StandsNow(revise.after, revise.after, edited)
    assert undone(revise, (), unread)[0].back  # the platform rewrites titles: nothing is known


def test_of_attributes_each_is_looked_at_by_itself(make: Any) -> None:
    was = make.listing(attributes={"Mùi": "biển"})
    became = replace(was, attributes={"Mùi": "khói"})
    change = revised(make, fields=("attributes",), before=was, after=became)

    def seen(**attributes: str) -> Undo:
        return undo(change, (), became, seen=make.seen(attributes=attributes))

    assert seen(Mùi="lạ").why == "undo_changed_there"
    assert seen(Mùi="biển").back
    assert seen(Khác="của sàn").back


def test_what_is_left_to_the_shop_is_not_taken_back(make: Any) -> None:
    change = revised(make, fields=("title",))
    assert undo(change, (), change.after, theirs={"title"}).why == "undo_theirs"


def test_a_recall_is_never_taken_back_in_a_shop(make: Any) -> None:
    change = revised(make, fields=("lots",))
    assert undo(change, (), change.after).why == "undo_lots"


def test_of_a_change_of_several_fields_those_are_left_that_changed_since(make: Any) -> None:
    change = revised(make)
    later = revised(make, fields=("title",))
    title, text = undone(change, [later], StandsNow(change.after, change.after))
    assert (title.change.fields, title.why) == (("title",), "undo_changed_since")
    assert text.back
    assert text.back.fields == ("description",)


def test_an_undo_is_taken_back_to_what_the_catalog_says(make: Any) -> None:
    first = repriced(make)
    assert first.before
    turned = replace(first, before=first.after, after=first.before)
    (found,) = undone(turned, (), StandsNow(first.after, turned.after))
    assert found.back
    assert found.pin
    assert (found.back.before, found.back.after) == (turned.after, first.after)
    assert found.pin.before == first.after  # what the catalog says


@pytest.mark.parametrize("field", ["sale", "list_price"])
def test_what_a_campaign_shows_beside_a_price_goes_back_to_none(make: Any, field: Any) -> None:
    change = revised(make, fields=(field,))
    assert undo(change, (), change.after).back


@pytest.mark.parametrize("kind", ["publish", "restore"])
def test_what_was_put_on_sale_is_hidden_again(make: Any, kind: Any) -> None:
    change = replace(repriced(make), kind=kind, sku=None, fields=())
    back = undo(change, (), change.after).back
    assert back
    assert (back.kind, back.after.status) == ("withdraw", "hidden")


def test_what_moved_since_or_is_written_otherwise_by_now_is_not_hidden_again(make: Any) -> None:
    change = replace(repriced(make), kind="publish", sku=None, fields=())
    restored = replace(change, kind="restore")
    assert undo(change, [restored], change.after).why == "undo_changed_since"
    retitled = replace(change.after, title="khác hẳn")
    assert undo(change, (), retitled).why == "undo_catalog_changed"


@pytest.mark.parametrize("field", ["variants", "quantity", "papers", "status"])
def test_variants_stock_papers_and_status_are_never_put_back(make: Any, field: Any) -> None:
    paper = ListedPaper(kind="ocop", number="3981/QĐ-UBND", sha256="aa")
    was = replace(make.listing(), title="cũ", papers=(paper,))
    change = revised(make, fields=(field,), before=was)
    assert undo(change, (), change.after).why == "undo_unknown"
    now = StandsNow(change.after, change.after)
    beside_a_title, unknown = undone(replace(change, fields=("title", field)), (), now)
    assert beside_a_title.back
    assert beside_a_title.back.fields == ("title",)
    assert unknown.change.fields == (field,)


def test_pictures_go_back_only_to_those_that_we_have_ourselves(make: Any) -> None:
    ours = replace(make.listing(), images=(Picture("a1"), Picture("a2")))
    became = replace(ours, images=(Picture("b1"),))
    change = revised(make, fields=("images",), before=ours, after=became)
    back = undo(change, (), became).back
    assert back
    assert back.after.images == ours.images
    for theirs in ((Picture("a1"), Picture("", "img-2")), (), None):
        unknown = replace(change, before=replace(ours, images=theirs))
        assert undo(unknown, (), became).why == "undo_unknown"


@pytest.mark.parametrize("kind", ["publish", "withdraw", "restore"])
def test_what_was_put_on_sale_or_hidden_since_is_left_as_it_is(make: Any, kind: Any) -> None:
    change = repriced(make)
    since = replace(change, kind=kind, sku=None, fields=())
    assert undo(change, [since], change.after).why == "undo_changed_since"
    another = replace(since, code=Code("KHAC"))
    assert undo(change, [another], change.after).back


def test_what_was_put_on_sale_is_hidden_again_though_its_price_moved_since(make: Any) -> None:
    published = replace(repriced(make), kind="publish", sku=None, fields=())
    back = undo(published, [repriced(make, 10_000, 12_000)], published.after).back
    assert back
    assert back.kind == "withdraw"


def rewritten(make: Any) -> tuple[Change, list[Change]]:
    """A revise on a platform that rewrites texts, and the publish that came before it."""
    published = Change(
        kind="publish", shop=SHOP, code=CODE, after=make.listing(description="kể", brand="Ta")
    )
    became = make.with_offer(make.listing(description="kể lại", title="mới"), gtin="2")
    seen = make.with_offer(make.seen(description="<p>kể</p>", title="đặt ở sàn"), gtin=None)
    fields: tuple[Field, ...] = ("title", "description", "images", "gtin", "category")
    revise = Change(kind="revise", shop=SHOP, code=CODE, before=seen, after=became, fields=fields)
    return revise, [published]


def test_what_a_platform_rewrote_goes_back_to_our_own_words(make: Any) -> None:
    change, earlier = rewritten(make)
    named = in_our_words(change, earlier, {"title"}).before
    assert named
    assert (named.title, named.description) == ("đặt ở sàn", "kể")
    assert named.images == make.listing().images
    assert (named.category, named.remote_id) == ("101128", "1")


def test_what_we_never_wrote_is_not_known_and_named(make: Any) -> None:
    change, _ = rewritten(make)
    now = StandsNow(change.after, change.after)
    found, unknown = undone(in_our_words(change, (), {"title", "category"}), (), now)
    assert found.back
    assert found.back.fields == ("title", "category")
    assert (unknown.change.fields, unknown.why) == (
        ("description", "images", "gtin"),
        "undo_unknown",
    )
    asked = undone(in_our_words(change, (), {"title"}), (), now, ["title", "gtin"])
    assert [one.why for one in asked] == [None, "undo_not_asked", "undo_unknown"]
    assert asked[2].change.fields == ("gtin",)


def test_the_words_are_those_of_the_last_change_that_wrote_them(make: Any) -> None:
    change, earlier = rewritten(make)
    later = Change(
        kind="revise", shop=SHOP, code=CODE, before=make.seen(), fields=("gtin",),
        after=make.with_offer(make.listing(description="nào khác"), gtin="1"),
    )  # fmt: skip
    named = in_our_words(change, [*earlier, later], {"title"}).before
    assert named
    assert (named.description, named.offers[0].gtin) == ("kể", "1")


def test_a_first_publish_has_no_words_before_it(make: Any) -> None:
    (published,) = rewritten(make)[1]
    assert in_our_words(published, (), ()) == published
