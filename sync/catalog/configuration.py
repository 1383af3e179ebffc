"""Everything that the files say, once read: the catalog, the shops, and what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from sync.catalog.diagnostics import Finding
from sync.model import Code, Location, Parts, Problem, Product, Settings, Shop, Sku
from sync.model.assortment import names_of

# Errors that a person must mend, yet the product stays on sale: when a certificate ends, its
# claim goes from the shops and the listing does not. Freezing would keep the claim there.
_STAYS_ON_SALE = frozenset({"ocop_certificate_expired"})


def freezes(problem: Problem | Finding) -> bool:
    """Whether what has this problem may not go out as it is written."""
    return problem.severity == "stop" and problem.code not in _STAYS_ON_SALE


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One of our categories, and what each platform calls it."""

    name: str
    food: bool = False
    product_set: int | None = None
    asks_gtin: bool = False  # whether marketplaces ask for a barcode here
    least_days_left: int = 0  # before a lot ends, in which it is sold no more
    english: str | None = None
    platforms: Mapping[str, str] = field(default_factory=dict)
    where: Location | None = None


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """What `load` found.

    `products` are those that could be built, though some of their fields may have to wait (see
    `objections`). `blocked` are codes that are written but could not be built: they stay in the
    shops as they are, with their true stock. `unread` are the files of which some codes could not
    even be read, so nothing of theirs may be withdrawn; `files` those that hold any product: what
    came from a file that is empty now, or gone, is not withdrawn unasked either. `contested` names
    a code, SKU or barcode that several products claim; their codes are among the blocked until
    it is known whose it was first. `problems` are sorted by place.
    """

    settings: Settings
    shops: tuple[Shop, ...] = field(repr=False)
    products: tuple[Product, ...] = field(repr=False)
    problems: tuple[Problem, ...]
    blocked: frozenset[Code]
    unread: frozenset[str]
    files: frozenset[str] = frozenset()
    contested: Mapping[str, Sequence[Product]] = field(default_factory=dict, repr=False)
    categories: Mapping[str, Category] = field(repr=False)

    @property
    def whole(self) -> bool:
        """Whether every catalog file could be read to its end."""
        return not self.unread

    @property
    def lacks_products(self) -> bool:
        """Whether products are written that could not be read: some by name, or all of a file."""
        return bool(self.blocked or self.unread)

    @property
    def stops(self) -> list[Problem]:
        """List the errors: what each is about does not stand as wanted."""
        return [problem for problem in self.problems if problem.severity == "stop"]

    @property
    def unsold(self) -> tuple[str, ...]:
        """Name the products, and the variants of others, that are written and not to be sold."""
        products = [product.code for product in self.products if not product.sold]
        variants = [
            variant.sku
            for product in self.products
            if product.sold
            for variant in product.variants
            if not variant.sold
        ]
        return (*products, *variants)

    @property
    def resting(self) -> tuple[Product, ...]:
        """The products that are out of season just now."""
        return tuple(product for product in self.products if product.rest)

    def concerning(self, shop: Shop, linked: Collection[Code]) -> Configuration:
        """Leave out the products that the shop neither sells nor shows (`linked`)."""
        if not shop.sells:
            return self
        places = {at for name in (*shop.sells, *linked) for at in self._places.get(name, ())}
        return replace(self, products=tuple(self.products[at] for at in sorted(places)))

    def product_of(self, sku: Sku) -> Product | None:
        """Find the product that a SKU is of; None for one that no product is written with."""
        code = self.owners.get(sku)
        at = () if code is None else self._places[code]
        products = (self.products[each] for each in at)
        return next((product for product in products if product.code == code), None)

    @cached_property
    def codes(self) -> frozenset[Code]:
        """The codes of all products."""
        return frozenset(product.code for product in self.products)

    @cached_property
    def written(self) -> frozenset[Code]:
        """The codes of all products, those that could not be built included."""
        return self.codes | self.blocked if self.blocked else self.codes

    @cached_property
    def skus(self) -> frozenset[Sku]:
        """The SKUs of all products."""
        return frozenset(variant.sku for product in self.products for variant in product.variants)

    @cached_property
    def owners(self) -> dict[str, Code]:
        """Say which product each code and SKU is of."""
        found: dict[str, Code] = {}
        for product in self.products:
            found[product.code] = product.code
            found |= {variant.sku: product.code for variant in product.variants}
        return found

    @cached_property
    def bundles(self) -> Mapping[Sku, Parts]:
        """Say of each bundle what it is made of."""
        return {
            variant.sku: variant.made_of
            for product in self.products
            for variant in product.variants
            if variant.made_of
        }

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """Say where among the products those stand that a shop may name so."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, product in enumerate(self.products):
            for name in names_of(product):
                found[name].append(at)
        return found

    @cached_property
    def objections(self) -> Mapping[Code, Sequence[Problem]]:
        """Say of each product what is wrong with it, or with its cooperative."""
        found: dict[Code, list[Problem]] = defaultdict(list)
        of_file: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            if problem.severity == "hold" or freezes(problem):
                if problem.about:
                    found[Code(problem.about)].append(problem)
                elif problem.where is not None:
                    of_file[problem.where.file].append(problem)
        for product in self.products if of_file else ():
            if product.source.file in of_file:
                found[product.code] += of_file[product.source.file]
        return found
