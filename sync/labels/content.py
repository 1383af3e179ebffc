"""What a label says of a pack of one lot: what the law asks for, as the catalog has it.

Decree 37/2026, Appendix I, by ocop.md section 8. OCOP stars are never printed: a label outlives a
certificate. What nobody wrote is missing, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from sync.model import Lot, Party, Problem, Product, Value, Variant
from sync.model.in_english import in_english
from sync.model.packs import net_content_of
from sync.model.trace import is_gs1, lot_path

Fact = tuple[str, str]  # the code of its name, and what is said

_OF_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1"})
# Names that belong to who lends the room: they may end, and the printed code with them.
_BORROWED: Final = (
    ".github.io", ".gitlab.io", ".pages.dev", ".netlify.app", ".vercel.app",
    ".web.app", ".blogspot.com", ".wordpress.com", ".weebly.com", ".wixsite.com",
)  # fmt: skip
LAST_FOOD_SET: Final = 18  # product sets of foods, drinks and what is taken like them


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelContent:
    """One label; `facts` in the order in which they stand on it, `missing` what the law wants."""

    sku: str
    name: str
    pack: str
    net_content: str
    lot: Lot
    gtin: str
    address: str  # where the code leads to
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]

    @property
    def shown_address(self) -> str:
        """The address as people read it off a pack."""
        return self.address.partition("://")[2]


def english_content_of(product: Product, variant: Variant, lot: Lot, site: str) -> LabelContent:
    """Say the same in English, for export: no more than the Vietnamese says, and all of it.

    The product must lack no English (see `lacking_english`).
    """
    told = in_english(product)
    pack = next(each for each in told.variants if each.sku == variant.sku)
    content = content_of(told, pack, lot, site)
    said = dict(content.facts)
    if told.label.origin:
        said["origin"] = _of_origin(told)
    code = {"hs_code": product.hs_code} if product.hs_code else {}
    return replace(content, facts=tuple({**said, **code}.items()))


def _of_origin(told: Product) -> str:
    place = told.label.origin_place
    return f"Product of {told.label.origin}" + (f" ({place})" if place else "")


def content_of(product: Product, variant: Variant, lot: Lot, site: str) -> LabelContent:
    """Say what stands on a pack of a lot whose page lies below the address `site`."""
    facts = tuple((name, text) for name, text in _facts(product, lot) if text)
    net_content = net_content_of(product, variant) or ""
    return LabelContent(
        sku=variant.sku,
        name=product.label.generic_name or product.name,
        pack=" · ".join((*variant.options, *([variant.pack] if variant.pack else []))),
        net_content=net_content,
        lot=lot,
        gtin=variant.gtin or "",
        address=f"{site}/{lot_path(variant.sku, lot.number, variant.gtin)}",
        facts=facts,
        missing=tuple(_missing(product, lot, net_content)),
    )


def _facts(product: Product, lot: Lot) -> Iterator[tuple[str, str | None]]:
    label, maker = product.label, product.label.manufacturer or product.cooperative
    yield "ingredients", ", ".join(label.ingredients)
    yield "allergens", ", ".join(label.allergens)
    yield "alcohol", _percent(label.alcohol_percent)
    yield "material", label.material
    yield "usage", label.usage
    yield "storage", label.storage
    yield "opened", label.shelf_life_opened
    yield "care", label.care
    yield "warning", label.warning
    yield "maker", _party(maker)
    if maker.name != product.cooperative.name:
        yield "responsible", _party(product.cooperative)
    yield "origin", ", ".join(filter(None, (label.origin, label.origin_place)))
    yield "finished", label.finished_in
    yield "made_at", lot.place
    yield "growing_area", lot.growing_area_code
    yield "standard", label.standard_no
    yield "declaration", label.declaration.number if label.declaration else None


def _percent(alcohol: float | None) -> str:
    return f"{alcohol:g} % vol".replace(".", ",") if alcohol else ""


def _party(party: Party) -> str:
    return ", ".join(filter(None, (party.name, party.address)))


def _missing(product: Product, lot: Lot, net_content: str) -> Iterator[str]:
    """Name what the law wants on such goods and nobody wrote."""
    label, maker = product.label, product.label.manufacturer or product.cooperative
    if not maker.address:
        yield "maker_address"
    if not (label.origin or label.finished_in):
        yield "origin"
    if product.product_set is not None and product.product_set > LAST_FOOD_SET:
        return
    told: dict[str, object] = {
        "net_content": net_content,
        "ingredients": label.ingredients,
        "made_on": lot.made_on,
        "best_before": lot.best_before,
    }
    yield from (name for name, value in told.items() if not value)


def concerns(label: LabelContent) -> Iterator[Problem]:
    """Say what is to be thought of before a label is printed: its code cannot be taken back."""
    host = (urlsplit(label.address).hostname or "").casefold()
    values: dict[str, Value] = {"sku": label.sku, "lot": label.lot.number, "host": host}
    about = f"{label.sku} {label.lot.number}"
    if host in _OF_THIS_MACHINE:
        yield Problem(code="label_address_local", severity="warning", values=values)
    elif host.endswith(_BORROWED):
        yield Problem(code="label_address_borrowed", severity="warning", values=values)
    if label.missing:
        missing = values | {"missing": label.missing}
        yield Problem(code="label_incomplete", severity="warning", values=missing, about=about)
    if label.gtin and not is_gs1(label.gtin, label.lot.number):
        yield Problem(code="label_not_gs1", severity="note", values=values, about=about)


def is_over(lot: Lot, today: date) -> bool:
    """Whether nobody may put a label of this lot on a pack any more."""
    return lot.recalled or lot.over(today)
