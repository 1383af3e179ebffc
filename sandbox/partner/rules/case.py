"""One wished product at the judges: what was sent, what stands on the shelf, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.partner.refusal import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.partner.market import Market
    from sandbox.partner.shapes import Problems
    from sandbox.partner.shelf import Offer, Product, Shop
    from sandbox.replica import Json


@dataclass(frozen=True, slots=True)
class Wished:
    """One offer of the body; `where` stands before the names of its fields."""

    where: str
    sku: str
    fields: Json
    known: Offer | None  # what is on the shelf under this SKU, in this product


@dataclass(frozen=True, slots=True)
class Case:
    """`body` has only what is right in shape; `given` names all the fields that were sent."""

    market: Market
    shop: Shop
    sku: str
    body: Json
    given: frozenset[str]
    problems: Problems

    @property
    def product(self) -> Product | None:
        return self.shop.products.get(self.sku)

    @property
    def now(self) -> float:
        return self.market.clock.now()

    def complain(self, field: str, code: str, **params: Any) -> None:
        self.problems.append(Problem(field, code, params))

    def wished(self) -> Iterator[Wished]:
        """The offers of the body: the product itself, or its variants."""
        if "variants" not in self.given:
            yield Wished("", self.sku, self.body, self._known(self.sku))
        for place, fields in enumerate(self.body.get("variants") or ()):
            if fields is not None and "sku" in fields:
                sku = fields["sku"]
                yield Wished(f"variants[{place}].", sku, fields, self._known(sku))

    def _known(self, sku: str) -> Offer | None:
        return None if self.product is None else self.product.offers.get(sku)
