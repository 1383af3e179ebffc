"""The pages that the codes on boxes lead to: one a lot, and one that lists the lots of a SKU."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from adapters.site.markup import CONTEXT, Node
from adapters.site.places import ENGLISH, alternates
from adapters.site.product import ShownProduct, Stars
from adapters.site.settings import SiteSettings
from adapters.site.traced import ALL_LOTS, TracedLot, TracedLots
from sync.model import Language
from sync.model.trace import is_gs1


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePage:
    """One page at one path; `canonical` is the path that is printed today."""

    template: str
    path: str
    canonical: str
    product: ShownProduct
    stars: Stars | None
    lots: Sequence[tuple[TracedLot, str]]  # with the path of each
    told_in_english: bool = False

    @property
    def file(self) -> str:
        """Where it lies in the site."""
        return f"{self.path}/index.html"

    @property
    def language(self) -> Language:
        """The language that it is written in; codes lead to the Vietnamese one."""
        return self.product.language

    @property
    def english_file(self) -> str:
        """Where the same lies in English, whether or not it is told in it."""
        return f"{ENGLISH}{self.file}"

    @property
    def both(self) -> list[tuple[str, str]]:
        """Name the page in both languages, where it has both."""
        there = f"{self.canonical.removeprefix(ENGLISH)}/"
        return alternates(there, ENGLISH + there) if self.told_in_english else []


def trace_pages(product: ShownProduct, traced: TracedLots, today: date) -> Iterator[TracePage]:
    """Name every page of the lots of a product, those of lots long gone as well."""
    stars = product.stars if product.sold and _in_force(product.stars, today) else None
    for _, of_sku in groupby(traced.of(product.code, today), lambda lot: lot.sku):
        lots = [(lot, traced.paths(lot, lot.number)) for lot in of_sku]
        lists = traced.paths(lots[-1][0], ALL_LOTS)
        listed = sorted(((lot, paths[0]) for lot, paths in lots), key=_newest_first)
        groups = [("lots.html", lists, listed)] + [
            ("lot.html", paths, [(lot, paths[0])]) for lot, paths in lots
        ]
        for template, paths, shown in groups:
            for path in paths:
                yield TracePage(
                    template=template,
                    path=path,
                    canonical=paths[0],
                    product=product,
                    stars=stars,
                    lots=shown,
                )


def trace_in_english(page: TracePage, product: ShownProduct, facts: Mapping[str, str]) -> TracePage:
    """Tell a page in English: packs and label of the `product`, as long as its label is that one.

    `facts` are what the label says in Vietnamese now, by which an older one is told apart.
    """
    packs = {offer.sku: offer.name for offer in product.offers if len(product.offers) > 1}

    def told(lot: TracedLot) -> TracedLot:
        same = product.label if lot.facts == facts else {}
        return replace(lot, pack=packs.get(lot.sku, ""), facts=same)

    return replace(
        page,
        path=ENGLISH + page.path,
        canonical=ENGLISH + page.canonical,
        product=product,
        stars=page.stars and product.stars,
        lots=[(told(lot), ENGLISH + path) for lot, path in page.lots],
        told_in_english=True,
    )


def _in_force(stars: Stars | None, today: date) -> bool:
    return stars is not None and (stars.until is None or today <= stars.until)


def _newest_first(listed: tuple[TracedLot, str]) -> tuple[bool, int, str]:
    lot = listed[0].lot
    ends = lot.best_before or date.max
    return listed[0].ended, -ends.toordinal(), lot.number


def lot_markup(page: TracePage, site: SiteSettings, picture: str) -> Node:
    """Describe the goods of one lot; no more than its page says."""
    traced, _ = page.lots[0]
    lot, address = traced.lot, f"{site.address}/{page.canonical}"
    node: Node = {
        "@context": CONTEXT,
        "@type": "SomeProducts",
        "name": page.product.title,
        "sku": traced.sku,
        "url": address,
        "isVariantOf": {
            "@type": "ProductModel",
            "name": page.product.title,
            "url": f"{site.address}/{page.product.path}",
        },
    }
    if picture:
        node["image"] = picture
    if is_gs1(traced.gtin, lot.number):
        node["hasGS1DigitalLink"] = f"{site.address}/{page.canonical.removeprefix(ENGLISH)}"
    if lot.made_on:
        node["productionDate"] = lot.made_on.isoformat()
    told = {"lot": lot.number, "bestBefore": lot.best_before and lot.best_before.isoformat()}
    node["additionalProperty"] = [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in told.items()
        if value
    ]
    return node
