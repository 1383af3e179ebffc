"""What the last look at a whole shop stood on: by it a save of a few products is judged alone.

What nobody knows without looking at the whole shop (what is new, what left the catalog, which of
two listings is ours, whether it is one of very many) is decided by sweeps alone. So a sweep leaves
behind what the catalog said then. While little else differs since, the few products that do can be
looked at by themselves; their changes count together until the next sweep, so that many small saves
are as many as one large one. It is remembered in the memory of a process; who knows of no sweep,
sweeps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sync.catalog import Configuration
from sync.model import Change, Code, Field, Listing, Outcome, Plan, Product, Shop, Sku
from sync.planning import held_as_many

FEW: Final = 20  # products that differ from those of the last sweep; of more, a sweep costs no more
TWICE: Final = frozenset({"duplicate_listing", "listing_mixes_products", "listing_twice_hidden"})

Objected = Mapping[Code, frozenset[tuple[str, frozenset[Field] | None]]]


class SavedAlone(NamedTuple):
    """Products that can be judged alone, and whether more was saved than these."""

    products: tuple[Product, ...] = ()
    more: bool = True


NEEDS_SWEEP: Final = SavedAlone()


@dataclass(slots=True)
class LastSweep:
    """What a shop's products were when all of it was compared with all of them.

    `basis` is what else they were composed by; `unclear` are those of which no listing is surely
    the one. `gone` are the changes since, of products that were looked at alone.
    """

    basis: Any = None
    gone: tuple[Change, ...] = ()
    _products: dict[Code, Product] = field(default_factory=dict)
    _unclear: frozenset[Code] = frozenset()
    _objections: Objected = field(default_factory=dict)
    _alone: frozenset[Code] = frozenset()

    def note(self, shop: Shop, catalog: Configuration, plan: Plan) -> None:
        """Remember a sweep; one that waits, for so much was to be changed, is none to go by."""
        many = held_as_many(plan.held)
        self.basis, self.gone = None if many else _basis(shop, catalog), ()
        self._products = {each.code: each for each in _sold(shop, catalog)}
        self._unclear, self._alone = frozenset(_unclear(plan)), frozenset()
        self._objections = _objected(catalog)

    def note_alone(self, looked_at: Iterable[Product], outcomes: Collection[Outcome]) -> None:
        """Remember which products were looked at without a sweep, and what became of them."""
        failed = {each.change.code for each in outcomes if each.status not in {"done", "sent"}}
        true = {each.code: each for each in looked_at if each.code not in failed}
        undone = {"failed", "rejected"}
        self.gone += tuple(each.change for each in outcomes if each.status not in undone)
        self._products |= true
        self._alone |= true.keys()

    def saved(self, shop: Shop, catalog: Configuration) -> SavedAlone:
        """Say what differs since, and can be judged by itself."""
        if self.basis is None or self.basis != _basis(shop, catalog):
            return NEEDS_SWEEP
        now, before = _sold(shop, catalog), self._products
        known = [each for each in now if each.code in before]
        if len(known) < len(before):
            return NEEDS_SWEEP
        differing = [p for p in known if p is not before[p.code] and p != before[p.code]]
        sure = tuple(p for p in differing if self._is_sure(p))
        codes = {product.code for product in sure}
        if len(self._alone | codes) > FEW:
            return NEEDS_SWEEP
        objections = dict(self._objections.items() ^ _objected(catalog).items())
        more = len(known) < len(now) or len(sure) < len(differing) or objections.keys() - codes
        return SavedAlone(sure, bool(more))

    def _is_sure(self, product: Product) -> bool:
        before = self._products[product.code]
        return product.code not in self._unclear and _goods(product) == _goods(before)


def needs_sweep(change: Change) -> bool:
    """Whether a change asks what else stands in the shop: a listing, or a variant, that is new."""
    if change.kind == "publish" or change.before is None or change.takes_from or change.ends:
        return True
    return change.kind != "withdraw" and _skus(change.before) != _skus(change.after)


def _skus(listing: Listing) -> set[Sku]:
    return {offer.sku for offer in listing.offers}


def _sold(shop: Shop, catalog: Configuration) -> Sequence[Product]:
    return catalog.concerning(shop, ()).products


def _basis(shop: Shop, catalog: Configuration) -> Any:
    """Gather what decides on products beside what each of them is."""
    told = catalog.blocked, catalog.unread, catalog.contested.keys()
    return shop, catalog.settings, catalog.categories, told


def _objected(catalog: Configuration) -> Objected:
    """Say of each product what is wrong with it, wherever that stands."""
    return {
        code: frozenset((problem.code, problem.fields) for problem in problems)
        for code, problems in catalog.objections.items()
    }


def _goods(product: Product) -> Any:
    """Say which goods a product is of, and where it is written."""
    variants = {(v.sku, tuple((v.made_of or {}).items())) for v in product.variants}
    return product.source.file, product.kept, variants


def _unclear(plan: Plan) -> Iterable[Code]:
    changes = (*plan.changes, *(held.change for held in plan.held))
    yield from (change.code for change in changes if change.reason == "twin")
    yield from (Code(problem.about) for problem in plan.problems if problem.code in TWICE)
