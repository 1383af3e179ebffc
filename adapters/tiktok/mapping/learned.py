"""What TikTok told at run time about the shop and its categories, as values to look up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from adapters.tiktok.mapping.attributes import (
    Attribute,
    Choices,
    Condition,
    conditions_of,
    holds,
)
from adapters.tiktok.mapping.warehouses import Warehouses
from sync.marketplace.categories import CategoryTree
from sync.marketplace.json_values import Json, record, rows, text, whole
from sync.marketplace.text_normalize import fold
from sync.model import Listing


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate that a category may ask for."""

    id: str
    name: str
    required: bool
    conditions: tuple[Condition, ...]
    ends: bool = False  # whether TikTok wants to know its last day

    def asked(self, chosen: Choices) -> bool:
        """Whether a listing with these attributes needs it."""
        return self.required or holds(self.conditions, chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Everything learned about one leaf category."""

    form: tuple[Attribute, ...]
    papers: tuple[Paper, ...]
    size_needed: bool
    pays_on_delivery: bool


def lesson_of(form: tuple[Attribute, ...], rules: Json) -> Lesson:
    """Read the rules of a category beside its form."""
    return Lesson(
        form=form,
        papers=tuple(
            Paper(
                id=text(row.get("id")),
                name=text(row.get("name")),
                required=row.get("is_required") is True,
                conditions=conditions_of(row),
                ends=record(row.get("expiration_date")).get("is_required") is True,
            )
            for row in rows(rules.get("product_certifications"))
        ),
        size_needed=record(rules.get("package_dimension")).get("is_required") is True,
        pays_on_delivery=record(rules.get("cod")).get("is_supported") is True,
    )


@dataclass(frozen=True, slots=True)
class Categories:
    """The tree of categories, and why some of its leaves are closed to this shop."""

    tree: CategoryTree
    closed: Mapping[int, str]


def categories_of(categories: Sequence[Json]) -> Categories:
    """Read the answer of Get Categories; a node names its parent, "0" is the root."""
    nodes = {node: row for row in categories if (node := whole(row.get("id")))}
    leaves = [node for node, row in nodes.items() if row.get("is_leaf") is True]
    tree = CategoryTree.of((leaf, tuple(_ancestry(nodes, leaf))[::-1]) for leaf in leaves)
    return Categories(tree, {leaf: why for leaf in leaves if (why := _closed(nodes[leaf]))})


def _ancestry(nodes: Mapping[int, Json], leaf: int) -> Iterator[str]:
    """Walk from a leaf to its root; a ring in the answer ends the walk."""
    passed: set[int] = set()
    here = leaf
    while here in nodes and here not in passed:
        passed.add(here)
        yield text(nodes[here].get("local_name"))
        here = whole(nodes[here].get("parent_id")) or 0


def _closed(row: Json) -> str:
    """Say why a shop may not sell there; a list that is missing closes nothing."""
    told = row.get("permission_statuses")
    statuses = [text(one) for one in told] if isinstance(told, list) else []
    return "" if not statuses or "AVAILABLE" in statuses else ", ".join(statuses)


def brand_ids_of(answer: Json) -> dict[str, str]:
    """Read brands by folded name; the misspelt UNAUTHORIEZD is how TikTok says no."""
    return {
        fold(text(row.get("name"))): text(row.get("id"))
        for row in rows(answer.get("brands"))
        if text(row.get("id")) and text(row.get("brand_status")) != "UNAVAILABLE"
    }


def unfinished_of(answer: Json) -> dict[str, str]:
    """Read which prerequisites of listing fail, by name, with TikTok's reasons."""
    return {
        text(row.get("check_item")): ", ".join(_reasons(row.get("fail_reasons")))
        for row in rows(answer.get("check_results"))
        if row.get("is_failed") is True
    }


def _reasons(value: object) -> list[str]:
    return [text(one) for one in value] if isinstance(value, list) else []


@dataclass(slots=True)
class Learned:
    """All that was learned so far; grows, and never forgets while the program runs."""

    cipher: str = ""
    categories: Categories | None = None
    unfinished: Mapping[str, str] | None = None
    warehouses: Warehouses | None = None
    lessons: dict[int, Lesson] = field(default_factory=dict)
    brands: dict[str, str | None] = field(default_factory=dict)  # folded name -> id, None: no such
    gtins: dict[str, dict[str, str]] = field(default_factory=dict)  # product id -> SKU -> barcode
    refuses_zero: bool = False

    def notice(self, listing: Listing) -> Listing:
        """Keep the barcodes of what was read: they are fixed."""
        found = {offer.sku: offer.gtin for offer in listing.offers if offer.gtin}
        if found and listing.remote_id:
            self.gtins[listing.remote_id] = {str(sku): gtin for sku, gtin in found.items()}
        return listing

    def category(self, wanted: str | None) -> int | None:
        """Find the leaf that a listing names; None when it is unknown or not yet learned."""
        return self.categories.tree.find(wanted) if self.categories and wanted else None

    def lesson(self, wanted: str | None) -> Lesson | None:
        """Give what is known about the category that a listing names."""
        leaf = self.category(wanted)
        return None if leaf is None else self.lessons.get(leaf)

    def brand_id(self, name: str | None) -> str | None:
        """Find a brand's id; None where there is no such brand."""
        return self.brands.get(fold(name)) if name else None
