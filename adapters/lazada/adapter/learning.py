"""Asks Lazada what it wants to know about a category, once."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.lazada.adapter.booth import Booth
from adapters.lazada.client.answers import listed
from adapters.lazada.client.endpoints import ATTRIBUTES, CATEGORY_TREE
from adapters.lazada.mapping.attributes import form_of, needs_short_description
from adapters.lazada.mapping.category import leaves_of, tree_of
from adapters.lazada.mapping.learned import Lesson
from sync.marketplace import Rejected
from sync.model import Listing

VIETNAMESE = {"language_code": "vi_VN"}


async def learn(booth: Booth, listings: Sequence[Listing]) -> None:
    """Learn what is not known yet about the categories of these listings."""
    learned = booth.learned
    if learned.tree is None:
        call = booth.client.look_up(CATEGORY_TREE, VIETNAMESE)
        leaves = leaves_of(listed(await booth.line.call(call)))
        learned.without_options = frozenset(leaf.id for leaf in leaves if not leaf.varies)
        learned.tree = tree_of(leaves)
    wanted = {learned.category(listing.category) for listing in listings}
    for leaf in sorted(leaf for leaf in wanted if leaf):
        lesson = learned.lessons.get(leaf)
        if lesson is None or lesson.closed:  # what was closed may have opened
            learned.lessons[leaf] = await _lesson(booth, leaf)


async def _lesson(booth: Booth, leaf: int) -> Lesson:
    """Read one category's form; a closed one must not keep us from the others."""
    parameters = {"primary_category_id": str(leaf), **VIETNAMESE}
    try:
        data = listed(await booth.line.call(booth.client.look_up(ATTRIBUTES, parameters)))
    except Rejected as error:
        return Lesson(closed=error.problem)
    return Lesson(form_of(data), needs_short_description(data))
