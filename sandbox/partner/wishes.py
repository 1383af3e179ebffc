"""From a judged body to what stands on the shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.partner.shelf import Offer

if TYPE_CHECKING:
    from sandbox.partner.rules.case import Case, Wished
    from sandbox.replica import Json

_CONTENT = (
    "name", "short_description", "description_html", "category_id", "brand", "attributes",
    "images", "options", "ship_from", "ocop", "documents",
)  # fmt: skip


def content_of(body: Json) -> Json:
    """What a revision says; null, what is empty and an absent field are the same."""
    return {name: body[name] for name in _CONTENT if body.get(name) not in (None, [], "")}


def offers_of(case: Case) -> dict[str, Offer]:
    """The offers that the body leaves: price and stock of known ones stay where it is silent."""
    return {wished.sku: _offer(wished) for wished in case.wished()}


def _offer(wished: Wished) -> Offer:
    fields, known = wished.fields, wished.known
    return Offer(
        sku=wished.sku,
        price=_kept(wished, "price"),
        list_price=_kept(wished, "list_price"),
        stock=_kept(wished, "stock"),
        weight_g=fields["weight_g"],
        gtin=fields.get("gtin"),
        option_values=fields.get("option_values", []),
        media_id=fields.get("media_id"),
        reserved=known.reserved if known else 0,
        live=known.live if known else False,
    )


def _kept(wished: Wished, name: str) -> Any:
    return wished.fields.get(name, getattr(wished.known, name, None))
