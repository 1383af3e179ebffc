"""Variations of an item: giving it tiers and models, and changing the tiers."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from sandbox.shopee.endpoints.models import born_models, models_echo, tiers_echo
from sandbox.shopee.facts import MODELS
from sandbox.shopee.market import post
from sandbox.shopee.refusal import Refusal, bad, busy
from sandbox.shopee.rules.tiers import check_distinct, checked_index, checked_tiers

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.market import Call
    from sandbox.shopee.shelf import Item, Model, Tier


def init_tier_variation(call: Call) -> Json:
    """Give an item its tiers and models, or take them away: POST init_tier_variation."""
    item = call.writable_item()
    if call.now < item.create_time + call.knobs.min_gap_s:
        raise busy("Invalid product setting. Please verify.")
    if item.promoted:
        message = "Cannot init tier variation when item is under promotion."
        raise Refusal("product.error_cannt_init_tier_in_promotion", message)
    tiers = checked_tiers(call.fields, call.market)
    if len(tiers) == len(item.tiers):
        raise bad("The level of tier-variation not change.")
    wishes = call.fields.objects("model")
    if len(wishes) > MODELS:
        raise Refusal("product.error_model_count_over_limit", "Model count is over 50.")
    models = born_models(wishes, tiers, call)
    if not tiers:
        models[0].model_id = 0
    item.tiers, item.models = tiers, _shuffled(models, item.item_id)
    return {"response": {"item_id": item.item_id, **tiers_echo(item), **models_echo(item.models)}}


def _shuffled(models: list[Model], seed: int) -> list[Model]:
    """Another order than asked for: who maps answers by position is found out."""
    shuffled = list(models)
    random.Random(seed).shuffle(shuffled)  # noqa: S311  # repeatable, not secret
    return shuffled if shuffled != models else shuffled[::-1]


def update_tier_variation(call: Call) -> Json:
    """Change options; models left out die: POST update_tier_variation."""
    item = call.writable_item()
    tiers = checked_tiers(call.fields, call.market)
    if len(tiers) != len(item.tiers) or not tiers:
        message = "The level of tier-variation is not the same."
        raise Refusal("product.error_tier_var_level_not_same", message)
    places = _places(call, item, tiers)
    kept = [model for model in item.models if model.model_id in places]
    if not kept:
        message = "Cannot delete all models."
        raise Refusal("product.error_busi_cannot_delete_all_model", message)
    if any(model.price_locked for model in item.models if model not in kept):
        message = "Cannot delete an option under promotion."
        raise Refusal("product.error_cannt_delete_option_in_promotion", message)
    for model in kept:
        model.tier_index = places[model.model_id]
    item.tiers, item.models = tiers, kept
    return {}


def _places(call: Call, item: Item, tiers: list[Tier]) -> dict[int, list[int]]:
    """model_id -> new tier_index; models left out will be deleted."""
    places: dict[int, list[int]] = {}
    for wish in call.fields.objects("model_list"):
        model_id = wish.integer("model_id")
        if item.model(model_id) is None:
            raise Refusal("product.error_wrong_modelid", "Wrong model_id.")
        if model_id in places:
            raise Refusal("product.error_duplicate_modelid", "Duplicate model_id.")
        places[model_id] = checked_index(wish, tiers)
    check_distinct(places.values())
    return places


ENDPOINTS = {
    "/api/v2/product/init_tier_variation": post(init_tier_variation),
    "/api/v2/product/update_tier_variation": post(update_tier_variation),
}
