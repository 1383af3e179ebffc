"""`ocop labels`: codes and labels of lots, on sheets to print; no marketplace is asked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypedDict, Unpack

from sync.catalog import Configuration
from sync.catalog.nearest import nearest
from sync.cli import exits
from sync.cli.prepare import chosen_shops
from sync.cli.session import Refused, Session
from sync.cli.stock import ready
from sync.cli.tables import show_problems
from sync.labels import (
    SHEETS,
    LabelContent,
    Sheet,
    SheetTooSmall,
    concerns,
    content_of,
    english_content_of,
    is_over,
    sheet_page,
    single_code,
)
from sync.model import Language, Lot, Product, Variant
from sync.model.in_english import lacking_english
from sync.platforms import sites_of_lots
from sync.transport.clock import Clock, legal_day

FOLDER = "labels"  # below the home folder
_NO_NAME = re.compile(r"[^A-Za-z0-9-]+")


class LabelChoices(TypedDict, total=False):
    """What may be said to `ocop labels`."""

    lot: str
    copies: int
    sheet: str
    shop: str
    page_file: Path


def labels(session: Session, *, sku: str | None = None, **choices: Unpack[LabelChoices]) -> int:
    """Write a sheet of labels, and each code alone; say where they are and what is missing."""
    configuration, terminal = ready(session)
    sheet = _sheet(choices.get("sheet", "cut"))
    site = _site(configuration, choices.get("shop"))
    language = session.language or "vi"
    found = _chosen(configuration, sku, choices.get("lot"), site, language)
    try:
        page = sheet_page(found, sheet, choices.get("copies", 1), language)
    except SheetTooSmall as error:
        raise Refused("labels_too_small", sheet=choices.get("sheet", "")) from error
    file = (choices.get("page_file") or session.home / FOLDER / "labels.html").resolve()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8", newline="\n")
    codes = [_code_alone(file.parent, each) for each in found]
    show_problems(terminal, [problem for each in found for problem in concerns(each)])
    terminal.tell("labels_written", file=str(file), count=len(found), codes=str(file.parent))
    told = [
        {"sku": each.sku, "lot": each.lot.number, "address": each.address, "code": str(code),
         "missing": list(each.missing)}
        for each, code in zip(found, codes, strict=True)
    ]  # fmt: skip
    terminal.answer({"file": str(file), "labels": told})
    return exits.FINE


def _code_alone(folder: Path, label: LabelContent) -> Path:
    name = _NO_NAME.sub("-", f"{label.sku}-{label.lot.number}")
    file = folder / f"qr-{name}.svg"
    file.write_bytes(single_code(label.address))
    return file


def _sheet(name: str) -> Sheet:
    if name not in SHEETS:
        raise Refused("labels_sheet_unknown", given=name, known=", ".join(SHEETS))
    return SHEETS[name]


def _site(configuration: Configuration, shop: str | None) -> str:
    """Say below which address the pages lie; raises Refused where that is not plain."""
    names = chosen_shops(configuration, shop)
    sites = {name: site for name, site in sites_of_lots(configuration.shops) if name in names}
    if not sites:
        raise Refused("labels_no_site")
    if len(sites) > 1:
        raise Refused("labels_which_site", shops=", ".join(sites))
    return next(iter(sites.values()))


def _chosen(
    configuration: Configuration, sku: str | None, number: str | None, site: str, language: Language
) -> list[LabelContent]:
    """Find the lots that are meant; without names all that may be sold. Raises Refused.

    In English only what is told in it whole.
    """
    packs = {v.sku: (p, v) for p in configuration.products for v in p.variants}
    if sku is not None and sku not in packs:
        raise Refused("sku_unknown", given=sku, nearest=nearest(sku, packs) or "–")
    today = legal_day(Clock())
    lots = [
        (product, variant, lot)
        for product, variant in packs.values()
        if sku in (None, variant.sku)
        for lot in variant.lots
        if number in (None, lot.number)
    ]
    if not lots:
        raise Refused("labels_no_lot", sku=sku or "–", lot=number or "–")
    good = [_content(*each, site, language) for each in lots if not is_over(each[2], today)]
    if not good:
        raise Refused("labels_lot_over", lot=", ".join(lot.number for _, _, lot in lots[:5]))
    return good


def _content(
    product: Product, variant: Variant, lot: Lot, site: str, language: Language
) -> LabelContent:
    if language == "vi":
        return content_of(product, variant, lot, site)
    if missing := lacking_english(product):
        raise Refused("label_not_in_english", product=product.code, missing=missing)
    return english_content_of(product, variant, lot, site)
