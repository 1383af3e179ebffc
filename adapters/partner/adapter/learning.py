"""Learns what a marketplace says at run time about the shop and its categories."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.partner.adapter.booth import Booth
from adapters.partner.client.endpoints import ATTRIBUTES, CATEGORIES, SHOP, at
from adapters.partner.mapping.attributes import attributes_of
from adapters.partner.mapping.learned import closed_of, limits_of, tree_of
from sync.marketplace import Rejected
from sync.marketplace.json_values import unclear
from sync.model import Listing

LEAVES = (("leaf_only", "true"),)


async def learn(booth: Booth, listings: Sequence[Listing]) -> None:
    """Learn limits and tree once, and the form of each category that these listings name."""
    learned = booth.learned
    if learned.limits is None:
        learned.limits = limits_of(await booth.ask(at(SHOP)))
    if learned.tree is None:
        rows = [*await booth.rows(at(CATEGORIES)), *await booth.rows(at(CATEGORIES), LEAVES)]
        learned.closed = closed_of(rows)
        learned.tree = tree_of(rows)
    found = {learned.category(listing.category) for listing in listings}
    for leaf in sorted(leaf for leaf in found - learned.forms.keys() if leaf is not None):
        await _learn_form(booth, leaf)


async def _learn_form(booth: Booth, leaf: int) -> None:
    try:
        data = await booth.ask(at(ATTRIBUTES, category=leaf))
    except Rejected:
        booth.learned.tree = None  # it changed: read it anew next time
        raise
    if not isinstance(data.get("items"), list):
        raise unclear("items")
    booth.learned.forms[leaf] = attributes_of(data)
