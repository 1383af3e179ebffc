"""Compares one listing field by field: what is wanted, what is seen, what was applied."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sync.model import Field, ListedPaper, Listing, Sku
from sync.planning.product_state import by_sku

Reason = Literal["catalog", "stock", "drift", "adopted", "unfinished"]
Difference = tuple[Field, Reason]

TEXTS: tuple[Field, ...] = ("title", "description", "category", "brand")
MEASURES: tuple[Field, ...] = (
    "gtin", "weight_g", "size_mm", "list_price", "sale", "net_content", "unit", "pack", "lots"
)  # fmt: skip
# That there is none of these any more is written as well.
ENDS: frozenset[Field] = frozenset({"list_price", "sale", "lots"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """Three views of one listing; `first` is the reason while nothing of it was applied by us.

    A field that the platform echoes is compared with what is seen; any other, and any that this
    time was not shown, with what we last applied.
    """

    want: Listing
    seen: Listing
    applied: Listing | None
    echoes: Collection[Field]
    first: Reason
    unnamed: bool = False  # some of its SKUs are called otherwise there

    def content(self) -> list[Difference]:
        """Find what a revise must bring, but for the variants."""
        found = [d for name in TEXTS if (d := self._text(name))]
        found += [d for d in self._of_its_own() if d]
        return found + self._measures()

    def _of_its_own(self) -> Iterator[Difference | None]:
        yield from (self._attributes(), self._images(), self._papers(), self._english())
        yield self._prepare_days()

    def variants(self) -> Difference | None:
        """Compare which SKUs stand under which options; the order of variants means nothing."""
        wanted, there = _options(self.want), _options(self.there)
        if wanted == there:
            return ("variants", "catalog") if self.unnamed else None
        return "variants", self._why(self.applied and _options(self.applied), wanted, "catalog")

    def terms(self, name: Literal["price", "quantity"]) -> list[tuple[Sku, Reason]]:
        """Find the SKUs that stand there at another price, or in another quantity."""
        return list(self._offers(name, "catalog" if name == "price" else "stock"))

    @property
    def there(self) -> Listing:
        """What tells us which variants exist."""
        if "variants" in self.echoes or self.applied is None:
            return self.seen
        return self.applied

    @property
    def standing_attributes(self) -> Mapping[str, str] | None:
        """What stands there: as seen where it is echoed, else what we last wrote."""
        if "attributes" in self.echoes and self.seen.attributes is not None:
            return self.seen.attributes
        return self.applied.attributes if self.applied else None

    def _text(self, name: Field) -> Difference | None:
        want, seen = getattr(self.want, name), getattr(self.seen, name)
        was = getattr(self.applied, name) if self.applied else None
        return self._field(name, want, seen, was)

    def _field(self, name: Field, want: object, seen: object, was: object) -> Difference | None:
        there = seen if name in self.echoes and seen is not None else was
        if want is None or want == there:
            return None
        return name, self._why(was, want, "catalog")

    def _images(self) -> Difference | None:
        """Compare pictures by content; platforms re-host them, so only with what we applied."""
        if self.want.images is None:
            return None
        was = self.applied.images if self.applied else None
        want = [picture.sha256 for picture in self.want.images]
        if was is not None and want == [picture.sha256 for picture in was]:
            return None
        return "images", self.first if self.applied is None else "catalog"

    def _papers(self) -> Difference | None:
        """Compare papers with what we applied: those that others handed in are none of ours."""
        was = self.applied.papers if self.applied else ()
        if _told(self.want.papers) == _told(was):
            return None
        return "papers", self.first if self.applied is None else "catalog"

    def _prepare_days(self) -> Difference | None:
        """Compare days to prepare; without any it is in stock again, where we said otherwise."""
        was = self.applied.prepare_days if self.applied else None
        if self.want.prepare_days is None and was is None:
            return None
        echoed = "prepare_days" in self.echoes and self.seen.prepare_days is not None
        want, there = self.want.prepare_days or 0, self.seen.prepare_days if echoed else was
        if want == (there or 0):
            return None
        return "prepare_days", self._why(was or 0, want, "catalog")

    def _attributes(self) -> Difference | None:
        """Compare attributes; those that somebody added there are not ours to take away."""
        want, was = self.want.attributes, self.applied.attributes if self.applied else None
        if want is None:
            return None
        there = self.standing_attributes
        if there is not None and _holds(there, want, was or {}):
            return None
        return "attributes", self._why(was, want, "catalog")

    def _english(self) -> Difference | None:
        """Compare the English beside the Vietnamese: what is written no more goes from there."""
        there = self.applied and self.applied.english
        if "english" in self.echoes:
            there = self.seen.english
        want, was = self.want.english, self.applied and self.applied.english
        if self.want.title is None or want == there:
            return None
        return "english", self._why(was, want, "catalog")

    def _measures(self) -> list[Difference]:
        found = ((name, next(self._offers(name, "catalog"), None)) for name in MEASURES)
        return [(name, first[1]) for name, first in found if first]

    def _offers(self, name: Field, moved: Reason) -> Iterator[tuple[Sku, Reason]]:
        there, seen = by_sku(self.there.offers), by_sku(self.seen.offers)
        applied = by_sku(self.applied.offers) if self.applied else {}
        for offer in self.want.offers:
            want, was = getattr(offer, name), getattr(applied.get(offer.sku), name, None)
            shown = getattr(seen.get(offer.sku), name, None) if name in self.echoes else None
            ends = want is None and was is not None and name in ENDS
            is_there = want == (was if shown is None else shown)
            if offer.sku not in there or (want is None and not ends) or is_there:
                continue
            yield offer.sku, self._why(was, want, moved)

    def _why(self, was: object, want: object, moved: Reason) -> Reason:
        if self.applied is None:
            return self.first
        return "drift" if was == want else moved


def _told(papers: Iterable[ListedPaper]) -> list[ListedPaper]:
    return [replace(paper, remote_id=None) for paper in papers]


def _options(listing: Listing) -> tuple[tuple[str, ...], dict[Sku, tuple[str, ...]]]:
    return listing.option_names, {offer.sku: offer.options for offer in listing.offers}


def _holds(there: Mapping[str, str], want: Mapping[str, str], was: Mapping[str, str]) -> bool:
    """Tell whether all that we want is there, and nothing that we once wrote and want no more."""
    return all(there.get(name) == text for name, text in want.items()) and not any(
        name in there for name in was if name not in want
    )
