"""A shop that people filled by hand: which listing is which product, and how surely."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model import (
    Code,
    Dong,
    ImageFile,
    Label,
    Listing,
    Offer,
    Picture,
    Product,
    ShopName,
    Sku,
)
from sync.planning.matching import Match, adopted_as, applied_of, match, naming
from sync.planning.matching.variants import variants_of
from tests.campaigns.typed import Typed, wares
from tests.campaigns.typed import typed as filled

SHRIMP, HONEY, OTHER = 0, (1 << 512) - 1, (1 << 256) - 1
PICTURES = {"aa": SHRIMP, "bb": HONEY, "phone": 0b111, "other": OTHER, "blurred": OTHER ^ 1}


@pytest.fixture
def goods(make: Any) -> list[Product]:
    """Dried shrimp of 500 g, honey in two sizes, and dried fish."""
    honey = make.product(
        "MATONG",
        name="Mật ong rừng tràm U Minh",
        images=(ImageFile(Path("b.png"), "bb"),),
        label=Label(),
        option_names=("Cỡ",),
        variants=(
            make.variant("MATONG-250", options=("Chai 250 ml",), gtin="8930001000017"),
            make.variant("MATONG-500", options=("Chai 500 ml",), price=Dong(180_000)),
        ),
    )
    fish = make.product("KHOCA", name="Khô cá lóc U Minh", images=(), label=Label())
    return [
        make.product("TOMKHO", variants=(make.variant("TOMKHO", gtin="8930001000024"),)),
        honey,
        fish,
    ]


def offer(sku: str = "", *options: str, **more: Any) -> Offer:
    return Offer(sku=Sku(sku), options=options, **{"price": Dong(100_000), **more})


def typed(title: str, *offers: Offer, picture: str = "", **more: Any) -> Listing:
    return Listing(
        shop=ShopName("s"),
        code=Code(""),
        remote_id="1",
        title=title,
        offers=offers or (offer(),),
        images=(Picture("", picture),) if picture else None,
        **more,
    )


def matched(goods: list[Product], *listings: Listing) -> list[tuple[str, str, str | None]]:
    found = match(listings, goods, PICTURES)
    return [(one.certainty, one.reason, one.code) for one in found]


def test_the_same_sku_is_certain_whatever_its_capitals(goods: list[Product]) -> None:
    listing = typed("Tôm khô ngon", offer("tomkho"))
    assert matched(goods, listing) == [("certain", "sku", "TOMKHO")]


def test_a_listing_may_bear_our_code_while_its_variants_have_no_sku(goods: list[Product]) -> None:
    sizes = offer("", "250ml"), offer("", "500ml")
    listing = replace(typed("Mật ong rừng tràm", *sizes), code=Code("MATONG"))
    assert matched(goods, listing) == [("certain", "sku", "MATONG")]


def test_a_sku_on_a_listing_of_another_name_is_asked_about(goods: list[Product]) -> None:
    listing = typed("Khô cá lóc U Minh", offer("TOMKHO"))
    assert matched(goods, listing) == [("doubtful", "exact_but_other_name", None)]


def test_a_sku_on_a_listing_with_another_products_picture_is_asked_about(
    goods: list[Product],
) -> None:
    listing = typed("Tôm khô Tân Tiến", offer("TOMKHO"), picture="bb")
    assert matched(goods, listing) == [("doubtful", "exact_but_other_name", None)]
    assert matched(goods, replace(listing, images=(Picture("", "phone"),)))[0][0] == "certain"


def test_a_barcode_is_certain_where_nothing_else_looks_as_much_like_it(
    goods: list[Product],
) -> None:
    listing = typed("Tôm khô", offer(gtin="8930001000024"))
    assert matched(goods, listing) == [("certain", "gtin", "TOMKHO")]


def test_a_wrong_barcode_is_overruled_by_name_pack_and_picture_together_only(
    goods: list[Product],
) -> None:
    listing = typed("Tôm khô Tân Tiến 500g", offer(gtin="8930001000017"), picture="phone")
    assert matched(goods, listing) == [("certain", "name_pack_picture", "TOMKHO")]
    assert matched(goods, replace(listing, images=None)) == [("doubtful", "gtin_of_another", None)]


def test_a_barcode_that_two_variants_have_proves_nothing(goods: list[Product]) -> None:
    shrimp = goods[0].variants[0]
    twice = replace(goods[2], variants=(replace(goods[2].variants[0], gtin=shrimp.gtin),))
    listing = typed("Tôm", offer(gtin=shrimp.gtin))
    assert matched([goods[0], goods[1], twice], listing)[0][0] != "certain"


@pytest.mark.parametrize(
    ("title", "picture", "reason"),
    [
        ("TÔM KHÔ TÂN TIẾN gói 500g", "", "name_pack"),
        ("Tôm khô Tân Tiến sạch 500 gr", "phone", "name_pack_picture"),
        ("tom kho dac san 500g", "phone", "name_pack_picture"),
        ("Tôm khô Tân Tiến", "phone", "name_picture"),
        ("Tôm ngon 500g", "phone", "name_picture"),
    ],
)
def test_name_pack_and_picture_prove_it_without_a_code(
    goods: list[Product], title: str, picture: str, reason: str
) -> None:
    assert matched(goods, typed(title, picture=picture)) == [("certain", reason, "TOMKHO")]


@pytest.mark.parametrize(
    ("title", "price", "picture"),
    [
        ("Tôm khô Tân Tiến 200g", 100_000, "phone"),  # another pack
        ("Combo 3 gói tôm khô Tân Tiến 500g", 300_000, "phone"),  # three of them
        ("Tôm khô Tân Tiến tách vỏ 500g", 100_000, ""),  # a word more makes another thing of it
        ("Tôm khô 500g", 100_000, "bb"),  # with the picture of another product
        ("Tôm khô Tân Tiến", 100_000, ""),  # a name alone
    ],
)
def test_what_may_be_something_else_is_asked_about(
    goods: list[Product], title: str, price: int, picture: str
) -> None:
    listing = typed(title, offer(price=Dong(price)), picture=picture)
    assert matched(goods, listing)[0][0] == "doubtful"


def test_a_listing_without_a_price_is_known_by_the_rest(goods: list[Product]) -> None:
    listing = typed("Tôm khô Tân Tiến 500g", offer(price=None), picture="phone")
    assert matched(goods, listing) == [("certain", "name_pack_picture", "TOMKHO")]


def test_like_no_product_is_new(goods: list[Product]) -> None:
    assert matched(goods, typed("Áo thun")) == [("unknown", "nothing_alike", None)]
    assert matched(goods, typed("")) == [("unknown", "nothing_alike", None)]
    assert matched([], typed("Áo thun")) == [("unknown", "nothing_alike", None)]


def test_a_product_that_looks_as_good_makes_it_doubtful(make: Any, goods: list[Product]) -> None:
    twin = make.product("TOMKHO-2", name="Tôm khô Tân Tiến", images=())
    listing = typed("Tôm khô Tân Tiến 500g")
    assert matched([*goods, twin], listing) == [("doubtful", "several_like_it", None)]
    small = replace(twin, label=Label(net_content="250 g"))
    assert matched([*goods, small], listing) == [("certain", "name_pack", "TOMKHO")]


def test_the_picture_decides_between_names_that_are_near(make: Any, goods: list[Product]) -> None:
    near = make.product("TOMKHO-2", name="Tôm khô Tân Tiến lớn", images=())
    listing = typed("Tôm khô 500g", picture="phone")
    assert matched([*goods, near], listing) == [("certain", "name_pack_picture", "TOMKHO")]
    named = typed("Tôm khô Tân Tiến lớn 500g", picture="phone")
    assert matched([*goods, near], named) == [("doubtful", "several_like_it", None)]


def test_a_picture_that_several_products_show_proves_nothing(
    make: Any, goods: list[Product]
) -> None:
    shares = make.product("GIO", name="Giỏ quà Tết", label=Label())
    listing = typed("Tôm ngon 500g", picture="phone")
    assert matched([*goods, shares], listing)[0][0] == "doubtful"


def test_two_listings_of_one_product_are_both_asked_about(goods: list[Product]) -> None:
    one, other = typed("Tôm khô Tân Tiến", offer("TOMKHO")), typed("Tôm khô Tân Tiến 500g")
    assert [row[:2] for row in matched(goods, one, other)] == [("doubtful", "several_listings")] * 2
    unsure = replace(other, offers=(offer(gtin="8930001000017"),))
    assert [row[1] for row in matched(goods, one, unsure)] == [
        "several_listings",
        "gtin_of_another",
    ]
    far = typed("Áo thun", offer("TOMKHO"))
    assert [row[1] for row in matched(goods, one, far)] == [
        "several_listings",
        "exact_but_other_name",
    ]


@pytest.mark.parametrize(
    ("offers", "reason"),
    [
        ((offer("TOMKHO", "Tôm"), offer("KHOCA", "Cá")), "sku_mixed"),
        (
            (offer("", "A", gtin="8930001000017"), offer("", "B", gtin="8930001000024")),
            "gtin_mixed",
        ),
        ((offer("", "Tôm khô Tân Tiến"), offer("", "Khô cá lóc U Minh")), "options_mixed"),
    ],
)
def test_several_products_in_one_listing_are_linked_to_none(
    goods: list[Product], offers: tuple[Offer, ...], reason: str
) -> None:
    listing = typed("Tôm khô Tân Tiến và khô cá", *offers)
    assert matched(goods, listing) == [("doubtful", reason, None)]


def test_barcodes_of_two_products_under_skus_of_one_are_a_slip(goods: list[Product]) -> None:
    sizes = (
        offer("MATONG-250", "250 ml", gtin="8930001000017"),
        offer("MATONG-500", "500 ml", gtin="8930001000024"),
    )
    assert matched(goods, typed("Mật ong rừng tràm U Minh", *sizes))[0][:2] == ("certain", "sku")


def test_a_variant_more_than_the_product_has_is_asked_about(goods: list[Product]) -> None:
    sizes = offer("MATONG-250", "250 ml"), offer("", "500 ml"), offer("", "1 lít")
    listing = typed("Mật ong rừng tràm U Minh", *sizes)
    assert matched(goods, listing) == [("doubtful", "variants_unclear", None)]


def test_variants_are_paired_by_sku_barcode_size_words_and_what_is_left(make: Any) -> None:
    product = make.product(
        "CUA",
        label=Label(),
        option_names=("Loại", "Cỡ"),
        variants=(
            make.variant("A", options=("Cua gạch", "1 kg")),
            make.variant("B", options=("Cua thịt", "1 kg"), gtin="8930001000031"),
            make.variant("C", options=("Cua thịt", "500 g")),
            make.variant("D", options=("Cua con", "500 g")),
        ),
    )
    told = (
        offer("", "Cua gạch", "1kg"),
        offer("", "?", gtin="8930001000031"),
        offer("", "cua THỊT", "0,5 kg"),
        offer("d"),
    )
    assert variants_of(typed("Cua", *told), product) == ("A", "B", "C", "D")
    assert variants_of(typed("Cua", offer("", "cua thịt")), product) == (None,)
    assert variants_of(typed("Cua", offer("", "gạch")), product) == ("A",)
    three = variants_of(typed("Cua", *told[1:]), replace(product, variants=product.variants[1:]))
    assert three == ("B", "C", "D")


def test_the_last_offer_is_the_last_variant_unless_its_weight_says_no(make: Any) -> None:
    alone = make.product("CUA", variants=(make.variant("CUA"),))
    assert variants_of(typed("Cua", offer()), alone) == ("CUA",)
    assert variants_of(typed("Cua", offer("", "2 kg")), alone) == (None,)


def test_two_offers_that_say_the_same_are_neither(make: Any) -> None:
    pair = make.product(
        "CUA",
        option_names=("Cỡ",),
        variants=(make.variant("A", options=("1 kg",)), make.variant("B", options=("2 kg",))),
    )
    assert variants_of(typed("Cua", offer("", "1 kg"), offer("", "1kg")), pair) == (None, None)


def test_a_listing_is_taken_over_only_if_each_offer_is_a_variant_of_its_own() -> None:
    listing = typed("Mật ong", offer("X", "nhỏ"), offer("", "lớn"))
    code = Code("MATONG")
    assert adopted_as(listing, code, (Sku("A"), None)) is None
    assert adopted_as(listing, code, (Sku("A"), Sku("A"))) is None
    adopted = adopted_as(listing, code, (Sku("A"), Sku("B")))
    assert adopted is not None
    assert [each.sku for each in adopted.named.offers] == ["A", "B"]
    assert (adopted.named.code, adopted.renamed, adopted.unnamed) == ("MATONG", {"X": "A"}, 1)


def test_pictures_count_as_ours_only_if_all_of_them_are_the_same(make: Any) -> None:
    product = make.product("TOMKHO")
    adopted = adopted_as(typed("Tôm", picture="phone"), product.code, (Sku("TOMKHO"),))
    assert adopted is not None
    assert applied_of(adopted, product, PICTURES).images == (Picture("aa", "phone"),)
    assert applied_of(adopted, product, {"aa": SHRIMP}).images == (Picture("", "phone"),)
    assert applied_of(adopted, replace(product, images=()), PICTURES) == adopted.named
    more = replace(product, images=(*product.images, *product.images))
    assert applied_of(adopted, more, PICTURES) == adopted.named
    own_words = replace(adopted.listing, attributes={"Hạn sử dụng": "12 tháng"})
    assert applied_of(replace(adopted, listing=own_words), product, PICTURES).attributes is None
    bare = replace(adopted, listing=replace(adopted.listing, images=None))
    assert applied_of(bare, product, PICTURES) == bare.named


def test_skus_are_written_without_prices_and_quantities() -> None:
    seen = typed("Mật", offer("", "nhỏ", remote_id="7", quantity=3), offer("", "lớn", quantity=4))
    adopted = adopted_as(seen, Code("MATONG"), (Sku("A"), Sku("B")))
    assert adopted is not None
    change = naming(adopted.named, seen)
    assert change is not None
    assert (change.kind, change.fields, change.before) == (
        "revise",
        ("variants",),
        replace(seen, code=Code("MATONG")),
    )
    assert [(x.sku, x.price, x.quantity) for x in change.after.offers] == [
        ("A", None, None),
        ("B", None, None),
    ]


def test_nothing_is_written_where_the_skus_stand_or_the_offers_are_others() -> None:
    seen = typed("Mật", offer("A", "nhỏ"))
    assert naming(seen, seen) is None
    assert naming(seen, replace(seen, offers=(offer("", "to"),))) is None
    twice = replace(seen, offers=(offer("", "nhỏ"), offer("", "nhỏ")))
    assert naming(seen, twice) is None


NAMES = st.sampled_from(["Tôm khô", "Mật ong", "Khô cá", "Tân Tiến", "U Minh", "500g", "ngon"])
TYPED = st.builds(
    lambda words, sku, gtin, options: typed(
        " ".join(words),
        *(offer(sku if n == 0 else "", o, gtin=gtin) for n, o in enumerate(options)),
    ),
    st.lists(NAMES, max_size=5),
    st.sampled_from(["", "TOMKHO", "MATONG-250", "KHOCA"]),
    st.sampled_from([None, "8930001000024", "8930001000017"]),
    st.lists(st.sampled_from(["", "250 ml", "500 ml", "500 g"]), min_size=1, max_size=3),
)


@given(st.lists(TYPED, max_size=6))
def test_no_product_is_certain_for_two_listings_and_no_offer_without_a_variant(
    listings: list[Listing],
) -> None:
    from tests.sync.planning.conftest import Make

    goods = _some_goods(Make())
    found: list[Match] = match(listings, goods, PICTURES)
    codes = [one.code for one in found if one.code is not None]
    assert len(codes) == len(set(codes))
    for one in found:
        if one.code is not None:
            assert adopted_as(one.listing, one.code, one.candidates[0].variants) is not None


def _some_goods(make: Any) -> list[Product]:
    honey = make.product(
        "MATONG",
        name="Mật ong U Minh",
        option_names=("Cỡ",),
        label=Label(),
        variants=(
            make.variant("MATONG-250", options=("250 ml",), gtin="8930001000017"),
            make.variant("MATONG-500", options=("500 ml",)),
        ),
    )
    shrimp = make.product("TOMKHO", variants=(make.variant("TOMKHO", gtin="8930001000024"),))
    return [shrimp, honey, make.product("KHOCA", name="Khô cá U Minh", label=Label())]


def test_options_that_were_cut_off_name_every_product_that_they_may_be(make: Any) -> None:
    goods = [
        make.product(f"P{n}", name=name, images=(), label=Label())
        for n, name in enumerate(
            (
                "Muối hạt sạch Thới Bình Hương Biển",
                "Muối hạt sạch Thới Bình Út Sơn",
                "Khô cá lóc Thới Bình Tài Thịnh",
                "Mật ong rừng tràm Ngọc Hiển",
            )
        )
    ]
    merged = typed(
        "freeship các loại", offer("", "Muối hạt sạch Thới"), offer("", "Khô cá lóc Thới Bình")
    )
    (found,) = match([merged], goods, {})
    assert found.certainty == "doubtful"
    assert {each.code for each in found.candidates} == {"P0", "P1", "P2"}


def test_a_listing_that_is_like_nothing_but_by_an_option_is_asked_about(make: Any) -> None:
    salt = make.product("MUOI", name="Muối hạt sạch Thới Bình Hương Biển", images=())
    unlike = make.product("MAM", name="Mắm ba khía Năm Căn", images=())
    strange = typed("đủ loại", offer("", "Muối hạt sạch Thới"), offer("", "Nón lá"))
    (found,) = match([strange], [salt, unlike], {})
    assert (found.certainty, found.reason) == ("doubtful", "only_alike")
    assert [each.code for each in found.candidates] == ["MUOI"]


@pytest.mark.parametrize("with_skus", [True, False])
def test_what_stands_in_a_shop_filled_by_hand_is_linked_rightly_or_asked_about(
    make: Any, *, with_skus: bool
) -> None:
    """So that none of it is published once more; the same with pictures is `campaigns adopt`."""
    dice = random.Random(f"by hand {with_skus}")
    goods = wares(70, dice)
    shop = filled(goods, dice, with_skus=with_skus)
    products = [
        make.product(
            ware.code,
            name=ware.name,
            images=(),
            label=Label(),
            option_names=("Cỡ",) if len(ware.sizes) > 1 else (),
            variants=tuple(
                make.variant(
                    sku, options=(size,) if len(ware.sizes) > 1 else (), price=price, gtin=gtin
                )
                for sku, (size, price), gtin in zip(ware.skus, ware.sizes, ware.gtins, strict=True)
            ),
        )
        for ware in goods
    ]
    found = match([as_seen(each) for each in shop], products, {})
    linked = [(one.code, each.truth) for one, each in zip(found, shop, strict=True) if one.code]
    assert [pair for pair in linked if pair[0] != pair[1]] == []
    told = {one.code for one in found} | {c.code for one in found for c in one.candidates}
    assert {code for each in shop for code in (each.truth, *each.parts) if code} <= told


def as_seen(each: Typed) -> Listing:
    options = each.options or ("",)
    offers = (
        offer(
            each.skus[at],
            *filter(None, [option]),
            price=Dong(each.prices[at]),
            gtin=each.gtins[at] or None,
        )
        for at, option in enumerate(options)
    )
    return typed(each.title, *offers)
