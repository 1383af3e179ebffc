"""Works out how the models of an item become the variants that a listing wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from adapters.shopee.mapping.reading import offers_of, tiers_of
from adapters.shopee.mapping.writing import tier_body
from sync.marketplace.json_values import Json
from sync.marketplace.text_normalize import clean
from sync.model import Listing, Offer


@dataclass(frozen=True, slots=True)
class Regrouping:
    """What to do with the models: `start_over` gives all of them new ids.

    `kept` are wanted offers with the id of the model that carries them on, `renamed` those among
    them whose SKU must be written too, `new` those without a model yet.
    """

    step: Literal["nothing", "rearrange", "start_over"]
    kept: tuple[Offer, ...] = ()
    renamed: tuple[Offer, ...] = ()
    new: tuple[Offer, ...] = ()


def regroup(wanted: Listing, models: Json) -> Regrouping:
    """Compare the wanted variants with a get_model_list.

    Tiers may change within their number; another number of tiers means starting over. A fresh
    model may still lack its SKU when read: then its options tell whose it is. Shopee keeps at
    least one model, so where none carries on, the first one is given to the first new offer.
    """
    current = offers_of(models)
    if len(tiers_of(models)) != len(wanted.option_names):
        return Regrouping("start_over", new=_with_amounts(wanted.offers, current))
    if not wanted.option_names:
        return Regrouping("nothing")
    kept, renamed, new = _matched(wanted.offers, current)
    if not kept and current:
        heir = replace(wanted.offers[0], remote_id=current[0].remote_id)
        kept, renamed, new = [heir], [heir], new[1:]
    same = not new and len(kept) == len(current) and _same_tiers(wanted, models)
    step: Literal["nothing", "rearrange"] = "nothing" if same else "rearrange"
    return Regrouping(step, tuple(kept), tuple(renamed), tuple(new))


def _with_amounts(wanted: Sequence[Offer], current: Sequence[Offer]) -> tuple[Offer, ...]:
    """Carry over what stands where no price or quantity is wanted: starting over needs both."""
    standing = {offer.sku: offer for offer in current}
    return tuple(
        replace(
            offer,
            price=was.price if offer.price is None else offer.price,
            quantity=was.quantity if offer.quantity is None else offer.quantity,
        )
        for offer in wanted
        for was in [standing.get(offer.sku, offer)]
    )


def _matched(
    wanted: Sequence[Offer], current: Sequence[Offer]
) -> tuple[list[Offer], list[Offer], list[Offer]]:
    by_sku = {offer.sku: offer.remote_id for offer in current if offer.sku}
    unnamed = {offer.options: offer.remote_id for offer in current if not offer.sku}
    kept, renamed, new = [], [], []
    for offer in wanted:
        if offer.sku in by_sku:
            kept.append(replace(offer, remote_id=by_sku[offer.sku]))
        elif (options := tuple(map(clean, offer.options))) in unnamed:
            renamed.append(replace(offer, remote_id=unnamed[options]))
            kept.append(renamed[-1])
        else:
            new.append(offer)
    return kept, renamed, new


def _same_tiers(wanted: Listing, models: Json) -> bool:
    """Whether names, options and their order stand already, and every SKU under its own."""
    current = offers_of(models)
    standing = {offer.sku: offer.options for offer in current}
    return tier_body(wanted.offers, wanted.option_names) == tier_body(
        current, [name for name, _ in tiers_of(models)]
    ) and all(standing.get(o.sku) == tuple(map(clean, o.options)) for o in wanted.offers)
