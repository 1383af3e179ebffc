"""Writes products into the catalog for listings that people made in a shop."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sync.catalog import Configuration
from sync.catalog.editing import Value, new_file, new_product
from sync.catalog.open_picture import opened
from sync.model import Code, Listing, Offer, Product, Shop, Sku
from sync.model.assortment import sells
from sync.model.letters import without_marks
from sync.planning import price_of
from sync.running.catalog_edits import FileWork

UNSORTED: Final = "chua-phan-loai"  # the category of what has none of ours
CODE_LENGTH: Final = 32
WORD = re.compile(r"[A-Z0-9]+")
SUFFIXES: Final = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp"}


@dataclass(frozen=True, slots=True)
class WrittenListing:
    """A product that a listing is written as, and which SKU each of its offers is."""

    listing: Listing
    code: Code
    skus: tuple[Sku, ...]
    values: Mapping[str, Value]


def products_for(
    listings: Sequence[Listing], shop: Shop, catalog: Configuration, counted_on: date
) -> list[WrittenListing]:
    """Say how these listings are written: texts, prices and stock as they stand in the shop.

    SKUs of the shop are kept where they are there and nobody else's; what is missing is made.
    """
    taken = {str(name) for name in (*catalog.owners, *catalog.blocked)}
    keys = {of: key for key, of in shop.categories.items()}
    found = []
    for listing in listings:
        code = _free(_code_of(listing), taken)
        skus = tuple(_skus(listing, code, taken))
        values = _values(listing, code, skus, shop)
        values["category"] = keys.get(listing.category or "", UNSORTED)
        values |= _amounts(listing, code, skus, counted_on)
        found.append(WrittenListing(listing, code, skus, values))
    return found


def file_for(shop: Shop, written: Sequence[WrittenListing], folder: Path) -> FileWork:
    """Put them behind what the shop's own catalog file holds; a new one begins with its name."""
    file = folder / f"{_slug(shop.name).lower()}.yaml"
    edits = tuple(new_product(each.values) for each in written)
    if file.exists():
        return FileWork(file=file, edits=edits, seen=file.read_bytes())
    return FileWork(file=file, edits=edits, begun=new_file({"name": shop.name}))


def with_pictures(
    written: WrittenListing, contents: Mapping[str, bytes], folder: Path
) -> WrittenListing:
    """Put the pictures that could be read beside the catalog, each under a new name."""
    names: list[Value] = []
    for picture in written.listing.images or ():
        content = contents.get(picture.remote_id or "")
        suffix = None if content is None else suffix_of(content)
        if content is not None and suffix is not None:
            names.append(_kept(content, folder, f"{written.code.lower()}-{len(names) + 1}", suffix))
    return WrittenListing(
        written.listing, written.code, written.skus, {**written.values, "images": names}
    )


def suffix_of(content: bytes) -> str | None:
    """Say what kind of picture it is by its bytes; None: none that a platform shows."""
    try:
        with opened(content) as image:
            return SUFFIXES.get(image.format or "")
    except Exception:  # noqa: BLE001 - a decoder met with any bytes may raise anything
        return None


def _kept(content: bytes, folder: Path, stem: str, suffix: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    while True:
        file = folder / f"{stem}{f'-{number}' if number else ''}{suffix}"
        try:
            with file.open("xb") as opened_file:
                opened_file.write(content)
        except FileExistsError:
            if file.read_bytes() == content:
                break
            number += 1
            continue
        break
    return f"{folder.name}/{file.name}"


def _code_of(listing: Listing) -> str:
    """Take the listing's own code, else make one of the words of its title."""
    if re.fullmatch(r"[A-Za-z0-9._-]{2,40}", listing.code):
        return listing.code
    words: list[str] = WORD.findall(without_marks((listing.title or "").upper())) or ["SAN-PHAM"]
    code = words[0][:CODE_LENGTH]
    for word in words[1:]:
        if len(code) + 1 + len(word) > CODE_LENGTH:
            break
        code = f"{code}-{word}"
    return code


def _skus(listing: Listing, code: Code, taken: set[str]) -> Iterator[Sku]:
    alone = len(listing.offers) == 1 and not listing.option_names
    for offer in listing.offers:
        if offer.sku and (offer.sku not in taken or (alone and str(offer.sku) == code)):
            taken.add(offer.sku)
            yield offer.sku
        else:
            yield Sku(code if alone else _free(_variant_code(code, offer), taken))


def _variant_code(code: Code, offer: Offer) -> str:
    return f"{code}-{_slug(' '.join(offer.options)) or '1'}"[:50]


def _slug(text: str) -> str:
    return "-".join(WORD.findall(without_marks(text.upper())))


def _free(name: str, taken: set[str]) -> Code:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return Code(found)


def _values(listing: Listing, code: Code, skus: Sequence[Sku], shop: Shop) -> dict[str, Value]:
    title = listing.title or code
    override: dict[str, Value] = {"category": listing.category}
    prices = _own_prices(listing, skus, shop)
    if prices:
        override["prices"] = prices
    return {
        "code": code,
        "name": title,
        "title": title,
        "story": (listing.description or "").strip(),
        "brand": listing.brand,
        "prepare_days": listing.prepare_days or None,
        "overrides": {shop.name: override} if listing.category or prices else {},
    }


def _own_prices(listing: Listing, skus: Sequence[Sku], shop: Shop) -> dict[str, Value]:
    """Keep the prices that stand there where the shop's rule would make others of them."""
    pairs = zip(listing.offers, skus, strict=True)
    return {
        str(sku): offer.price
        for offer, sku in pairs
        if offer.price is not None and price_of(offer.price, shop.price_rule) != offer.price
    }


def _amounts(
    listing: Listing, code: Code, skus: Sequence[Sku], counted_on: date
) -> dict[str, Value]:
    """Write prices and counts, at the product where it has no options, else a variant a line."""
    told = [_of_offer(offer, counted_on) for offer in listing.offers]
    if len(skus) == 1 and not listing.option_names and str(skus[0]) == code:
        return told[0]
    if len(skus) == 1 and not listing.option_names:
        return {"variants": [{"sku": skus[0], **told[0]}]}
    variants: list[Value] = [
        {"sku": sku, "options": list(offer.options), **amounts}
        for offer, sku, amounts in zip(listing.offers, skus, told, strict=True)
    ]
    return {"options": list(listing.option_names), "variants": variants}


def _of_offer(offer: Offer, counted_on: date) -> dict[str, Value]:
    stock: Value = None
    if offer.quantity is not None:
        stock = {"count": offer.quantity, "date": counted_on}
    return {
        "price": offer.price,
        "list_price": offer.list_price,
        "stock": stock,
        "gtin": offer.gtin,
        "weight_g": offer.weight_g,
        "size_mm": list(offer.size_mm) if offer.size_mm else None,
    }


def unsorted_category(known: Collection[str], written: Sequence[WrittenListing], name: str) -> str:
    """Say what categories.yaml lacks for these; "" where that is nothing."""
    if UNSORTED in known or all(each.values["category"] != UNSORTED for each in written):
        return ""
    return f"\n{UNSORTED}:\n  name: {name}\n"


def not_sold_by(
    shop: Shop, products: Sequence[Product], written: Sequence[WrittenListing]
) -> list[Code]:
    """Name what the shop's `sells` leaves out: linked all the same, it would be hidden there."""
    by_code = {product.code: product for product in products}
    return [
        each.code
        for each in written
        if each.code not in by_code or not sells(shop, by_code[each.code])
    ]
