"""What a website remembers of lots: each that it ever told of, and every path that it gave them.

A code on a box outlives the catalog: a lot that is written no more keeps its page, as it was last
told of, under every path that was ever printed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from adapters.site.product import fact_texts
from sync.model import Code, Listing, Lot, Offer, Sku
from sync.model.trace import lot_path, lots_path

TABLES = """
CREATE TABLE IF NOT EXISTS lots (
  sku TEXT NOT NULL, number TEXT NOT NULL, code TEXT NOT NULL, listed INTEGER NOT NULL,
  told TEXT NOT NULL, PRIMARY KEY (sku, number));
CREATE INDEX IF NOT EXISTS lots_of_code ON lots (code);
CREATE TABLE IF NOT EXISTS lot_paths (
  path TEXT PRIMARY KEY, sku TEXT NOT NULL, number TEXT NOT NULL);
"""
ALL_LOTS = ""  # as the number: the page that lists the lots of a SKU
_PUT = """
INSERT INTO lots VALUES (?, ?, ?, 1, ?) ON CONFLICT (sku, number) DO UPDATE
SET code = excluded.code, listed = 1, told = excluded.told
"""
_PATHS = """
SELECT path FROM lot_paths WHERE sku = ? AND number = ? ORDER BY path = ? DESC, path
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedLot:
    """A lot as its page tells of it; `facts` are the label's, as long as it was in the catalog."""

    sku: Sku
    pack: str
    gtin: str
    lot: Lot
    ended: bool
    facts: Mapping[str, str]

    @property
    def number(self) -> str:
        """What is printed on the pack."""
        return self.lot.number


_TOLD: TypeAdapter[TracedLot] = TypeAdapter(TracedLot)


class TracedLots:
    """The tables of lots, in the records of a site."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def take_in(self, listing: Listing, before: Listing | None) -> None:
        """Remember the lots of a listing as it is written now; none that was known is forgotten."""
        for old, new in _renamed(before, listing) if before else ():
            for table in ("lots", "lot_paths"):  # a lot that is there under both is the new one's
                self._sql.execute(f"UPDATE OR IGNORE {table} SET sku = ? WHERE sku = ?", (new, old))  # noqa: S608 names of ours
        self._sql.execute("UPDATE lots SET listed = 0 WHERE code = ?", (listing.code,))
        for offer in listing.offers:
            for lot in _traced(offer, fact_texts(listing)):
                told = _TOLD.dump_json(lot).decode()
                self._sql.execute(_PUT, (lot.sku, lot.number, listing.code, told))
                self._lead_to(lot_path(lot.sku, lot.number, lot.gtin), lot.sku, lot.number)
                self._lead_to(lots_path(lot.sku, lot.gtin), lot.sku, ALL_LOTS)

    def of(self, code: Code, today: date) -> list[TracedLot]:
        """Every lot of a product that was ever told of."""
        rows = self._sql.execute(
            "SELECT told FROM lots WHERE code = ? ORDER BY sku, number", (code,)
        )
        found = (_TOLD.validate_json(told) for (told,) in rows)
        return [replace(lot, ended=lot.ended or lot.lot.over(today)) for lot in found]

    def paths(self, lot: TracedLot, number: str) -> list[str]:
        """Every path that leads to a lot, or to all lots of its SKU; today's first."""
        path = lot_path(lot.sku, number, lot.gtin) if number else lots_path(lot.sku, lot.gtin)
        return [found for (found,) in self._sql.execute(_PATHS, (lot.sku, number, path))]

    def _lead_to(self, path: str, sku: Sku, number: str) -> None:
        self._sql.execute("INSERT OR REPLACE INTO lot_paths VALUES (?, ?, ?)", (path, sku, number))


def _traced(offer: Offer, facts: Mapping[str, str]) -> Iterator[TracedLot]:
    for listed in offer.lots or ():
        yield TracedLot(
            sku=offer.sku,
            pack=" · ".join(offer.options) or offer.net_content or "",
            gtin=offer.gtin or "",
            lot=listed.lot,
            ended=listed.ended,
            facts=facts,
        )


def _renamed(before: Listing, after: Listing) -> Iterable[tuple[Sku, Sku]]:
    """Say which packs have another SKU by now: the same options tell."""
    stay = {offer.sku for offer in after.offers}
    known = {offer.sku for offer in before.offers}
    fresh = {offer.options: offer.sku for offer in after.offers if offer.sku not in known}
    gone = (offer for offer in before.offers if offer.sku not in stay)
    return [(offer.sku, fresh[offer.options]) for offer in gone if offer.options in fresh]
