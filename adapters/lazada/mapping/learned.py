"""What Lazada told at run time about its categories and our items, as values to look up."""

from __future__ import annotations

from dataclasses import dataclass, field

from adapters.lazada.mapping.attributes import Attribute
from sync.marketplace.categories import CategoryTree
from sync.model import Problem, Sku


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything learned about one leaf category; `closed` says why nothing can stand there."""

    form: tuple[Attribute, ...] = ()
    short_description: bool = False
    closed: Problem | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an item cannot be changed once it stands: the names of its options, its SKUs."""

    option_names: tuple[str, ...]
    skus: frozenset[Sku]


@dataclass(slots=True)
class Learned:
    """All that was learned so far; grows, and never forgets while the program runs."""

    tree: CategoryTree | None = None
    without_options: frozenset[int] = frozenset()  # leaves
    lessons: dict[int, Lesson] = field(default_factory=dict)
    standing: dict[str, Standing] = field(default_factory=dict)  # by item id
    locked: set[str] = field(default_factory=set)  # item ids
    in_many_warehouses: set[str] = field(default_factory=set)  # SkuIds
    unknown_brands: set[str] = field(default_factory=set)

    def category(self, wanted: str | None) -> int | None:
        """Find the leaf that a listing names; None when it is unknown or not yet learned."""
        return self.tree.find(wanted) if self.tree and wanted else None

    def lesson(self, wanted: str | None) -> Lesson | None:
        """Give what is known about the category that a listing names."""
        leaf = self.category(wanted)
        return None if leaf is None else self.lessons.get(leaf)
