"""A shop may speak English, alone or beside the Vietnamese: what is missing goes nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model import (
    OF_FACTS,
    English,
    EnglishLabel,
    EnglishPack,
    Field,
    Listing,
    Problem,
    Product,
    Sku,
)
from sync.planning import (
    composed_claims,
    concerning,
    diff,
    english_missing,
    missing_english,
    project,
)
from sync.planning.claims import claimless, unclaimed
from sync.planning.values import listing_value
from sync.wording import say
from sync.wording.listing import certificate_end
from sync.wording.listing.words import issuer

AFTER = date(2027, 8, 6)
TOLD = English(
    name="Tan Tien dried shrimp",
    story="Shrimp dried in the sun.",
    shipping="Shipped in a foam box with gel ice",
    category="Dried seafood",
    label=EnglishLabel(
        generic_name="Dried shrimp",
        ingredients=("shrimp 98 %", "salt"),
        allergens=("crustaceans",),
        storage="In a dry, airy place",
        usage="Eat as it is or cook",
        warning="Do not use if mouldy",
    ),
)


@pytest.fixture
def product(make: Any) -> Product:
    told: Product = replace(make.certified_product(), english=TOLD)
    return told


def both(make: Any, product: Product, today: date | None = None) -> Listing:
    """The listing of a product where English stands beside the Vietnamese."""
    features = make.features(can=frozenset({"english", "remove_attributes"}))
    return project(product, make.shop(), {}, today or make.today, features)


def test_a_listing_of_an_english_shop_is_made_of_the_english_texts(
    make: Any, product: Product
) -> None:
    features = make.features(title=OF_FACTS)
    listing = project(product, make.shop(language="en"), {}, make.today, features)
    assert listing.title == "Tan Tien dried shrimp, Cà Mau – OCOP 4-star – 500 g"
    assert listing.description == (
        "Shrimp dried in the sun.\n\n"
        "Highlights:\n"
        "- Certified 4-star OCOP product (One Commune One Product), recognition decision No. "
        "3981/QĐ-UBND of Provincial People's Committee of Cà Mau, valid until 5 Aug 2027; place "
        "of production as on the certificate: xã Tân Thuận, huyện Đầm Dơi, tỉnh Cà Mau\n"
        "- Area of production: Cà Mau\n"
        "- Traceability: scan the QR code on the pack\n\n"
        "Packing:\n- Name of the food: Dried shrimp\n- Net weight: 500 g\n\n"
        "On the label:\n"
        "- Ingredients: shrimp 98 %, salt\n"
        "- Allergens: crustaceans\n"
        "- Shelf life: 6 months\n"
        "- Mfg. date and best before: see the pack\n"
        "- Warning: Do not use if mouldy\n"
        "- Standard: TCCS 01:2026/TT\n"
        "- Product self-declaration No.: 01/TT/2026\n"
        "- Food safety certificate of the facility No.: 12/2026/ATTP\n\n"
        "How to use:\n- Eat as it is or cook\n\n"
        "Storage:\n- In a dry, airy place\n- After opening: 1 month\n\n"
        "Origin:\n"
        "- Country of origin: Cà Mau, Viet Nam\n"
        "- Made in: xã Tân Tiến, tỉnh Cà Mau\n"
        "- Producer: HTX Tân Tiến\n"
        "- Address: Ấp 1, xã Tân Tiến, tỉnh Cà Mau\n\n"
        "Delivery:\n- Shipped in a foam box with gel ice"
    )
    assert (listing.attributes or {})["Hạn sử dụng"] == "6 months"
    assert (listing.attributes or {})["Chứng nhận OCOP"] == "4 stars"


def test_a_vietnamese_shop_shows_none_of_it(make: Any, product: Product) -> None:
    plain = replace(product, english=None)
    for features in (None, make.features(title=OF_FACTS)):
        told = project(product, make.shop(), {}, make.today, features)
        assert told == project(plain, make.shop(), {}, make.today, features)


@pytest.mark.parametrize(
    ("label", "missing"),
    [
        (replace(TOLD.label, allergens=()), ("label.allergens",)),
        (replace(TOLD.label, storage=None, usage=None), ("label.storage", "label.usage")),
    ],
)
def test_what_an_english_shop_lacks_is_refused_by_name(
    make: Any, product: Product, label: EnglishLabel, missing: tuple[str, ...]
) -> None:
    lacking = replace(product, english=replace(TOLD, label=label))
    problem = english_missing(lacking, make.shop(language="en"))
    assert problem is not None
    assert (problem.severity, problem.values["missing"]) == ("stop", missing)
    assert "title" in (problem.fields or ())
    assert english_missing(lacking, make.shop()) is None
    (warning,) = missing_english([lacking], make.shop(language="en"))
    assert warning == replace(problem, severity="warning")
    assert list(missing_english([product], make.shop(language="en"))) == []


def test_what_is_missing_is_told_in_plain_words() -> None:
    missing = ("name", "label.storage", "TK-500:unit")
    values = {"code": "TK", "shop": "shopee-sg", "missing": missing}
    said = say("english_missing", values)
    assert said.what.endswith("còn thiếu: tên, hướng dẫn bảo quản, đơn vị tính (TK-500)")


def test_where_both_languages_are_shown_english_stands_beside_it(
    make: Any, product: Product
) -> None:
    told = both(make, product).english
    assert told is not None
    assert (told.title, told.category) == ("Tan Tien dried shrimp", "Dried seafood")
    assert told.packs == {Sku("TOMKHO"): EnglishPack(net_content="500 g")}
    lacking = replace(product, english=replace(TOLD, label=EnglishLabel()))
    assert both(make, lacking).english is None
    assert both(make, lacking).title == both(make, product).title


def test_english_that_is_missing_again_goes_from_where_it_stands(
    make: Any, product: Product
) -> None:
    stands = both(make, product)
    wanted = both(make, replace(product, english=None))
    seen = replace(stands, remote_id="1")
    found = diff(make.case(wanted, seen, make.applied(stands)), make.terms())
    assert [(c.kind, c.fields) for c in found.changes] == [("revise", ("english",))]
    kept = project(replace(product, kept="blocked"), make.shop(), {}, make.today)
    assert diff(make.case(kept, seen, make.applied(stands)), make.terms()).changes == ()


def test_where_english_is_shown_word_for_word_what_went_there_is_written_again(
    make: Any, product: Product
) -> None:
    stands = both(make, product)
    seen = replace(stands, remote_id="1", english=None)
    terms = make.terms()
    terms = replace(terms, echoes=terms.echoes | {"english"})
    found = diff(make.case(stands, seen, make.applied(stands)), terms)
    assert [(c.kind, c.fields, c.reason) for c in found.changes] == [
        ("revise", ("english",), "drift")
    ]


def test_the_stars_leave_the_english_on_the_day_after_the_last(make: Any, product: Product) -> None:
    assert "OCOP" in str(listing_value(both(make, product), "english"))
    assert "OCOP" not in str(listing_value(both(make, product, AFTER), "english"))
    stands = both(make, product)
    assert "OCOP" not in str(listing_value(unclaimed(stands, None), "english"))
    assert claimless(stands, 4) == stands


def test_the_end_of_a_certificate_is_read_back_from_either_language(
    make: Any, product: Product
) -> None:
    english = project(product, make.shop(language="en"), {}, make.today)
    vietnamese = project(product, make.shop(), {}, make.today)
    assert certificate_end(english.description or "") == date(2027, 8, 5)
    assert certificate_end(vietnamese.description or "") == date(2027, 8, 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It lowers cholesterol.", "disease_claim"),
        ("The finest shrimp in Vietnam.", "superlative"),
        ("Call 0912 345 678", "contact_in_text"),
    ],
)
def test_english_texts_keep_the_law_alone_and_beside_the_vietnamese(
    make: Any, product: Product, text: str, code: str
) -> None:
    claiming = replace(product, english=replace(TOLD, story=text))
    alone = project(claiming, make.shop(language="en"), {}, make.today)
    found = {(one.code, one.fields) for one in composed_claims(alone, None, "en")}
    assert found == {(code, frozenset({"description"}))}
    beside = {(one.code, one.fields) for one in composed_claims(both(make, claiming), None)}
    assert beside == {(code, frozenset({"english"}))}
    assert composed_claims(project(claiming, make.shop(), {}, make.today), None) == []


def test_what_is_wrong_in_english_concerns_who_shows_it(make: Any) -> None:
    alone: frozenset[Field] = frozenset({"english"})
    problem = Problem(code="disease_claim", severity="hold", fields=alone)
    plain, able = make.features(), make.features(can=frozenset({"english"}))
    assert concerning(problem, make.shop(), plain) is None
    assert concerning(problem, make.shop(), able) == problem
    of_english = concerning(problem, make.shop(language="en"), plain)
    assert of_english is not None
    assert "title" in (of_english.fields or ())
    other = Problem(code="html_in_text", fields=frozenset({"title"}))
    assert concerning(other, make.shop(), plain) == other


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("UBND tỉnh Cà Mau", "Provincial People's Committee of Cà Mau"),
        ("UBND thành phố Cần Thơ", "People's Committee of Cần Thơ City"),
        ("Ủy ban nhân dân huyện Năm Căn", "People's Committee of Năm Căn District"),
        ("Bộ Nông nghiệp và Môi trường", "Ministry of Agriculture and Environment"),
        ("Chi cục Phát triển nông thôn", "Chi cục Phát triển nông thôn"),
    ],
)
def test_authorities_are_named_by_their_official_english(vietnamese: str, english: str) -> None:
    assert issuer(vietnamese, "en") == english
    assert issuer(vietnamese, "vi") == vietnamese


FACTS = ("generic_name", "ingredients", "allergens", "storage", "usage", "warning")


@given(st.sets(st.sampled_from(FACTS)))
def test_no_fact_of_the_label_is_ever_told_in_half(make: Any, left: set[str]) -> None:
    """Either all that the Vietnamese label says is told in English, or nothing goes out."""
    kept = {name: getattr(TOLD.label, name) for name in FACTS if name not in left}
    product = replace(make.certified_product(), english=replace(TOLD, label=EnglishLabel(**kept)))
    problem = english_missing(product, make.shop(language="en"))
    assert (problem is None) == (not left)
    assert (both(make, product).english is None) == bool(left)
    if problem:
        assert set(problem.values["missing"]) == {f"label.{name}" for name in left}  # type: ignore[arg-type]
