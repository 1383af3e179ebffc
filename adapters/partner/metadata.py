"""What a marketplace says at run time of the shop and its categories, kept to be looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from adapters.partner.attributes import Attribute, attributes_of
from adapters.partner.client import ShopApi
from adapters.partner.endpoints import ATTRIBUTES, CATEGORIES, SHOP, at
from adapters.partner.features import VIETNAM
from sync.marketplace import Rejected, Span
from sync.marketplace.categories import CategoryTree
from sync.marketplace.json_values import Json, record, text, unclear, whole, yes
from sync.model import Listing, Problem, Value

UNBOUND = Span()
DEEPEST = 12  # a tree that grows into itself is cut off
LEAVES = (("leaf_only", "true"),)
SHOWN_WORDS, WORD_LENGTH = 5, 40
WARN_DAYS = 30  # before the secret of the connection ends


@dataclass(frozen=True, slots=True)
class ShopLimits:
    """What this shop takes, which may be less than its marketplace does."""

    title_length: Span = UNBOUND
    images: Span = UNBOUND


@dataclass(frozen=True, slots=True)
class CategoryMeta:
    """What is known of one leaf category."""

    form: tuple[Attribute, ...] = ()


@dataclass(slots=True)
class MetadataCache:
    """All that was learned so far; grows, and never forgets while the program runs."""

    limits: ShopLimits | None = None
    tree: CategoryTree | None = None
    closed: frozenset[int] = frozenset()  # leaves that take no new products
    categories: dict[int, CategoryMeta] = field(default_factory=dict)  # by leaf

    def category(self, wanted: str | None) -> int | None:
        """Find the leaf that a listing names; None when it is unknown or not yet learned."""
        return self.tree.find(wanted) if self.tree and wanted else None

    def form(self, wanted: str | None) -> tuple[Attribute, ...]:
        """Give the form of the category that a listing names; empty until it was learned."""
        leaf = self.category(wanted)
        return () if leaf is None else self.categories.get(leaf, CategoryMeta()).form


async def learn(api: ShopApi, metadata: MetadataCache, listings: Sequence[Listing]) -> None:
    """Learn limits and tree once, and the form of each category that these listings name."""
    if metadata.limits is None:
        metadata.limits = limits_of(await api.ask(at(SHOP)))
    if metadata.tree is None:
        rows = [*await api.rows(at(CATEGORIES)), *await api.rows(at(CATEGORIES), LEAVES)]
        metadata.closed = closed_of(rows)
        metadata.tree = tree_of(rows)
    found = {metadata.category(listing.category) for listing in listings}
    for leaf in sorted(leaf for leaf in found - metadata.categories.keys() if leaf is not None):
        await learn_leaf(api, metadata, leaf)


async def learn_leaf(api: ShopApi, metadata: MetadataCache, leaf: int) -> None:
    """Learn the form of one category."""
    try:
        data = await api.ask(at(ATTRIBUTES, category=leaf))
    except Rejected:
        metadata.tree = None  # it changed: read it anew next time
        raise
    if not isinstance(data.get("items"), list):
        raise unclear("items")
    metadata.categories[leaf] = CategoryMeta(attributes_of(data))


async def notices(api: ShopApi, now: datetime) -> list[Problem]:
    """Ask how the shop stands."""
    return list(shop_problems(await api.ask(at(SHOP)), now.astimezone(VIETNAM).date()))


def shop_problems(shop: Json, today: date) -> Iterator[Problem]:
    """Read the `data` of GET /shop; what it does not say is no trouble."""
    status = text(shop.get("status"))
    if status == "LOCKED":
        yield Problem(code="shop_banned", severity="warning")
    elif status == "ON_HOLIDAY":
        yield Problem(code="shop_on_holiday", severity="note")
    ends = _day(text(record(shop.get("credentials")).get("expires_on")))
    if ends is not None and (ends - today).days <= WARN_DAYS:
        values: dict[str, Value] = {"days": (ends - today).days, "ends_on": f"{ends:%d/%m/%Y}"}
        yield Problem(code="credentials_ending", severity="warning", values=values)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def limits_of(shop: Json) -> ShopLimits:
    """Read the `data` of GET /shop; what it does not say is no limit."""
    told = record(shop.get("limits"))
    name = told.get("name")
    ends = [whole(end) for end in name] if isinstance(name, list) and len(name) == 2 else [None] * 2
    return ShopLimits(Span(*ends), Span(None, whole(told.get("images"))))


def tree_of(rows: Sequence[Json]) -> CategoryTree:
    """Make the leaves findable by id and by path, from rows of every level."""
    return CategoryTree.of(_leaves(rows))


def closed_of(rows: Sequence[Json]) -> frozenset[int]:
    """Find the categories that take no new products."""
    ids = (whole(row.get("id")) for row in rows if row.get("status") == "CLOSED")
    return frozenset(id_ for id_ in ids if id_ is not None)


def _leaves(rows: Sequence[Json]) -> Iterator[tuple[int, tuple[str, ...]]]:
    by_id = {id_: row for row in rows if (id_ := whole(row.get("id"))) is not None}
    for id_, row in by_id.items():
        if yes(row.get("leaf")):
            yield id_, _names(row, by_id)


def _names(row: Json, by_id: dict[int, Json]) -> tuple[str, ...]:
    names = [text(row.get("name"))]
    while len(names) < DEEPEST and (above := by_id.get(whole(row.get("parent_id")) or 0)):
        names.insert(0, text(above.get("name")))
        row = above
    return tuple(names)
