"""What TikTok tells at run time about the shop, its warehouses, categories and brands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from adapters.tiktok.attributes import (
    Attribute,
    Choices,
    Condition,
    attributes_of,
    conditions_of,
    holds,
)
from adapters.tiktok.endpoints import (
    ATTRIBUTES,
    BRANDS,
    CATEGORIES,
    PREREQUISITES,
    RULES,
    Endpoint,
    Pairs,
    at,
)
from adapters.tiktok.features import CATEGORY_VERSION, LOCALE, PAGE
from sync.marketplace.categories import CategoryTree
from sync.marketplace.json_values import Json, record, rows, text, whole, yes
from sync.marketplace.text_normalize import fold
from sync.model import Listing, Sku


@dataclass(frozen=True, slots=True)
class Warehouses:
    """Where a shop sells from; `resting` while it is on holiday and shows every stock as zero."""

    ids: tuple[str, ...]
    default: str
    resting: bool


def warehouses_of(answer: Json) -> Warehouses:
    """Read Get Warehouses; where none is the default, the first one that sells is."""
    selling = [
        row
        for row in rows(answer.get("warehouses"))
        if row.get("type") == "SALES_WAREHOUSE" and row.get("effect_status") != "DISABLED"
    ]
    ids = tuple(found for row in selling if (found := text(row.get("id"))))
    chosen = [text(row.get("id")) for row in selling if yes(row.get("is_default"))]
    resting = any(row.get("effect_status") == "RESTRICTED" for row in selling)
    return Warehouses(ids, next(iter([*chosen, *ids]), ""), resting)


@dataclass(frozen=True, slots=True)
class AskedPaper:
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
class CategoryMeta:
    """Everything learned about one leaf category."""

    form: tuple[Attribute, ...]
    papers: tuple[AskedPaper, ...]
    size_needed: bool
    pays_on_delivery: bool


def category_meta_of(form: tuple[Attribute, ...], rules: Json) -> CategoryMeta:
    """Read the rules of a category beside its form."""
    return CategoryMeta(
        form=form,
        papers=tuple(
            AskedPaper(
                id=text(row.get("id")),
                name=text(row.get("name")),
                required=yes(row.get("is_required")),
                conditions=conditions_of(row),
                ends=yes(record(row.get("expiration_date")).get("is_required")),
            )
            for row in rows(rules.get("product_certifications"))
        ),
        size_needed=yes(record(rules.get("package_dimension")).get("is_required")),
        pays_on_delivery=yes(record(rules.get("cod")).get("is_supported")),
    )


@dataclass(frozen=True, slots=True)
class CategoryList:
    """The tree of categories, and why some of its leaves are closed to this shop."""

    tree: CategoryTree
    closed: Mapping[int, str]


def categories_of(categories: Sequence[Json]) -> CategoryList:
    """Read the answer of Get Categories; a node names its parent, "0" is the root."""
    nodes = {node: row for row in categories if (node := whole(row.get("id")))}
    leaves = [node for node, row in nodes.items() if yes(row.get("is_leaf"))]
    tree = CategoryTree.of((leaf, tuple(_ancestry(nodes, leaf))[::-1]) for leaf in leaves)
    return CategoryList(tree, {leaf: why for leaf in leaves if (why := _closed(nodes[leaf]))})


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
        if yes(row.get("is_failed"))
    }


def _reasons(value: object) -> list[str]:
    return [text(one) for one in value] if isinstance(value, list) else []


@dataclass(slots=True)
class MetadataCache:
    """All that was learned so far; grows, and never forgets while the program runs."""

    cipher: str = ""
    categories: CategoryList | None = None
    unfinished: Mapping[str, str] | None = None
    warehouses: Warehouses | None = None
    by_leaf: dict[int, CategoryMeta] = field(default_factory=dict)
    brands: dict[str, str | None] = field(default_factory=dict)  # folded name -> id, None: no such
    gtins: dict[str, dict[str, str]] = field(default_factory=dict)  # product id -> SKU -> barcode
    skus: dict[str, Sku] = field(default_factory=dict)  # TikTok's id of a SKU -> ours
    asked_for_skus: set[str] = field(default_factory=set)  # products
    fixed_options: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # product id -> what stays
    returns_unread: set[str] = field(default_factory=set)  # orders
    refuses_zero: bool = False

    def notice(self, listing: Listing) -> Listing:
        """Keep the barcodes of what was read, for they are fixed, and the names of its SKUs."""
        self.skus.update({o.remote_id: o.sku for o in listing.offers if o.remote_id and o.sku})
        found = {offer.sku: offer.gtin for offer in listing.offers if offer.gtin}
        if found and listing.remote_id:
            self.gtins[listing.remote_id] = {str(sku): gtin for sku, gtin in found.items()}
        return listing

    def category(self, wanted: str | None) -> int | None:
        """Find the leaf that a listing names; None when it is unknown or not yet learned."""
        return self.categories.tree.find(wanted) if self.categories and wanted else None

    def meta(self, wanted: str | None) -> CategoryMeta | None:
        """Give what is known about the category that a listing names."""
        leaf = self.category(wanted)
        return None if leaf is None else self.by_leaf.get(leaf)

    def brand_id(self, name: str | None) -> str | None:
        """Find a brand's id; None where there is no such brand."""
        return self.brands.get(fold(name)) if name else None


VERSION = ("category_version", CATEGORY_VERSION)
IN_VIETNAMESE = ("locale", LOCALE)


class Asks(Protocol):
    """What can read a shop's endpoints: `ShopApi`, which holds the cache and so stands above it."""

    async def ask(self, endpoint: Endpoint, query: Pairs = ()) -> Json: ...

    async def warehouses(self) -> Warehouses: ...


async def learn(cache: MetadataCache, api: Asks, listings: Sequence[Listing]) -> None:
    """Learn what is not known yet about the shop, and the categories and brands of these."""
    if not cache.warehouses or cache.unfinished is None or cache.unfinished:
        cache.unfinished = unfinished_of(await api.ask(at(PREREQUISITES)))
        await api.warehouses()
    if cache.categories is None:
        answer = await api.ask(at(CATEGORIES), [IN_VIETNAMESE, VERSION])
        cache.categories = categories_of(rows(answer.get("categories")))
    for leaf in sorted({leaf for each in listings if (leaf := cache.category(each.category))}):
        await learn_leaf(cache, api, leaf)
    for brand in sorted({listing.brand for listing in listings if listing.brand}):
        await _learn_brand(cache, api, brand)


async def learn_leaf(cache: MetadataCache, api: Asks, leaf: int) -> None:
    """Learn the form and the rules of one category, once."""
    if leaf not in cache.by_leaf:
        query = [IN_VIETNAMESE, VERSION]
        form = attributes_of(await api.ask(at(ATTRIBUTES, str(leaf)), query))
        cache.by_leaf[leaf] = category_meta_of(form, await api.ask(at(RULES, str(leaf)), query))


async def _learn_brand(cache: MetadataCache, api: Asks, brand: str) -> None:
    """Look a brand up by name; a product whose brand TikTok does not know goes without one."""
    name = fold(brand)
    if name not in cache.brands:
        query = [("page_size", str(PAGE)), ("brand_name", brand), VERSION]
        cache.brands[name] = brand_ids_of(await api.ask(at(BRANDS), query)).get(name)
