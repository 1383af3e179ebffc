"""What only got another name keeps its listing and its ledger; another thing does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import Change, Code, ImageFile, Link, Listing, Location, Picture, Product, Sku
from sync.planning import (
    ShopState,
    change_under,
    exchanged_codes,
    link_under,
    listing_under,
    propose,
    renamed_codes,
    renamed_skus,
)

OLD, NEW = Code("TOMKHO"), Code("TOM-KHO-2026")


def seen_as(make: Any, remote_id: str, *skus: str) -> Listing:
    found: Listing = make.seen("", remote_id=remote_id, offers=tuple(map(make.offer, skus)))
    return found


A, B, C = Code("A"), Code("B"), Code("C")
LINKS = {A: "1", B: "2", C: "3"}


def test_products_that_exchange_their_codes_take_their_listings_along(make: Any) -> None:
    shop = [seen_as(make, "1", "A1", "A2"), seen_as(make, "2", "B1"), seen_as(make, "3", "C1")]
    owners = {"A1": B, "A2": B, "B1": A, "C1": C}
    assert exchanged_codes(shop, LINKS, owners) == {A: B, B: A}
    assert exchanged_codes(shop, LINKS, {"A1": B, "A2": B, "B1": C, "C1": A}) == {A: B, B: C, C: A}


@pytest.mark.parametrize(
    "owners",
    [
        {"A1": A, "A2": B, "B1": A, "C1": C},  # a variant moved: that is no other product
        {"A1": B, "A2": A, "B1": A, "C1": C},
        {"A1": B, "A2": B, "B1": B, "C1": C},  # one swallowed the other
        {"A1": B, "A2": B, "B1": C, "C1": C},
        {"A1": Code("D"), "A2": Code("D"), "B1": B, "C1": C},
        {},
    ],
)
def test_only_who_exchanges_everything_takes_a_listing_along(
    make: Any, owners: dict[str, Code]
) -> None:
    shop = [seen_as(make, "1", "A1", "A2"), seen_as(make, "2", "B1"), seen_as(make, "3", "C1")]
    shop.append(seen_as(make, "4"))
    assert exchanged_codes(shop, LINKS, owners) == {}


def remembered(make: Any, *skus: str, **more: Any) -> Link:
    """What we remember of a product that the catalog names no more, from the file `tan-tien`."""
    offers = tuple(make.offer(sku) for sku in skus)
    link: Link = make.applied(make.listing(offers=offers), file="tan-tien", **more)
    return link


def selling(make: Any, *skus: str, code: Code = NEW, **more: Any) -> Product:
    """A product of the catalog that nobody would take for another by its looks."""
    variants = tuple(make.variant(sku) for sku in skus)
    elsewhere = Location("catalog/khac.yaml", 1, 1)
    made: Product = make.product(code, **({"variants": variants, "source": elsewhere} | more))
    return made


def lookalike(make: Any, code: Code = NEW, **more: Any) -> Product:
    """The same product under another code, with other SKUs too."""
    made: Product = make.product(code, variants=(make.variant(f"{code}-SKU"),))
    return replace(made, **more)


# --- products -----------------------------------------------------------------------------------


def test_the_product_that_owns_the_same_skus_is_the_same(make: Any) -> None:
    link, product = remembered(make, "A", "B"), selling(make, "A", "B", "C")
    assert renamed_codes([link], [product], {OLD}) == {OLD: NEW}


@pytest.mark.parametrize(("kept", "found"), [(("A", "B"), {OLD: NEW}), (("A",), {})])
def test_half_of_its_skus_tell_a_product_and_fewer_do_not(
    make: Any, kept: tuple[str, ...], found: dict[Code, Code]
) -> None:
    link = remembered(make, "A", "B", "C", "D")
    assert renamed_codes([link], [selling(make, *kept)], {OLD}) == found


def test_two_of_five_skus_do_not_tell_a_product(make: Any) -> None:
    link = remembered(make, "A", "B", "C", "D", "E")
    assert renamed_codes([link], [selling(make, "A", "B")], {OLD}) == {}


def test_a_product_that_was_divided_among_two_is_neither(make: Any) -> None:
    parts = [selling(make, "A"), selling(make, "B", code=Code("KHAC"))]
    assert renamed_codes([remembered(make, "A", "B")], parts, {OLD}) == {}


def test_two_products_that_were_joined_are_both_left_as_they_are(make: Any) -> None:
    other = replace(remembered(make, "B"), code=Code("CU-HAI"))
    links, joined = [remembered(make, "A"), other], selling(make, "A", "B")
    assert renamed_codes(links, [joined], {OLD, other.code}) == {}
    assert renamed_codes(links[:1], [joined], {OLD, other.code}) == {OLD: NEW}


def test_a_product_that_has_a_listing_of_its_own_takes_over_no_other(make: Any) -> None:
    for product in (selling(make, "TOMKHO"), lookalike(make)):
        assert renamed_codes([remembered(make, "TOMKHO")], [product], {OLD, NEW}) == {}


def test_a_listing_that_was_never_confirmed_tells_nothing(make: Any) -> None:
    begun = make.link(file="tan-tien")
    assert renamed_codes([begun], [lookalike(make), selling(make, "TOMKHO")], {OLD}) == {}


def test_a_product_with_new_skus_is_told_by_its_file_options_and_title(make: Any) -> None:
    unlike_pictures = (ImageFile(make.product().images[0].path, "bb"),)
    product = lookalike(make, images=unlike_pictures)
    assert renamed_codes([remembered(make, "TOMKHO")], [product], {OLD}) == {OLD: NEW}


def test_a_product_with_new_skus_and_title_is_told_by_its_pictures(make: Any) -> None:
    product = lookalike(make, name="Tôm đất sấy")
    assert renamed_codes([remembered(make, "TOMKHO")], [product], {OLD}) == {OLD: NEW}


def test_pictures_that_several_products_show_tell_no_product(make: Any) -> None:
    product = lookalike(make, name="Tôm đất sấy")
    beside = selling(make, "KHAC", code=Code("KHAC"))
    assert renamed_codes([remembered(make, "TOMKHO")], [product, beside], {OLD}) == {}


def test_a_product_with_new_skus_and_another_file_or_other_options_is_another(make: Any) -> None:
    elsewhere = lookalike(make, source=Location("catalog/khac.yaml", 1, 1))
    sizes = lookalike(make, variants=(make.variant("V", options=("500 g",)),))
    renamed_and_pictured = lookalike(
        make, name="Tôm đất sấy", images=(ImageFile(make.product().images[0].path, "bb"),)
    )
    for product in (elsewhere, sizes, renamed_and_pictured):
        assert renamed_codes([remembered(make, "TOMKHO")], [product], {OLD}) == {}


@pytest.mark.parametrize("pictures", [None, ()])
def test_having_no_pictures_is_no_likeness(make: Any, pictures: tuple[Picture, ...] | None) -> None:
    bare = make.applied(make.listing(images=pictures), file="tan-tien")
    product = lookalike(make, name="Tôm đất sấy", images=())
    assert renamed_codes([bare], [product], {OLD}) == {}


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("Tôm khô Tân Tiến, Cà Mau – 500 g", True),
        ("OCOP - Tôm khô Tân Tiến - 500 g", True),
        ("Tôm khô Tân Tiến loại hai", False),
        ("Mắm – Tôm khô Tân Tiến", False),
    ],
)
def test_a_title_of_facts_still_names_the_product(make: Any, title: str, *, same: bool) -> None:
    link = make.applied(make.listing(title=title, images=()), file="tan-tien")
    product = lookalike(make, images=())
    assert (renamed_codes([link], [product], {OLD}) == {OLD: NEW}) is same


def test_of_two_products_that_look_the_same_none_is_taken(make: Any) -> None:
    twins = [lookalike(make), lookalike(make, Code("KHAC"))]
    assert renamed_codes([remembered(make, "TOMKHO")], twins, {OLD}) == {}
    one_is_listed = {OLD, Code("KHAC")}
    assert renamed_codes([remembered(make, "TOMKHO")], twins, one_is_listed) == {OLD: NEW}


# --- variants -----------------------------------------------------------------------------------


def sized(make: Any, **skus: str) -> Product:
    """The product with a variant of every size, by SKU."""
    variants = tuple(make.variant(sku, options=(size,)) for sku, size in skus.items())
    made: Product = make.product(option_names=("Cỡ",), variants=variants)
    return made


def sold_as(make: Any, **skus: str) -> Link:
    """What we applied of the same product."""
    offers = tuple(make.offer(sku, options=(size,)) for sku, size in skus.items())
    link: Link = make.applied(make.listing(option_names=("Cỡ",), offers=offers))
    return link


def test_a_new_sku_under_the_same_options_is_the_same_variant(make: Any) -> None:
    link, product = sold_as(make, A="100 g", B="500 g"), sized(make, A="100 g", C="500 g")
    written = {Sku("A"), Sku("C")}
    assert renamed_skus(link, product, written, known={Sku("A"), Sku("B")}) == {"B": "C"}


def test_a_new_sku_under_other_options_is_another_variant(make: Any) -> None:
    link, product = sold_as(make, B="500 g"), sized(make, C="1 kg")
    assert renamed_skus(link, product, {Sku("C")}, known={Sku("B")}) == {}


def test_a_sku_that_stands_elsewhere_in_the_catalog_was_moved_and_not_renamed(make: Any) -> None:
    link, product = sold_as(make, B="500 g"), sized(make, C="500 g")
    assert renamed_skus(link, product, {Sku("B"), Sku("C")}, known={Sku("B")}) == {}


def test_a_sku_that_has_a_ledger_of_its_own_takes_over_no_other(make: Any) -> None:
    link, product = sold_as(make, B="500 g"), sized(make, C="500 g")
    assert renamed_skus(link, product, {Sku("C")}, known={Sku("B"), Sku("C")}) == {}


def test_the_variants_of_a_listing_that_was_never_confirmed_tell_nothing(make: Any) -> None:
    assert renamed_skus(make.link(), sized(make, C="500 g"), {Sku("C")}, known=()) == {}


# --- under another name -------------------------------------------------------------------------

OURS = {Sku("B"): Sku("C")}


def test_a_listing_is_put_under_other_names(make: Any) -> None:
    listing = make.listing(offers=(make.offer("A"), make.offer("B")))
    assert [offer.sku for offer in listing_under(listing, OURS).offers] == ["A", "C"]


def test_a_listing_that_bears_both_names_is_left_as_it_is(make: Any) -> None:
    listing = make.listing(offers=(make.offer("B"), make.offer("C")))
    assert listing_under(listing, OURS) is listing


def test_a_change_and_what_we_remember_go_under_other_names(make: Any) -> None:
    listing = make.listing(offers=(make.offer("B"),))
    change = Change(
        kind="restock",
        shop=listing.shop,
        code=listing.code,
        after=listing,
        before=listing,
        sku=Sku("B"),
        reason="stock",
    )
    moved = change_under(change, OURS)
    assert moved.before is not None
    assert (moved.sku, moved.before.offers[0].sku, moved.after.offers[0].sku) == ("C", "C", "C")
    whole = change_under(replace(change, before=None, sku=None), OURS)
    assert (whole.before, whole.sku) == (None, None)
    link = link_under(replace(make.link(), applied=listing, before=listing), OURS)
    assert link.applied == link.before == moved.after
    assert link_under(make.link(), OURS) == make.link()


def waiting(make: Any, **seen: Any) -> ShopState:
    """A variant that is called otherwise in the shop, where fewer are seen than are wanted."""
    wanted = make.listing(offers=(make.offer("MOI", options=("100 g",), quantity=5),))
    wanted = replace(wanted, option_names=("Cỡ",))
    there = replace(wanted, offers=(replace(wanted.offers[0], quantity=3),), remote_id="1")
    state: ShopState = make.shop_state(
        [wanted],
        [replace(there, **seen)],
        {"TOMKHO": make.applied(there)},
        unnamed={"1": {Sku("MOI"): Sku("CU")}},
    )
    return state


def test_a_sku_gets_its_name_by_an_edit_of_its_own_that_moves_no_stock(make: Any) -> None:
    stock, edit = propose(waiting(make)).changes
    assert (stock.kind, stock.sku, edit.fields) == ("restock", "MOI", ("variants",))
    assert edit.before
    (was,), (will,) = edit.before.offers, edit.after.offers
    assert (was.sku, will.sku, will.quantity) == ("CU", "MOI", None)


def test_where_the_options_change_as_well_the_edit_brings_all(make: Any) -> None:
    edit = propose(waiting(make, option_names=("Size",))).changes[-1]
    assert edit.after.offers[0].quantity == 5
