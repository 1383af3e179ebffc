"""The category tree and the attributes of each category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner import answers, bodies
from sandbox.partner.envelope import Refusal
from sandbox.partner.market import Done, Endpoint, page
from sandbox.partner.taxonomy import CATEGORIES, TREE_VERSION, Attribute, Category, attributes_of

if TYPE_CHECKING:
    from sandbox.partner.market import Call


def categories(call: Call) -> Done:
    """The roots, the children of one category, or all leaves."""
    asked: bodies.CategoryQuery = call.parameters()
    parent_id = asked.get("parent_id")
    if parent_id is not None and parent_id not in CATEGORIES:
        raise Refusal(4040, {"category_id": parent_id})
    if asked.get("leaf_only"):
        found = [each for each in CATEGORIES.values() if each.leaf and parent_id in _above(each)]
    else:
        found = [each for each in CATEGORIES.values() if each.parent_id == parent_id]
    here, rest = page(call, found, lambda each: each.category_id)
    items = [_row(each, call.market.closed()) for each in here]
    return Done({"tree_version": TREE_VERSION, "items": items, **rest})


def _above(category: Category) -> tuple[int | None, ...]:
    return (None, category.parent_id)


def _row(category: Category, closed: list[int]) -> answers.Category:
    return {
        "id": category.category_id,
        "parent_id": category.parent_id,
        "name": category.name,
        "leaf": category.leaf,
        "status": "CLOSED" if category.category_id in closed else "OPEN",
    }


def attributes(call: Call) -> Done:
    """What a product of this category must and may tell."""
    text = call.ids["category_id"]
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if number not in CATEGORIES:
        raise Refusal(4040, {"category_id": text})
    items = [_attribute(each) for each in attributes_of(number)]
    return Done({"category_id": number, "tree_version": TREE_VERSION, "items": items})


def _attribute(attribute: Attribute) -> answers.Attribute:
    return {
        "code": attribute.code,
        "name": attribute.name,
        "required": attribute.required,
        "input": "SELECT" if attribute.values else "TEXT",
        "max_length": attribute.max_length,
        "values": [{"code": code, "label": label} for code, label in attribute.values.items()],
    }


ENDPOINTS = (
    Endpoint(
        "GET", "/categories", categories, "products.read", "Categories", answers.Categories,
        query=bodies.CategoryQuery,
    ),
    Endpoint(
        "GET", "/categories/{category_id}/attributes", attributes, "products.read",
        "Attributes of a category", answers.Attributes,
    ),
)  # fmt: skip
