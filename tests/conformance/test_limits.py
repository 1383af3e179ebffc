"""Every limit that a platform declares: what is at it goes through, what is past it is held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sync.marketplace import Span
from sync.model import Count, Dong, Product, Sku, Variant
from sync.running.plan import Scope
from tests.conformance.stall import Stall, shipped, some_products

Make = Callable[[int], Product]


def plain() -> Product:
    return next(product for product in some_products() if not product.option_names)


def one(**changes: Any) -> Product:
    product = plain()
    return replace(product, variants=(replace(product.variants[0], **changes),))


def titled(length: int) -> Product:
    return replace(plain(), title=("Tôm khô " * 100)[: length - 1] + "x")


def titled_in_bytes(size: int) -> Product:
    name = "Tôm khô "
    while len((name + "ô").encode()) <= size:
        name += "ô"
    return replace(plain(), title=name.ljust(len(name) + size - len(name.encode()), "x"))


def pictured(number: int) -> Product:
    every = {image.sha256: image for product in shipped().products for image in product.images}
    return replace(plain(), images=tuple(every.values())[:number])


def with_variants(number: int) -> Product:
    first = plain().variants[0]
    variants = tuple(
        replace(first, sku=Sku(f"NHIEU-LOAI-{n:03d}"), options=(f"Loại {n:03d}",))
        for n in range(number)
    )
    return replace(plain(), option_names=("Loại",), variants=variants)


def letters(length: int) -> str:
    """So many letters, none of them ten times in a row, which looks like spam."""
    return ("Loại hạt " * 100)[: length - 1] + "x"


def with_option_name(length: int) -> Product:
    return replace(with_variants(2), option_names=(letters(length),))


def with_option_value(length: int) -> Product:
    product = with_variants(2)
    first, second = product.variants
    return replace(product, variants=(replace(first, options=(letters(length),)), second))


def priced(price: int) -> Product:
    return one(price=Dong(price))


def stocked_with(quantity: int) -> Product:
    return one(stock=Count(quantity))


MAKES: dict[str, Make] = {
    "title_length": titled,
    "title_bytes": titled_in_bytes,
    "images": pictured,
    "variants": with_variants,
    "option_name_length": with_option_name,
    "option_value_length": with_option_value,
    "price": priced,
    "quantity": stocked_with,
}


@pytest.mark.parametrize("end", ["least", "most"])
@pytest.mark.parametrize("name", sorted(MAKES))
async def test_what_is_at_a_limit_goes_through(stall: Stall, name: str, end: str) -> None:
    bound: int | None = getattr(getattr(stall.features.limits, name), end)
    if not bound:
        pytest.skip("no such bound")
    stall.sell([MAKES[name](bound)])
    report = await stall.round()
    if {held.problem.code for held in report.plan.held} == {"first_price_suspicious"}:
        report = await stall.round(Scope(approve=report.plan.digest))  # a person means it
    assert report.true, (bound, report.problems)
    await stall.is_true()


@pytest.mark.parametrize("name", sorted(MAKES))
async def test_one_past_a_limit_is_held_and_says_why(stall: Stall, name: str) -> None:
    span: Span = getattr(stall.features.limits, name)
    wrong = [
        *([span.least - 1] if span.least else []),
        *([span.most + 1] if span.most is not None else []),
    ]
    for number in wrong:
        product = MAKES[name](number)
        stall.sell([product])
        report = await stall.round()
        assert await stall.remote() == []
        assert report.plan.held, (number, report.problems)
        assert {held.problem.about or held.change.code for held in report.plan.held}


def _cheap_and_dear(ratio: float) -> Product:
    product = with_variants(2)
    cheap, dear = product.variants
    prices = (Dong(100_000), Dong(int(100_000 * ratio)))

    def priced_at(variant: Variant, price: Dong) -> Variant:
        return replace(variant, price=price)

    return replace(product, variants=(priced_at(cheap, prices[0]), priced_at(dear, prices[1])))


async def test_variants_too_far_apart_in_price_are_held(stall: Stall) -> None:
    ratio = stall.features.limits.price_ratio
    if ratio is None:
        pytest.skip("the platform knows no such limit")
    stall.sell([_cheap_and_dear(ratio)])
    assert (await stall.round()).true
    stall.sell([replace(_cheap_and_dear(ratio + 0.1), code=plain().code)])
    assert (await stall.look()).plan.held
