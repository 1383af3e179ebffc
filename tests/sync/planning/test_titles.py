"""A title is composed of facts, by the rule of its platform, within its limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sync.claims.honest import honest
from sync.marketplace import Features, Limits, Span
from sync.model import OF_FACTS, Label, Override, Party, Product, TitleRule
from sync.model.packs import sizes_in
from sync.planning import project
from sync.platforms import platforms

POSTMART = TitleRule(parts=("ocop", "name", "place", "pack"), separator=" - ")


def titled(make: Any, product: Product, rule: TitleRule | None = OF_FACTS, **more: Any) -> str:
    """The title of a product on a platform with this rule and these limits."""
    limits = Limits(title_length=more.get("span", Span()), title_bytes=more.get("bytes", Span()))
    features: Features = make.features(title=rule, limits=limits)
    today = more.get("today", make.today)
    title = project(product, more.get("shop", make.shop()), {}, today, features).title
    assert title is not None
    return title


def packed(make: Any, *sizes: str, **more: Any) -> Product:
    """A product in these sizes."""
    variants = tuple(make.variant(f"V{n}", options=(size,)) for n, size in enumerate(sizes))
    product: Product = make.product(variants=variants, option_names=("Khối lượng",), **more)
    return product


def test_a_title_tells_name_place_stars_and_pack(make: Any) -> None:
    certificate = make.certified_product().certificate
    product = replace(packed(make, "100 g", "500 g"), certificate=certificate)
    assert titled(make, product) == "Tôm khô Tân Tiến, Cà Mau – OCOP 4 sao – 100 g, 500 g"
    assert titled(make, product, POSTMART) == "OCOP - Tôm khô Tân Tiến, Cà Mau - 100 g, 500 g"


def test_the_stars_leave_the_title_on_the_day_after_the_last(make: Any) -> None:
    product = make.certified_product()
    for rule in (OF_FACTS, POSTMART):
        assert "OCOP" in titled(make, product, rule, today=date(2027, 8, 5))
        assert "OCOP" not in titled(make, product, rule, today=date(2027, 8, 6))


def test_a_name_that_says_ocop_is_not_told_it_twice(make: Any) -> None:
    product = replace(make.certified_product(), name="Tôm khô OCOP Tân Tiến")
    assert titled(make, product).count("OCOP") == 1
    assert titled(make, product, POSTMART).count("OCOP") == 1


@pytest.mark.parametrize(
    "name", ["Tôm khô hộp 250g", "Tôm khô Tân Tiến 500 g", "Tôm khô (0,5 kg)", "Tôm khô 500gr"]
)
def test_a_pack_that_the_name_tells_is_not_told_twice(make: Any, name: str) -> None:
    title = titled(make, packed(make, "500 g", name=name))
    assert len(sizes_in(title)) == 1
    assert title in {f"{name}, Tân Tiến, Cà Mau", f"{name}, Cà Mau"}


def test_many_packs_are_told_by_the_first_and_the_last(make: Any) -> None:
    product = packed(make, "100 g", "200 g", "250 g", "500 g", "1 kg")
    assert titled(make, product).endswith(" – 100 g đến 1 kg")


def test_what_a_person_wrote_as_a_title_stands_as_it_is(make: Any) -> None:
    own = replace(make.certified_product(), title="Tên của bạn")
    assert titled(make, own) == "Tên của bạn"
    here = replace(own, overrides={"cho": Override(name="Tên ở sàn")})
    assert titled(make, here) == "Tên ở sàn"


def test_a_shop_or_a_platform_may_want_the_name_alone(make: Any) -> None:
    product = make.certified_product()
    assert titled(make, product, shop=make.shop(titles="name")) == "Tôm khô Tân Tiến"
    assert titled(make, product, None) == "Tôm khô Tân Tiến"


def test_where_there_is_little_room_the_stars_stay_and_the_place_goes(make: Any) -> None:
    product = make.certified_product()
    assert titled(make, product, span=Span(1, 31)) == "Tôm khô Tân Tiến – OCOP 4 sao"
    assert titled(make, product, bytes=Span(None, 37)) == "Tôm khô Tân Tiến – OCOP 4 sao"
    assert titled(make, product, span=Span(1, 10)) == "Tôm khô Tân Tiến"  # refused, and said


def test_a_title_that_is_too_short_tells_who_makes_it_and_nothing_that_is_no_fact(
    make: Any,
) -> None:
    product = make.product(name="Mắm", label=Label(), cooperative=Party(name="HTX Tân Tiến"))
    assert titled(make, product, span=Span(10, 100)) == "Mắm – HTX Tân Tiến"
    assert titled(make, product, span=Span(3, 100)) == "Mắm"
    assert titled(make, product, span=Span(25, 100)) == "Mắm – HTX Tân Tiến"  # too short, and said
    assert titled(make, product, span=Span(10, 12)) == "Mắm"


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("Bảy Hoàng", "Chuối ép", "Chuối ép Bảy Hoàng"),
        ("Chuối xiêm ép khô", "Chuối ép", "Chuối xiêm ép khô"),
        ("Yến tinh chế Đất Mũi", "Tổ yến tinh chế", "Yến tinh chế Đất Mũi"),
        ("Tôm kho", "Tôm khô", "Tôm kho"),
        ("Bảy Hoàng", "–", "Bảy Hoàng"),
    ],
)
def test_the_kind_of_goods_stands_before_a_name_that_does_not_tell_it(
    make: Any, name: str, kind: str, title: str
) -> None:
    maker = Party(name="HTX")
    product = make.product(name=name, label=Label(generic_name=kind), cooperative=maker)
    assert titled(make, product) == title


@pytest.mark.parametrize(
    ("name", "address", "told"),
    [
        ("Tôm khô", "Ấp 1, xã Tân Tiến, tỉnh Cà Mau", "Tôm khô, Tân Tiến, Cà Mau"),
        ("Tôm khô Tân Tiến", "Ấp 1, Xã Tân Tiến, tỉnh Cà Mau", "Tôm khô Tân Tiến, Cà Mau"),
        ("Tôm khô Cà Mau", "Ấp 1, xã Tân Tiến, tỉnh Cà Mau", "Tôm khô Cà Mau"),
        ("Nước mắm", "TP. Hồ Chí Minh", "Nước mắm, Hồ Chí Minh"),
        ("Nước mắm", "Phường 9, thành phố Cần Thơ, Việt Nam", "Nước mắm, Cần Thơ"),
        ("Nước mắm", "Số 42 đường Tạ Uyên", "Nước mắm"),
        ("Tôm sú, tôm thẻ", "xã Phú Tân, tỉnh Cà Mau", "Tôm sú, tôm thẻ – Phú Tân, Cà Mau"),
        ("Tôm khô", "tỉnh , xã Tân Tiến", "Tôm khô"),
        ("Tôm khô", None, "Tôm khô"),
    ],
)
def test_the_place_is_told_as_far_as_the_name_does_not_tell_it(
    make: Any, name: str, address: str | None, told: str
) -> None:
    maker = Party(name="HTX", address=address)
    product = make.product(name=name, cooperative=maker, label=Label())
    assert titled(make, product) == told


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Rừng U Minh Hạ, Cà Mau", "Mật ong, Cà Mau"),
        ("Vùng 5", "Mật ong"),
        ("rừng tràm ở cuối đất", "Mật ong"),
    ],
)
def test_a_place_of_origin_is_told_where_it_is_a_name(make: Any, place: str, told: str) -> None:
    product = make.product(
        name="Mật ong", cooperative=Party(name="HTX"), label=Label(origin_place=place)
    )
    assert titled(make, product) == told


def test_the_grade_that_all_variants_share_is_told(make: Any) -> None:
    maker = Party(name="HTX")
    variants = tuple(make.variant(s, options=("Loại 1", s)) for s in ("100 g", "1 kg"))
    product = make.product(
        variants=variants, option_names=("Loại", "Khối lượng"), cooperative=maker
    )
    assert titled(make, product) == "Tôm khô Tân Tiến loại 1 – 100 g, 1 kg"
    mixed = replace(product, variants=(variants[0], replace(variants[1], options=("A", "1 kg"))))
    assert "loại" not in titled(make, mixed)
    told = make.product(attributes={"Vị": "Mặn", "Hạng": "A1"}, cooperative=maker, label=Label())
    assert titled(make, told) == "Tôm khô Tân Tiến hạng A1"
    again = replace(told, name="Tôm khô loại A1")
    assert titled(make, again) == "Tôm khô loại A1"


@given(
    st.text(st.characters(exclude_categories=["Cf", "Cs"]), min_size=1, max_size=200),
    st.lists(st.text(max_size=30), max_size=6),
    st.sampled_from(["x", ""]),
)
@example("DAT CHUAN 0C0P", [], "")
def test_whatever_is_written_the_name_stands_whole_and_more_only_where_it_fits(
    make: Any, name: str, options: list[str], claimed: str
) -> None:
    product = packed(make, *(options or ["1 kg"]), name=name)
    if claimed:
        product = replace(product, certificate=make.certified_product().certificate)
    whole = " ".join(name.split())
    assume(honest(whole, None) == whole)  # a name that claims what nobody gave is cut
    title = titled(make, product, span=Span(25, 120), bytes=Span(None, 255))
    assert whole in title
    assert title == whole or (len(title) <= 120 and len(title.encode()) <= 255)


def test_every_platform_names_its_listings_by_a_rule_of_facts() -> None:
    """One rule each, and a separator that no platform refuses."""
    for name, platform in platforms().items():
        rule = OF_FACTS if platform.features.delivery == "files" else platform.features.title
        assert rule is not None, name
        assert "name" in rule.parts, name
        assert rule.separator.strip() in {"–", "-"}, name
