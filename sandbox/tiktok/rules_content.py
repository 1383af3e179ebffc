"""What may be written into a listing, field by field, in the order that refusals are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sandbox.tiktok import facts
from sandbox.tiktok.fields import Refusal
from sandbox.tiktok.rules_attributes import attributes, brand, certifications
from sandbox.tiktok.rules_skus import dimensions, external_id, skus, weight
from sandbox.tiktok.rules_text import description, title
from sandbox.tiktok.taxonomy import CATEGORIES, DELIVERY_OPTIONS, PROHIBITED, is_leaf

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.rules_attributes import Case


def check_version(call: Call, given: Fields) -> None:
    """The version of the tree must be said, and be the one in use: the default is the old one."""
    wanted = call.settings.category_version
    if given.text("category_version", "v1") != wanted:
        raise Refusal(12052217, f"All region shops must use {wanted.upper()} categories.")


def category(case: Case) -> str:
    """A leaf that this shop may sell in."""
    check_version(case.call, case.wish)
    return open_leaf(case.wish.text("category_id"))


def open_leaf(category_id: str) -> str:
    """The id of a leaf that is not prohibited; one for invited sellers keeps listings waiting."""
    if not (category_id.isascii() and category_id.isdigit()):
        raise Refusal(12052002, "The category ID is malformed.")
    leaf(category_id)
    if CATEGORIES[category_id].permission == PROHIBITED:
        raise Refusal(12052220, "The category is prohibited or not supported.")
    return category_id


def leaf(category_id: str) -> str:
    """The id of any leaf."""
    if category_id not in CATEGORIES:
        raise Refusal(12052023, "The category does not exist.")
    if not is_leaf(category_id):
        raise Refusal(12052024, "The category is not a leaf category.")
    return category_id


REQUIRED = ("title", "description", "category_id", "main_images", "package_weight", "skus")


def check_required(wish: Fields) -> None:
    """The gateway asks for these before any rule is looked at."""
    for name in REQUIRED:
        wish.required(name)


def whole_content(case: Case) -> Json:
    """Every field by its rule; raises the first refusal."""
    return {name: rule(case) for name, rule in RULES.items()}


def changed_content(case: Case, before: Json) -> Json:
    """The fields that are wished for by their rules, the others as they were."""
    given = [name for name in RULES if case.wish.has(name) and name != "category_id"]
    return before | {name: RULES[name](case) for name in given}


def _main_images(case: Case) -> list[str]:
    uris = [each.text("uri") for each in case.wish.objects("main_images")]
    if not uris:
        raise Refusal(12052028, "The main image is required.")
    if len(uris) > facts.MAIN_IMAGES:
        raise Refusal(12052306, f"There are over {facts.MAIN_IMAGES} main images.")
    return [case.image(uri, "MAIN_IMAGE", 12052300) for uri in uris]


def _cash_on_delivery(case: Case) -> bool:
    allowed = case.wish.flag("is_cod_allowed", default=False)
    if allowed and not case.call.settings.cod_supported:
        raise Refusal(12052222, "Cash on delivery is not supported in this category.")
    return allowed


def _delivery_options(case: Case) -> list[str]:
    found = case.wish.texts("delivery_option_ids", [])
    if any(each not in DELIVERY_OPTIONS for each in found):
        raise Refusal(12052405, "A chosen delivery option is not open.")
    return found


def _external_product_id(case: Case) -> str:
    found = external_id(case.wish, "external_product_id")
    for product in case.call.shop.products.values():
        taken = product.newest["external_product_id"] == found and not product.deleted
        if found and taken and product is not case.product:
            raise Refusal(12052996, "The external product ID is duplicated.")
    return found


def _video(case: Case) -> str:
    if not case.wish.has("video"):
        return ""
    video_id = case.wish.mapping("video").text("id")
    if video_id not in case.call.market.files:
        raise Refusal(12052360, "The video does not exist.")
    return video_id


RULES: dict[str, Callable[[Case], Any]] = {
    "category_id": category,
    "title": title,
    "description": description,
    "main_images": _main_images,
    "video": _video,
    "product_attributes": attributes,
    "brand_id": brand,
    "certifications": certifications,
    "package_weight": weight,
    "package_dimensions": dimensions,
    "is_cod_allowed": _cash_on_delivery,
    "delivery_option_ids": _delivery_options,
    "external_product_id": _external_product_id,
    "skus": skus,
}
