"""Variations of an item: its tiers and models, given, changed and shown."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

from sandbox.read_lag import LaggedValue
from sandbox.replica import Json
from sandbox.shopee import facts
from sandbox.shopee.facts import LOCATION, MODELS
from sandbox.shopee.fields import Fields, Refusal, bad, busy
from sandbox.shopee.listing_rules import (
    checked_dimension,
    checked_gtin,
    checked_image,
    checked_pre_order,
    checked_sku,
)
from sandbox.shopee.media import image_url
from sandbox.shopee.price_and_stock import checked_price, checked_stock, too_far_apart
from sandbox.shopee.shop import Item, Model, Option, Tier
from sandbox.shopee.state import MarketplaceState, ReplicaCall, post


def checked_tiers(wish: Fields, market: MarketplaceState) -> list[Tier]:
    """The tiers, in the only structure that is still taken; raises the first refusal."""
    tiers = [_tier(each, market) for each in wish.any_objects("standardise_tier_variation")]
    if len(tiers) > facts.TIERS:
        raise Refusal("product.error_tier_var_too_many", "Tier variation is over 2.")
    for tier in tiers:
        _check_tier(tier)
    _check_images(tiers)
    return tiers


def _tier(wish: Fields, market: MarketplaceState) -> Tier:
    options = [
        Option(option.text("variation_option_name"), _image(option.get("image_id"), market))
        for option in wish.any_objects("variation_option_list")
    ]
    return Tier(wish.text("variation_name"), options)


def _image(image_id: Any, market: MarketplaceState) -> str | None:
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


def init_tier_variation(call: ReplicaCall) -> Json:
    """Give an item its tiers and models, or take them away: POST init_tier_variation."""
    item = call.writable_item()
    if call.now < item.create_time + call.settings.min_gap_s:
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


def update_tier_variation(call: ReplicaCall) -> Json:
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


def _places(call: ReplicaCall, item: Item, tiers: list[Tier]) -> dict[int, list[int]]:
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


def add_model(call: ReplicaCall) -> Json:
    """All or nothing."""
    item = _with_models(call)
    wishes = call.fields.objects("model_list", MODELS)
    if len(item.models) + len(wishes) > MODELS:
        raise Refusal("product.error_model_count_over_limit", "Model count is over 50.")
    added = born_models(wishes, item.tiers, call, beside=item.models)
    item.models += added
    return {"response": models_echo(added)}


def born_models(
    wishes: list[Fields], tiers: list[Tier], call: ReplicaCall, beside: list[Model] | None = None
) -> list[Model]:
    """New models, checked together with those they will stand beside."""
    models = [_born(wish, tiers, call) for wish in wishes]
    everyone = [*(beside or ()), *models]
    check_distinct(model.tier_index for model in everyone)
    if too_far_apart((model.price.value for model in everyone), call.settings.price_ratio):
        message = "The price ratio between models is over the limit."
        raise Refusal("product.error_invalid_price", message)
    for model in models:
        model.model_id = call.market.next_number("model")
    return models


def _born(wish: Fields, tiers: list[Tier], call: ReplicaCall) -> Model:
    """A fresh model reads back with stock 0 and without its SKU until the lag is over."""
    index = checked_index(wish, tiers)
    price = checked_price(wish)
    sku = checked_sku(wish.text("model_sku", ""))
    return Model(
        model_id=0,
        tier_index=index,
        sku=LaggedValue(sku, "", call.now),
        price=LaggedValue(price, price, call.now),
        stock=LaggedValue(checked_stock(wish, sku), 0, call.now),
        created_at=call.now,
        extras=_extras(wish),
    )


def _extras(wish: Fields) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    if wish.has("dimension"):
        wish.number("weight")
        extras["dimension"] = checked_dimension(wish)
    if wish.has("weight"):
        extras["weight"] = round(wish.number("weight"), 3)
        if extras["weight"] <= 0:
            raise bad("Weight should be larger than 0.")
    if wish.has("gtin_code"):
        extras["gtin_code"] = checked_gtin(wish.text("gtin_code"))
    if wish.has("pre_order"):
        extras["pre_order"] = checked_pre_order(wish)
    return extras


def update_model(call: ReplicaCall) -> Json:
    """SKU, parcel and barcode of models, all or nothing: POST update_model."""
    item = _with_models(call)
    wishes = call.fields.objects("model", MODELS)
    found = [(wish, _model(wish, item)) for wish in wishes]
    changes = [(model, checked_sku(wish.text("model_sku")), _extras(wish)) for wish, model in found]
    for model, sku, extras in changes:
        if sku != model.sku.value:
            model.sku.write(sku, call.now, call.settings.readback_lag_s)
        model.extras |= extras
    return {}


def _with_models(call: ReplicaCall) -> Item:
    item = call.writable_item()
    if not item.has_models:
        raise bad("The item has no tier variation.")
    return item


def _model(wish: Fields, item: Item) -> Model:
    model = item.model(wish.integer("model_id"))
    if model is None:
        raise Refusal("product.error_wrong_modelid", "Wrong model_id.")
    return model


def models_echo(models: list[Model]) -> Json:
    """The models as init_tier_variation and add_model answer them."""
    return {"model": [_model_echo(model) for model in models]}


def _model_echo(model: Model) -> Json:
    return {
        "tier_index": model.tier_index,
        "model_id": model.model_id,
        "model_sku": model.sku.value,
        "price_info": [{"original_price": model.price.value}],
        "seller_stock": [{"location_id": LOCATION, "stock": model.stock.value}],
        **model.extras,
    }


def tiers_echo(item: Item) -> Json:
    """The tiers in both structures."""
    return {
        "tier_variation": [
            {"name": tier.name, "option_list": [_legacy_option(option) for option in tier.options]}
            for tier in item.tiers
        ],
        "standardise_tier_variation": [
            {
                "variation_id": 0,
                "variation_group_id": 0,
                "variation_name": tier.name,
                "variation_option_list": [_standard_option(option) for option in tier.options],
            }
            for tier in item.tiers
        ],
    }


def _legacy_option(option: Option) -> Json:
    if option.image_id is None:
        return {"option": option.name}
    image = {"image_id": option.image_id, "image_url": image_url(option.image_id)}
    return {"option": option.name, "image": image}


def _standard_option(option: Option) -> Json:
    image = {"image_id": option.image_id} if option.image_id else {}
    return {"variation_option_id": 0, "variation_option_name": option.name, **image}


ENDPOINTS = {
    "/api/v2/product/init_tier_variation": post(init_tier_variation),
    "/api/v2/product/update_tier_variation": post(update_tier_variation),
    "/api/v2/product/add_model": post(add_model),
    "/api/v2/product/update_model": post(update_model),
}
