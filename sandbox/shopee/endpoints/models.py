"""Models of an item: added, renamed, removed, and as answers show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.lagging import Lagging
from sandbox.shopee.endpoints.media import image_url
from sandbox.shopee.facts import LOCATION, MODELS
from sandbox.shopee.market import post
from sandbox.shopee.refusal import Refusal, bad
from sandbox.shopee.rules.amounts import checked_price, checked_stock, too_far_apart
from sandbox.shopee.rules.content import (
    checked_dimension,
    checked_gtin,
    checked_pre_order,
    checked_sku,
)
from sandbox.shopee.rules.tiers import check_distinct, checked_index
from sandbox.shopee.shelf import Item, Model

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.fields import Fields
    from sandbox.shopee.market import Call
    from sandbox.shopee.shelf import Option, Tier


def add_model(call: Call) -> Json:
    """All or nothing."""
    item = _with_models(call)
    wishes = call.fields.objects("model_list", MODELS)
    if len(item.models) + len(wishes) > MODELS:
        raise Refusal("product.error_model_count_over_limit", "Model count is over 50.")
    added = born_models(wishes, item.tiers, call, beside=item.models)
    item.models += added
    return {"response": models_echo(added)}


def born_models(
    wishes: list[Fields], tiers: list[Tier], call: Call, beside: list[Model] | None = None
) -> list[Model]:
    """New models, checked together with those they will stand beside."""
    models = [_born(wish, tiers, call) for wish in wishes]
    everyone = [*(beside or ()), *models]
    check_distinct(model.tier_index for model in everyone)
    if too_far_apart((model.price.value for model in everyone), call.knobs.price_ratio):
        message = "The price ratio between models is over the limit."
        raise Refusal("product.error_invalid_price", message)
    for model in models:
        model.model_id = call.market.next_number("model")
    return models


def _born(wish: Fields, tiers: list[Tier], call: Call) -> Model:
    """A fresh model reads back with stock 0 and without its SKU until the lag is over."""
    index = checked_index(wish, tiers)
    price = checked_price(wish)
    sku = checked_sku(wish.text("model_sku", ""))
    return Model(
        model_id=0,
        tier_index=index,
        sku=Lagging(sku, "", call.now),
        price=Lagging(price, price, call.now),
        stock=Lagging(checked_stock(wish, sku), 0, call.now),
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


def update_model(call: Call) -> Json:
    """SKU, parcel and barcode of models, all or nothing: POST update_model."""
    item = _with_models(call)
    wishes = call.fields.objects("model", MODELS)
    found = [(wish, _model(wish, item)) for wish in wishes]
    changes = [(model, checked_sku(wish.text("model_sku")), _extras(wish)) for wish, model in found]
    for model, sku, extras in changes:
        if sku != model.sku.value:
            model.sku.write(sku, call.now, call.knobs.readback_lag_s)
        model.extras |= extras
    return {}


def delete_model(call: Call) -> Json:
    """Remove one model, never the last: POST delete_model."""
    item = _with_models(call)
    model = _model(call.fields, item)
    if len(item.models) == 1:
        message = "Cannot delete the default model."
        raise Refusal("product.error_busi_cannot_delete_default_model", message)
    if model.price_locked:
        message = "Cannot delete an option under promotion."
        raise Refusal("product.error_cannt_delete_option_in_promotion", message)
    item.models.remove(model)
    return {}


def _with_models(call: Call) -> Item:
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
            {"name": tier.name, "option_list": [_legacy(option) for option in tier.options]}
            for tier in item.tiers
        ],
        "standardise_tier_variation": [
            {
                "variation_id": 0,
                "variation_group_id": 0,
                "variation_name": tier.name,
                "variation_option_list": [_standard(option) for option in tier.options],
            }
            for tier in item.tiers
        ],
    }


def _legacy(option: Option) -> Json:
    if option.image_id is None:
        return {"option": option.name}
    image = {"image_id": option.image_id, "image_url": image_url(option.image_id)}
    return {"option": option.name, "image": image}


def _standard(option: Option) -> Json:
    image = {"image_id": option.image_id} if option.image_id else {}
    return {"variation_option_id": 0, "variation_option_name": option.name, **image}


ENDPOINTS = {
    "/api/v2/product/add_model": post(add_model),
    "/api/v2/product/update_model": post(update_model),
    "/api/v2/product/delete_model": post(delete_model),
}
