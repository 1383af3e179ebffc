"""What an item would be after a create or update, before anything is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.lazada.refusal import Refusal, overview

if TYPE_CHECKING:
    from sandbox.lazada.payload import Node
    from sandbox.lazada.shelf import Shop, Sku, Variation
    from sandbox.replica import Json


@dataclass(frozen=True, slots=True)
class Wish:
    """One Sku of the payload; `sku` is the one it changes, None when it is to be born."""

    node: Node
    sku: Sku | None = None

    @property
    def seller_sku(self) -> str:
        return self.sku.seller_sku if self.sku else self.node.text("SellerSku")

    @property
    def fields(self) -> dict[str, str]:
        """Its own attributes as they would be afterwards."""
        given = {name: self.node.text(name) for name in SKU_FIELDS if self.node.text(name)}
        return (self.sku.fields if self.sku else {}) | given


@dataclass(frozen=True, slots=True)
class Draft:
    """An item as it would be; `bystanders` are its SKUs that the payload does not name."""

    shop: Shop
    failed: tuple[str, str]  # the overview of a refusal: create or update
    category_id: int
    attributes: Mapping[str, str]
    given: Mapping[str, str]  # those of the attributes that the payload brings
    images: Sequence[str]
    variations: Sequence[Variation]
    wishes: Sequence[Wish]
    bystanders: Sequence[Sku] = ()
    associated: bool = False  # SKUs are added to an item that stands already

    def refuse(self, rows: Sequence[Json]) -> None:
        """Raise the overview when there is any row."""
        if rows:
            raise overview(self.failed, rows)

    def refuse_with(self, code: str, rows: Sequence[Json]) -> None:
        """Raise with a specific code on top when there is any row."""
        if rows:
            raise Refusal(code, self.failed[1], detail=rows)


SKU_FIELDS = (
    "package_weight",
    "package_length",
    "package_width",
    "package_height",
    "package_content",
    "delay_delivery_days",
    "coming_soon",
)
