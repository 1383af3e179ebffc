"""Categories, tags and attributes: terms that products are filed under."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from sandbox.woocommerce.entities import Term
from sandbox.woocommerce.errors import Refusal, missing
from sandbox.woocommerce.paging import paged
from sandbox.woocommerce.seeds import ATTRIBUTE, CATEGORY, TAG, slug_of
from sandbox.woocommerce.site import Said

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.woocommerce.site import Call


def term_row(term: Term) -> Json:
    """A term as it is shown: its name is escaped."""
    return {
        "id": term.id,
        "name": html.escape(term.name, quote=False),
        "slug": term.slug,
        "parent": term.parent,
        "description": "",
        "display": "default",
        "image": None,
        "menu_order": 0,
        "count": 0,
    }


def _shown(_: Call, term: Term) -> Json:
    return term_row(term)


async def list_categories(call: Call) -> Said:
    """A page of categories."""
    return paged(call, _of(call, CATEGORY), _shown)


async def create_category(call: Call) -> Said:
    """Make a category."""
    return Said(term_row(_created(call, CATEGORY)), 201)


async def list_tags(call: Call) -> Said:
    """A page of tags."""
    return paged(call, _of(call, TAG), _shown)


async def list_attributes(call: Call) -> Said:
    """All attributes of the shop."""
    return Said([_attribute_row(t) for t in _of(call, ATTRIBUTE)])


async def create_attribute(call: Call) -> Said:
    """Make an attribute."""
    return Said(_attribute_row(_created(call, ATTRIBUTE)), 201)


async def list_terms(call: Call) -> Said:
    """A page of the values of an attribute."""
    return paged(call, _of(call, _values_of(call)), _shown)


async def create_term(call: Call) -> Said:
    """Make a value of an attribute."""
    return Said(term_row(_created(call, _values_of(call))), 201)


def _values_of(call: Call) -> str:
    if call.ids[0] not in {term.id for term in _of(call, ATTRIBUTE)}:
        raise Refusal(404, "woocommerce_rest_taxonomy_invalid", "Resource does not exist.")
    return f"pa_{call.ids[0]}"


def _of(call: Call, taxonomy: str) -> list[Term]:
    return [term for term in call.shop.terms.values() if term.taxonomy == taxonomy]


def _created(call: Call, taxonomy: str) -> Term:
    name = str(call.body.get("name") or "").strip()
    if not name:
        raise missing("name")
    parent = int(call.body.get("parent") or 0)
    return term_named(call, taxonomy, name, parent, again=False)


def term_named(
    call: Call, taxonomy: str, name: str, parent: int = 0, *, again: bool = True
) -> Term:
    """The term of that name, made if it is new; made twice on purpose it is refused."""
    for term in _of(call, taxonomy):
        if term.parent == parent and term.name.casefold() == name.casefold():
            if again:
                return term
            said = "A term with the name provided already exists with this parent."
            raise Refusal(400, "term_exists", said, {"resource_id": term.id})
    term = Term(call.shop.next_number("term"), taxonomy, name, slug_of(name), parent)
    call.shop.terms[term.id] = term
    return term


def _attribute_row(term: Term) -> Json:
    return {
        "id": term.id,
        "name": term.name,
        "slug": f"pa_{term.slug}",
        "type": "select",
        "order_by": "menu_order",
        "has_archives": False,
    }
