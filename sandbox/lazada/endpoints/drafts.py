"""What creating and updating an item have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.lazada.shelf import Variation
from sandbox.lazada.taxonomy.attributes import normal_attributes
from sandbox.lazada.taxonomy.brands import BRANDS, brand_by_name
from sandbox.lazada.texts import kept

if TYPE_CHECKING:
    from sandbox.lazada.payload import Node
    from sandbox.lazada.rules.draft import Draft
    from sandbox.lazada.shelf import Sku


def texts_of(node: Node) -> dict[str, str]:
    """The children that say something; an empty one says nothing."""
    return {name: node.text(name) for name in node if node.text(name)}


def kept_attributes(draft: Draft) -> dict[str, str]:
    """The given attributes as stored: unknown names vanish, the brand by its official name."""
    known = normal_attributes(draft.category_id)
    stored = {name: kept(name, text) for name, text in draft.given.items() if name in known}
    number, name = draft.given.get("brand_id", ""), draft.given.get("brand", "")
    brand_id = int(number) if number.isdecimal() else brand_by_name(name)
    return stored | ({} if brand_id is None else {"brand": BRANDS[brand_id]})


def merged(old: Sequence[Variation], new: Sequence[Variation]) -> list[Variation]:
    """Axes and options may come, none may go."""
    by_name = {axis.name: axis for axis in old}
    for axis in new:
        known = by_name[axis.name].options if axis.name in by_name else []
        by_name[axis.name] = replace(axis, options=list(dict.fromkeys([*known, *axis.options])))
    return list(by_name.values())


def in_use(
    axes: Sequence[Variation], asked: Sequence[Variation], skus: Sequence[Sku]
) -> list[Variation]:
    """The axes without options that were renamed away: nobody uses them nor asked for them."""
    wanted = {axis.name: set(axis.options) for axis in asked}
    for axis in axes:
        used = wanted.get(axis.name, set(axis.options))
        used |= {sku.sale_prop[axis.name] for sku in skus if axis.name in sku.sale_prop}
        axis.options = [option for option in axis.options if option in used]
    return list(axes)
