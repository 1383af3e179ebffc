"""Passes products by of which nothing changed since a round found nothing to do for them.

What is decided of a product follows from what it is in the catalog, what of its stock the shop may
offer, how it was last written and how it was last seen, and from what holds for the whole shop.
While all of that is the same, so is the decision. This is only remembered, by digest, in the
memory of a process; a full proof, and whoever asks for single products, looks at everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sync.model import Code, Listing, Product, outline_of


class Mark(NamedTuple):
    """What a product was decided on: `rest` digests its stock here, its link and its last look."""

    product: Product
    remote_id: str
    rest: bytes


@dataclass(slots=True)
class CountsTaken:
    """Of which products the counts and parts are known, and to what state of all accounts.

    The very product that was taken in before brings no news: a stock update leaves it out, and a
    round of many products does while nobody told of any stock since.
    """

    _products: dict[Code, Product] = field(default_factory=dict)
    _version: Any = None  # None: not asked, for few products are taken in sooner than it is asked

    def news(self, written: Sequence[Product]) -> Sequence[Product]:
        """Leave out what was taken in before."""
        return [each for each in written if self._products.get(each.code) is not each]

    def still_at(self, version: Any) -> bool:
        """Whether all accounts are in the state that was noted."""
        return version is not None and version == self._version

    def note(self, written: Iterable[Product], version: Any, *, alone: bool) -> None:
        """Remember what was taken in at a state of the accounts; `alone`: forget all else."""
        products = {product.code: product for product in written}
        self._products = products if alone else self._products | products
        if alone:
            self._version = version


@dataclass(slots=True)
class Settled:
    """By product, on what it was last decided that nothing is to be done, and how it stood there.

    `basis` is what holds for all of the shop's products: the shop, its platform, the day, and the
    campaigns.
    """

    basis: Any = None
    _marks: dict[Code, Mark] = field(default_factory=dict)
    _outlines: dict[Code, Listing] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Count the products with which nothing was to be done."""
        return len(self._marks)

    def unchanged(self, basis: Any, marks: Mapping[Code, Mark]) -> frozenset[Code]:
        """Name the products of which all is as when nothing was to be done."""
        if basis != self.basis:
            self.basis, self._marks, self._outlines = basis, {}, {}
        known = self._marks
        return frozenset(code for code, mark in marks.items() if known.get(code) == mark)

    def outlines(self, codes: Iterable[Code]) -> dict[str, Listing]:
        """Say by its id there how each of these unchanged products stands in the shop."""
        return {self._marks[code].remote_id: self._outlines[code] for code in codes}

    def note(
        self, marks: Mapping[Code, Mark], settled: Collection[Code], there: Mapping[Code, Listing]
    ) -> None:
        """Remember of these products that nothing was to be done; forget all others."""
        self._marks = {code: marks[code] for code in settled if code in marks}
        self._outlines = {code: outline_of(there[code]) for code in self._marks}
