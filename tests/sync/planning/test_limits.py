from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.marketplace import Limits, Span
from sync.model import Dong, Listing, Picture
from sync.planning import limits


def codes(make: Any, listing: Listing, bounds: Limits) -> list[str]:
    return [problem.code for problem in limits(listing, make.features(limits=bounds))]


def listing_of(make: Any, size: int, what: str) -> Listing:
    """A listing in which one thing is of this size."""
    sizes: dict[str, dict[str, Any]] = {
        "title": {"title": "t" * size},
        "description": {"description": "d" * size},
        "images": {"images": tuple(Picture(str(n)) for n in range(size))},
        "variants": {"offers": tuple(make.offer(f"S{n}") for n in range(size))},
        "options": {"option_names": tuple(str(n) for n in range(size))},
        "option_name": {"option_names": ("n" * size,)},
        "option_value": {"offers": (make.offer(options=("v" * size,)),)},
        "sku": {"offers": (make.offer("s" * size),)},
        "price": {"offers": (make.offer(price=Dong(size)),)},
        "quantity": {"offers": (make.offer(quantity=size),)},
        "prepare": {"prepare_days": size},
    }
    listing: Listing = make.listing(**sizes[what])
    return listing


@pytest.mark.parametrize(
    ("what", "bound", "short", "far"),
    [
        ("title", "title_length", "title_too_short", "title_too_long"),
        ("title", "title_bytes", "title_too_short", "title_bytes_too_many"),
        ("description", "description_length", "description_too_short", "description_too_long"),
        ("images", "images", "images_missing", "images_too_many"),
        ("variants", "variants", "variants_too_few", "variants_too_many"),
        ("options", "options", "options_too_few", "options_too_many"),
        ("option_name", "option_name_length", "option_name_too_short", "option_name_too_long"),
        ("option_value", "option_value_length", "option_value_too_short", "option_value_too_long"),
        ("sku", "sku_length", "sku_too_short", "sku_too_long"),
        ("price", "price", "price_too_low", "price_too_high"),
        ("quantity", "quantity", "quantity_too_low", "quantity_too_high"),
        ("prepare", "prepare_days", "prepare_days_too_few", "prepare_days_too_many"),
    ],
)
def test_a_limit_holds_at_its_number_and_not_one_past_it(
    make: Any, what: str, bound: str, short: str, far: str
) -> None:
    named: Any = {bound: Span(3, 5)}
    bounds = Limits(**named)
    assert codes(make, listing_of(make, 3, what), bounds) == []
    assert codes(make, listing_of(make, 5, what), bounds) == []
    assert codes(make, listing_of(make, 2, what), bounds) == [short]
    assert codes(make, listing_of(make, 6, what), bounds) == [far]


def test_a_problem_tells_the_number_the_limit_and_the_platform(make: Any) -> None:
    bounds = Limits(price=Span(1_000))
    (problem,) = limits(listing_of(make, 999, "price"), make.features(limits=bounds))
    told = problem.values
    assert (told["value"], told["least"], told["platform"]) == (999, 1_000, "Chợ")
    assert (problem.about, told["code"]) == ("TOMKHO", "TOMKHO")
    long = make.listing(option_names=("Cỡ",), offers=(make.offer(options=("Hộp lớn",)),))
    (problem,) = limits(long, make.features(limits=Limits(option_value_length=Span(1, 5))))
    assert (problem.about, problem.values["name"]) == ("Hộp lớn", "Hộp lớn")


def test_prices_too_far_apart_are_found(make: Any) -> None:
    cheap, dear = make.offer("A", price=Dong(10)), make.offer("B", price=Dong(70))
    listing, bounds = make.listing(offers=(cheap, dear)), Limits(price_ratio=7)
    assert codes(make, listing, bounds) == []
    dearer = replace(listing, offers=(cheap, replace(dear, price=Dong(71))))
    assert codes(make, dearer, bounds) == ["price_ratio_too_wide"]
    (problem,) = limits(dearer, make.features(limits=bounds))
    told = {name: problem.values[name] for name in ("cheapest", "dearest", "most")}
    assert told == {"cheapest": 10, "dearest": 71, "most": 7}


def test_a_listing_needs_a_category_and_a_weight(make: Any) -> None:
    listing = make.listing(category=None, offers=(make.offer(weight_g=None),))
    assert codes(make, listing, Limits()) == ["category_unmapped", "weight_missing"]


def test_what_is_not_managed_has_no_limit(make: Any) -> None:
    offer = make.offer(price=None, quantity=None)
    listing = make.listing(title=None, description=None, images=None, offers=(offer,))
    none = Span(1, 0)
    bounds = Limits(
        title_length=none, description_length=none, images=none, price=none, quantity=none
    )
    assert codes(make, listing, bounds) == []
