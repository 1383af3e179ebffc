"""Rules of parcels: weights and sizes that no parcel has were written in another unit."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import WrittenProduct, WrittenVariant
from sync.model import Value
from sync.model.packs import sizes_in

HEAVIEST = 5  # grams in a cubic centimetre: of food and crafts, nothing is as heavy
LIGHTEST = 0.5  # of the net content: dried goods are often weighed with a little less


def parcel_rules(product: WrittenProduct, _: Facts) -> Iterator[Finding]:
    """Find sizes in centimetres and weights in kilograms, by what the other one says."""
    label = product.net_content or (product.label and product.label.net_content) or ""
    if not product.variants:
        yield from _parcel((), product, product, label)
    for index, variant in enumerate(product.variants or ()):
        options = next((o for o in variant.options or () if sizes_in(o)), "")
        yield from _parcel(
            ("variants", index), variant, product, variant.net_content or options or label
        )


def _parcel(
    path: Path, own: WrittenProduct | WrittenVariant, product: WrittenProduct, content: str
) -> Iterator[Finding]:
    weight, sides = own.weight_g or product.weight_g, own.size_mm or product.size_mm
    if weight and sides and weight > HEAVIEST * prod(sides) / 1000:
        where = (*path, "size_mm") if own.size_mm else ("size_mm",)
        yield Finding(
            "size_too_small",
            where,
            "warning",
            {"weight_g": weight, "sides": "×".join(map(str, sides))},
        )
    grams = [amount for amount, unit in sizes_in(content) if unit == "g"]
    if weight and len(grams) == 1 and weight < LIGHTEST * grams[0]:
        where = (*path, "weight_g") if own.weight_g else ("weight_g",)
        values: dict[str, Value] = {"weight_g": weight, "content": content[:40]}
        yield Finding("weight_below_content", where, "warning", values)
