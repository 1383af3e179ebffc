"""What is missing before a product may be sold in a shop: papers, codes, who sells.

The catalog's own rules say what is wrong with what is written; here stands what is not there yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sync.marketplace import AskedPapers
from sync.model import Paper, PaperKind, Problem, Product, Value
from sync.model.days import lasts_on
from sync.model.identity import identity_flaws

RAW = frozenset(
    {1, 2, 3}
)  # product sets of fresh and raw food, not self-declared (15/2018, Art. 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What is asked where a product is to be sold: by the law of food, and by the platform.

    `papers` holds groups of which one paper is enough; `handed_in` tells that the platform wants to
    see the paper itself, not only its number.
    """

    food: bool = False
    gtin: bool = False
    category: bool = True  # whether the platform has a category for it
    papers: AskedPapers = ()
    handed_in: bool = False


def lacking(product: Product, demands: Demands, today: date) -> Iterator[Problem]:
    """Find what is missing; each is a warning about the product."""
    if not demands.category:
        yield _lack("lacks_category", product, category=product.category)
    for field, code in identity_flaws(product.cooperative):
        yield _lack(code, product, field=field, text=product.cooperative.tax_code)
    standing = list(_in_force(product, today))
    for group in _asked(product, demands):
        fitting = [paper for kind, paper in standing if kind in group]
        if not fitting:
            yield _lack(f"lacks_{'_or_'.join(group)}", product)
        elif demands.handed_in and not any(paper.file for paper in fitting):
            yield _lack("lacks_scan", product, number=fitting[0].number)
    if demands.gtin and not all(variant.gtin for variant in product.variants):
        yield _lack("lacks_gtin", product)


def _asked(product: Product, demands: Demands) -> AskedPapers:
    """What the platform asks, and the self-declaration that the law asks of packed food."""
    if not demands.food or product.product_set in RAW:
        return demands.papers
    others = (group for group in demands.papers if "self_declaration" not in group)
    return (("self_declaration",), *others)


def _in_force(product: Product, today: date) -> Iterator[tuple[PaperKind, Paper]]:
    label = product.label
    named = [(paper.kind, paper) for paper in product.papers]
    if label.declaration:
        named.append(("self_declaration", label.declaration))
    if label.food_safety_certificate:
        named.append(("food_safety", label.food_safety_certificate))
    for kind, paper in named:
        if lasts_on(today, paper.issued_on, paper.expires_on):
            yield kind, paper


def _lack(code: str, product: Product, **values: Value) -> Problem:
    return Problem(code=code, severity="warning", values=values, about=product.code)
