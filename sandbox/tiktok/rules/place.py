"""Where a listing stands: its category, and the version of the tree that the id comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok.refusal import Refusal
from sandbox.tiktok.taxonomy.categories import CATEGORIES, INVITE_ONLY, PROHIBITED, is_leaf

if TYPE_CHECKING:
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.rules.case import Case


def check_version(call: Call, given: Fields) -> None:
    """The version of the tree must be said, and be the one in use: the default is the old one."""
    wanted = call.knobs.category_version
    if given.text("category_version", "v1") != wanted:
        raise Refusal(12052217, f"All region shops must use {wanted.upper()} categories.")


def category(case: Case) -> str:
    """A leaf that this shop may sell in."""
    check_version(case.call, case.wish)
    return open_leaf(case.wish.text("category_id"))


def open_leaf(category_id: str) -> str:
    """The id of a leaf that is neither prohibited nor for invited sellers only."""
    if not (category_id.isascii() and category_id.isdigit()):
        raise Refusal(12052002, "The category ID is malformed.")
    leaf(category_id)
    permission = CATEGORIES[category_id].permission
    if permission == PROHIBITED:
        raise Refusal(12052220, "The category is prohibited or not supported.")
    if permission == INVITE_ONLY:
        raise Refusal(12052221, "The category is only open to whitelisted sellers.")
    return category_id


def leaf(category_id: str) -> str:
    """The id of any leaf."""
    if category_id not in CATEGORIES:
        raise Refusal(12052023, "The category does not exist.")
    if not is_leaf(category_id):
        raise Refusal(12052024, "The category is not a leaf category.")
    return category_id
