"""What is equal is held once, and is still what it was."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter

from sync.model import Code, Dong, ListedPaper, Listing, Offer, Picture, ShopName, Sku, intern_parts

LISTINGS = TypeAdapter(Listing)
WANTED = Listing(
    shop=ShopName("shopee-camau"),
    code=Code("TOM"),
    title="Tôm khô",
    description="Phơi đủ hai nắng. " * 50,
    attributes={"Xuất xứ": "Việt Nam"},
    images=(Picture("a" * 64), Picture("b" * 64)),
    offers=(
        Offer(sku=Sku("TOM-1"), options=("100 g",), price=Dong(65_000), size_mm=(220, 140, 40)),
        Offer(sku=Sku("TOM-2"), options=("200 g",), price=Dong(130_000), size_mm=(220, 140, 40)),
    ),
    status="live",
)


def read_anew(listing: Listing) -> Listing:
    return LISTINGS.validate_json(LISTINGS.dump_json(listing))


def test_what_is_seen_as_it_is_wanted_is_held_once() -> None:
    seen = intern_parts(read_anew(replace(WANTED, remote_id="7")), WANTED)
    assert seen == replace(WANTED, remote_id="7")
    for name in ("description", "attributes", "images", "offers"):
        assert getattr(seen, name) is getattr(WANTED, name)


def test_parts_are_held_once_where_the_whole_differs() -> None:
    dearer = replace(WANTED.offers[0], price=Dong(70_000), remote_id="71")
    shown = replace(WANTED, images=(Picture("a" * 64, "vn-1"),), offers=(dearer, WANTED.offers[1]))
    seen = intern_parts(read_anew(shown), None, WANTED)
    assert seen == shown
    assert seen.offers[0].sku is WANTED.offers[0].sku
    assert seen.images is not None
    assert WANTED.images is not None
    assert seen.images[0].sha256 is WANTED.images[0].sha256
    assert WANTED.offers[0].price == Dong(65_000)


def test_sizes_options_and_phrases_are_held_once_wherever_they_are_read() -> None:
    one, other = read_anew(WANTED), read_anew(WANTED)
    assert one.offers[0].size_mm is other.offers[1].size_mm
    assert one.offers[0].options is other.offers[0].options
    assert one.attributes is not None
    assert other.attributes is not None
    assert one.attributes["Xuất xứ"] is other.attributes["Xuất xứ"]


def test_options_and_papers_that_differ_stay_what_they_were() -> None:
    paper = ListedPaper(kind="food_safety", number="12/2026/ATTP", sha256="c1")
    wanted = replace(WANTED, option_names=("Khối lượng",), papers=(paper,))
    there = replace(wanted, option_names=("Quy cách",), papers=(replace(paper, remote_id="m1"),))
    assert intern_parts(read_anew(there), wanted) == there
    assert (wanted.option_names, wanted.papers) == (("Khối lượng",), (paper,))
