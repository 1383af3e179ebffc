"""Variations: tiers, their options, and the models that combine them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.shopee import facts
from sandbox.shopee.refusal import Refusal, bad
from sandbox.shopee.rules.content import checked_image
from sandbox.shopee.shelf import Option, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.shopee.fields import Fields
    from sandbox.shopee.market import Market


def checked_tiers(wish: Fields, market: Market) -> list[Tier]:
    """The tiers in either structure, standardised or legacy; raises the first refusal."""
    if wish.has("standardise_tier_variation"):
        tiers = [_standard(t, market) for t in wish.any_objects("standardise_tier_variation")]
    else:
        tiers = [_legacy(t, market) for t in wish.any_objects("tier_variation")]
    if len(tiers) > facts.TIERS:
        raise Refusal("product.error_tier_var_too_many", "Tier variation is over 2.")
    for tier in tiers:
        _check_tier(tier)
    _check_images(tiers)
    return tiers


def _standard(wish: Fields, market: Market) -> Tier:
    options = [
        Option(option.text("variation_option_name"), _image(option.get("image_id"), market))
        for option in wish.any_objects("variation_option_list")
    ]
    return Tier(wish.text("variation_name"), options)


def _legacy(wish: Fields, market: Market) -> Tier:
    options = [
        Option(option.text("option"), _image((option.get("image") or {}).get("image_id"), market))
        for option in wish.any_objects("option_list")
    ]
    return Tier(wish.text("name"), options)


def _image(image_id: Any, market: Market) -> str | None:
    return checked_image(image_id, market) if image_id else None


def _check_tier(tier: Tier) -> None:
    if not 1 <= len(tier.name) <= facts.TIER_NAME_LENGTH[1]:
        raise Refusal("product.error_tier_var_name_too_long", "Tier variation name length.")
    if not tier.options:
        raise bad("invalid field OptionList: value must  Not Null")
    if len(tier.options) > facts.OPTIONS:
        raise Refusal("product.error_tier_opt_too_many", "Tier options are over 50.")
    names = [option.name for option in tier.options]
    if not all(1 <= len(name) <= facts.OPTION_LENGTH[1] for name in names):
        raise Refusal("product.error_tier_opt_val_too_long", "Tier option length.")
    if len(set(names)) != len(names):
        raise Refusal("product.error_model_duplicate_name", "Duplicate option name.")


def _check_images(tiers: list[Tier]) -> None:
    if any(option.image_id for tier in tiers[1:] for option in tier.options):
        raise bad("Only the first tier can have images.")
    pictured = [option.image_id is not None for tier in tiers[:1] for option in tier.options]
    if any(pictured) and not all(pictured):
        raise bad("All options of the first tier need an image when one has.")


def checked_index(wish: Fields, tiers: list[Tier]) -> list[int]:
    """A model's tier_index: one 0-based number per tier, each naming an option."""
    index = wish.required("tier_index")
    fits = (
        isinstance(index, list)
        and len(index) == len(tiers)
        and all(isinstance(place, int) and not isinstance(place, bool) for place in index)
        and all(0 <= place < len(t.options) for place, t in zip(index, tiers, strict=True))
    )
    if not fits:
        raise bad("Model tier_index error.")
    return list(index)


def check_distinct(indexes: Iterable[list[int]]) -> None:
    """No two models may share a combination of options."""
    found = [tuple(index) for index in indexes]
    if len(set(found)) != len(found):
        raise Refusal(
            "product.error_model_duplicate_tier_variation_index",
            "There are duplicate tier_index in models.",
        )
