"""Where a listing may stand: an active leaf that this shop may use."""

from __future__ import annotations

from sandbox.lazada.refusal import numbered, overview
from sandbox.lazada.rules.rows import row
from sandbox.lazada.taxonomy.categories import CATEGORIES, INACTIVE, RESTRICTED, is_leaf


def checked_category(text: str, failed: tuple[str, str]) -> int:
    """The id of a usable leaf; raises 201, 4134, 4228 or 4124."""
    category_id = int(text) if text.isascii() and text.isdigit() else 0
    if category_id not in CATEGORIES:
        raise numbered(201, f"Invalid category {text}")
    if not is_leaf(category_id):
        found = row("PrimaryCategory", 4134, "BIZ_CHECK_NOT_LEAF_CATEGORY", "Not a leaf category")
        raise overview(failed, [found])
    if category_id in INACTIVE:
        raise overview(failed, [{"field": "Product", "message": "Category is inactive"}])
    if category_id in RESTRICTED:
        found = row("PrimaryCategory", 4124, "BIZ_CHECK_CATEGORY_RESTRICTED", "Restricted category")
        raise overview(failed, [found])
    return category_id
