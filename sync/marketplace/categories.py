"""Finds a marketplace's category by the names that people use, and says what it asks for."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, Self, runtime_checkable

from sync.marketplace.features import Limits
from sync.marketplace.text_normalize import fold
from sync.model import Listing, Problem, Value
from sync.model.letters import without_marks

Path = tuple[str, ...]
NEAR = 0.6  # how alike a mistyped name has to be
SHOWN_CHOICES = 12
MOST_NEAR = 3
BRAND = fold("Thương hiệu")  # an attribute of that name says what the brand says already


class Leaf(NamedTuple):
    """A category that listings can stand in, with its names from the root down."""

    id: int
    names: Path

    @property
    def path(self) -> str:
        """Its name as categories.yaml writes it."""
        return " > ".join(self.names)


@dataclass(frozen=True, slots=True)
class CategoryTree:
    """The leaves of the tree, found by id, by full path, or by an unmistakable end of it."""

    leaves: frozenset[int] = frozenset()
    named: dict[int, Path] = field(default_factory=dict)  # the first names that each came with
    _by_path: dict[Path, int] = field(default_factory=dict)
    _by_ending: dict[Path, set[int]] = field(default_factory=dict)
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)  # once found

    @classmethod
    def of(cls, leaves: Iterable[tuple[int, Sequence[str]]]) -> Self:
        """Build it from the leaves, each with its names from the root down; one may come twice."""
        named = list(leaves)
        tree = cls(frozenset(leaf for leaf, _ in named))
        for leaf, names in named:
            tree.named.setdefault(leaf, tuple(names))
            tree._grow(leaf, tuple(map(fold, names)))
        return tree

    def _grow(self, leaf: int, path: Path) -> None:
        self._by_path[path] = leaf
        for start in range(1, len(path)):
            self._by_ending.setdefault(path[start:], set()).add(leaf)

    def find(self, wanted: str) -> int | None:
        """Find a leaf by id, "A > B > C", or any ending of its path that fits one leaf only."""
        if wanted.strip().isdecimal():
            return leaf if (leaf := int(wanted)) in self.leaves else None
        path = tuple(fold(name) for name in wanted.split(">"))
        if path in self._by_path:
            return self._by_path[path]
        endings = self._by_ending.get(path, set())
        return next(iter(endings)) if len(endings) == 1 else None

    def near(self, wanted: str) -> tuple[str, ...]:
        """Name the leaves that somebody may have meant by a path; its last name tells most."""
        last, whole = plain(wanted.rsplit(">", maxsplit=1)[-1]), plain(wanted)
        if last and wanted not in self._near:
            found = [leaf for leaf in self.all() if says(leaf, last)]
            ranked = sorted(
                found or _nearest(self.all(), last),
                key=lambda leaf: -difflib.SequenceMatcher(None, whole, plain(leaf.path)).ratio(),
            )
            self._near[wanted] = tuple(leaf.path for leaf in ranked[:MOST_NEAR])
        return self._near.get(wanted, ())

    def all(self) -> list[Leaf]:
        """List the leaves with their names."""
        return [Leaf(leaf, names) for leaf, names in self.named.items()]


def not_a_leaf(listing: Listing, tree: CategoryTree | None) -> Problem:
    """Refuse a listing for a category that the tree has not, and name those that come near it."""
    wanted = listing.category or ""
    near = tree.near(wanted) if tree else ()
    values: dict[str, Value] = {
        "shop": listing.shop,
        "category": wanted,
        "nearest": "; ".join(near) or None,
    }
    return Problem(code="category_not_found", values=values, about=listing.code)


@dataclass(frozen=True, slots=True)
class AskedAttribute:
    """One line of a category's form; `allowed` are the values to choose from, if it has any."""

    name: str
    mandatory: bool
    allowed: tuple[str, ...] = ()
    own_values: bool = True  # whether it takes words of ours, too


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A licence or certificate; not mandatory is what only some values of the form ask for."""

    name: str
    mandatory: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a marketplace asks of a listing in one category; `closed` says why it takes none."""

    attributes: tuple[AskedAttribute, ...] = ()
    papers: tuple[PaperLine, ...] = ()
    brand_mandatory: bool = False
    size_mandatory: bool = False
    limits: Limits = field(default_factory=Limits)
    closed: str = ""


@runtime_checkable
class CategoryGuide(Protocol):
    """What an adapter adds whose platform tells its categories and what each asks for."""

    async def categories(self) -> Sequence[Leaf]:
        """Read every category that listings can stand in."""
        ...

    async def asked(self, leaf: int) -> Asked:
        """Read what one of them asks for."""
        ...

    def left_out(self, listing: Listing) -> list[Problem]:
        """Say what of our attributes it will not show, by what `prepare` learned; pure."""
        ...


def plain(text: str) -> str:
    """Write a text without accents, punctuation or capitals: "Tôm (khô)" is "tom kho"."""
    letters = without_marks(text.casefold())
    return " ".join("".join(sign if sign.isalnum() else " " for sign in letters).split())


def search(leaves: Sequence[Leaf], wanted: str, most: int) -> list[Leaf]:
    """Find the leaves that hold every word, those that say it in their own name first.

    Where none does, the nearest names come instead, the most alike first.
    """
    words = plain(wanted).split()
    found = [leaf for leaf in leaves if says(leaf, wanted)]
    ranked = sorted(found, key=lambda leaf: (_distance(leaf, words), leaf.path))
    return (ranked or _nearest(leaves, " ".join(words)))[:most]


def says(leaf: Leaf, wanted: str) -> bool:
    """Tell whether a leaf's names hold every word."""
    words = plain(wanted).split()
    return bool(words) and set(words) <= set(plain(leaf.path).split())


def _distance(leaf: Leaf, words: Sequence[str]) -> tuple[int, int]:
    """Count the words that only its ancestors say, then those of its name that nobody wanted."""
    own = plain(leaf.names[-1]).split() if leaf.names else []
    return len(set(words).difference(own)), len(set(own).difference(words))


def _nearest(leaves: Sequence[Leaf], wanted: str) -> list[Leaf]:
    alike = [(_likeness(leaf, wanted), leaf) for leaf in leaves if leaf.names]
    near = [pair for pair in alike if pair[0] >= NEAR]
    return [leaf for _, leaf in sorted(near, key=lambda pair: (-pair[0], pair[1].path))]


def _likeness(leaf: Leaf, wanted: str) -> float:
    """Compare with the leaf's own name, and with as many words of it as were said."""
    count = len(wanted.split())
    own = plain(leaf.names[-1]).split()
    runs = (own[start : start + count] for start in range(max(1, len(own) - count + 1)))
    return max(difflib.SequenceMatcher(None, wanted, " ".join(run)).ratio() for run in runs)


def missed(
    listing: Listing, asked: Collection[str], unlike: Iterable[AskedAttribute]
) -> Iterator[Problem]:
    """Say what of our attributes the platform will not show; it holds nothing back.

    `asked` are the folded names of the lines that the form has, `unlike` those lines that we have
    words for, but none that they take.
    """
    for name, value in (listing.attributes or {}).items():
        if value.strip() and fold(name) not in asked and fold(name) != BRAND:
            values: dict[str, Value] = {"name": name, "category": listing.category}
            yield Problem(
                code="attribute_unmet", severity="note", values=values, about=listing.code
            )
    for line in unlike:
        values = {"name": line.name, "allowed": shortened(line.allowed)}
        yield Problem(
            code="attribute_value_unmet", severity="note", values=values, about=listing.code
        )


def shortened(names: Sequence[str]) -> tuple[str, ...]:
    """Name as many as a person reads, and hint at the rest."""
    return (*names[:SHOWN_CHOICES], "…") if len(names) > SHOWN_CHOICES else tuple(names)
