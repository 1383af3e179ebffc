"""Reads the whole configuration and reports everything that is wrong with it at once."""

from __future__ import annotations

import gc
import pathlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sync.catalog.bundles import bundle_issues
from sync.catalog.cache import CatalogCache
from sync.catalog.categories import Categories, read_categories
from sync.catalog.configuration import Configuration
from sync.catalog.diagnostics import Finding, Issue, locate
from sync.catalog.facts import Facts
from sync.catalog.fees import ReadFees, read_fees
from sync.catalog.nearest import nearest
from sync.catalog.parsed import CatalogFile, ParsedProduct
from sync.catalog.reading import Path, Unread, catalog_files, files_of_other_endings
from sync.catalog.reading.text import printable
from sync.catalog.secrets import Vault
from sync.catalog.settings import ReadSettings, read_settings
from sync.catalog.shops import ReadShops, read_shops
from sync.catalog.uniqueness import collisions, look_alikes
from sync.model import Code, Location, Problem, Product, Settings, Shop
from sync.model.assortment import file_name

_CODE: Path = ("code",)
MANY = 1000  # products; setting fewer aside costs more than it saves
SELDOM = 20_000  # values made and not let go of, until it is looked for cycles among them


class Catalog(NamedTuple):
    """What all catalog files hold together."""

    products: tuple[Product, ...]
    codes: frozenset[Code]
    files: frozenset[str]
    filled: frozenset[str]  # those of the files that hold any product
    contested: Mapping[str, tuple[Product, ...]]
    blocked: frozenset[Code]
    unread: frozenset[str]
    issues: list[Issue]
    problems: list[Problem]


FollowedFolder = Callable[[Settings], pathlib.Path | None]  # where the version in use lies


def load(
    config: pathlib.Path,
    *,
    today: date,
    environ: Mapping[str, str],
    cache: CatalogCache | None = None,
    followed: FollowedFolder | None = None,
) -> Configuration:
    """Read everything under the folder `config`; whatever lies there, this answers.

    The catalog lies below it, or where `followed` says if the settings have it followed. With a
    `cache` only what changed is read; where nothing did, the answer is the one of before.

    Unless the settings and shops.yaml are sound, no shop may be worked on: a default in place of
    what a person meant (which database, which account) could publish everything twice.
    """
    cache = cache or CatalogCache()
    with _beside_garbage_collection():
        settings = read_settings(config / "settings.yaml", environ)
        categories = read_categories(config / "categories.yaml")
        shops = read_shops(config / "shops.yaml", Vault(environ, config), categories.known or {})
        folder = _laid_out(settings, followed) or config / "catalog"
        catalog = _catalog(folder, _facts(categories, shops), today, cache)
        unsold, fees = _unsold(shops, catalog), read_fees(config / "fees.yaml")
        of_shops = _shop_issues(shops, unsold, fees)
        issues = [*settings.issues, *categories.issues, *catalog.issues, *of_shops]
        read = (settings, categories, shops.document, catalog, fees)
        problems = [*(problem for each in read for problem in each.problems), *locate(issues)]
        found = Configuration(
            settings=settings.settings,
            shops=_open_shops(shops, unsold, fees) if settings.sound else (),
            products=catalog.products,
            problems=tuple(sorted(problems, key=_place)),
            blocked=catalog.blocked,
            unread=catalog.unread,
            files=catalog.filled,
            contested=catalog.contested,
            categories=categories.known or {},
        )
        return _settled(found, cache)


def _laid_out(settings: ReadSettings, followed: FollowedFolder | None) -> pathlib.Path | None:
    follows = followed and settings.sound and settings.settings.catalog
    return followed(settings.settings) if followed and follows else None


def _settled(found: Configuration, cache: CatalogCache) -> Configuration:
    settled = cache.settled(found)
    if settled is found and len(found.products) + len(found.blocked) >= MANY:
        _set_aside(anew=cache.mostly_fresh())
    return settled


def _facts(categories: Categories, shops: ReadShops) -> Facts:
    return Facts(
        cooperative=None,
        categories=categories.known,
        channels=shops.channels | categories.platforms,
        for_real=any(shop.app.key and not shop.sandbox for _, shop in shops.shops),
    )


def _catalog(folder: pathlib.Path, facts: Facts, today: date, cache: CatalogCache) -> Catalog:
    """Read every catalog file and compare them with one another."""
    files = _files(folder, facts, today, cache)
    drafts = [draft for file in files for draft in file.drafts]
    issues, claimants = collisions(drafts)
    names = {file.name for file in files}
    hijacking = [draft for draft in drafts if _names_another_file(draft, names)]
    issues += (Issue(Finding("code_names_a_file", _CODE), d.spot(_CODE), d.code) for d in hijacking)
    issues += look_alikes(drafts)
    claiming = [draft for each in claimants.values() for draft in each]
    stopped = {id(draft) for draft in (*claiming, *hijacking)}
    codes = frozenset(draft.code for draft in drafts)
    unread = frozenset(file.name for file in files if not file.whole)
    issues += bundle_issues(drafts, all_read=not unread)
    sold = tuple(d.product for d in drafts if d.product is not None and id(d) not in stopped)
    return Catalog(
        products=sold,
        codes=codes,
        files=frozenset(file.name for file in files),
        filled=frozenset(file.name for file in files if file.drafts),
        contested={name: _built(claiming) for name, claiming in claimants.items()},
        blocked=codes - {product.code for product in sold},
        unread=unread,
        issues=issues,
        problems=[*(problem for file in files for problem in file.problems), *_misnamed(folder)],
    )


def _names_another_file(draft: ParsedProduct, files: Collection[str]) -> bool:
    """Whether `sells` could mean a product that carries the name of somebody else's file."""
    return draft.code in files and draft.code != file_name(draft.file)


def _files(
    folder: pathlib.Path, facts: Facts, today: date, cache: CatalogCache
) -> list[CatalogFile]:
    try:
        found = sorted({*catalog_files(folder), *cache.instead})
    except Unread as error:
        return [CatalogFile(problems=[error.problem], whole=False)]
    cache.begin(found)
    first = {file_name(file): file for file in reversed(found)}
    return [
        cache.read(each, facts, today) if first[file_name(each)] is each else _second(each)
        for each in found
    ]


def _misnamed(folder: pathlib.Path) -> Iterator[Problem]:
    """Tell of files that nobody reads, since Windows hides how their names end."""
    for file in files_of_other_endings(folder):
        values = {"meant": f"{file.name[: file.name.lower().rindex('.y')]}.yaml"}
        where = Location(printable(file), 1, 1)
        yield Problem(code="file_of_other_ending", severity="warning", values=values, where=where)


def _second(file: pathlib.Path) -> CatalogFile:
    """Leave a file out that has the name of another (x.yaml, x.yml): shops could not tell them."""
    where = Location(printable(file), 1, 1)
    return CatalogFile(problems=[Problem(code="file_name_twice", where=where)])


def _built(claimants: list[ParsedProduct]) -> tuple[Product, ...]:
    found = {id(draft): draft.product for draft in claimants}
    return tuple(product for product in found.values() if product is not None)


def _unsold(shops: ReadShops, catalog: Catalog) -> list[Finding]:
    """Find what shops sell that does not exist; asked only when all codes are known."""
    if catalog.unread:
        return []
    known = catalog.codes | catalog.files
    return [
        Finding(
            "sells_unknown_near" if (meant := nearest(name, known)) else "sells_unknown",
            (*path, index),
            values={"name": name[:60], "nearest": meant},
        )
        for path, names in shops.sells
        for index, name in enumerate(names)
        if name not in known
    ]


def _open_shops(shops: ReadShops, unsold: list[Finding], fees: ReadFees) -> tuple[Shop, ...]:
    """Take nothing off sale where a shop sells what does not exist: more was meant than is read.

    Of a table of fees with a fault none knows a row: one may be missing.
    """
    unclear = {finding.path[:2] for finding in unsold}
    rows = () if fees.problems else fees.fees

    def opened(path: Path, shop: Shop) -> Shop:
        careful = path in unclear and shop.policy == "everything"
        return replace(shop, fees=rows, policy="upsert" if careful else shop.policy)

    return tuple(opened(path, shop) for path, shop in shops.shops)


def _shop_issues(shops: ReadShops, unsold: list[Finding], fees: ReadFees) -> list[Issue]:
    found = (*shops.findings, *unsold, *_without_fees(shops, fees))
    return [shops.document.issue(each) for each in found]


def _without_fees(shops: ReadShops, fees: ReadFees) -> Iterator[Finding]:
    """Find shops that keep a net income of which nobody wrote what the platform takes."""
    for path, shop in shops.shops:
        known = any(not fee.platforms or shop.platform in fee.platforms for fee in fees.fees)
        if shop.price_rule.keeps == "net" and (fees.problems or not known):
            values = {"platform": shop.platform}
            yield Finding("net_without_fees", (*path, "price_rule", "keeps"), "warning", values)


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    where = problem.where or Location("", 0, 0)
    return where.file, where.line, where.column, problem.code, problem.about


@contextmanager
def _beside_garbage_collection() -> Iterator[None]:
    """Hundreds of thousands of small values, none in a cycle, that stay for a whole round.

    Looking for cycles among them triples the loading.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _set_aside(*, anew: bool) -> None:
    """Look for no cycles among what stays: while it is planned with, that costs a good deal.

    Nor as often as Python does of itself among what a round of so many products makes. What was set
    aside before is looked through where most of it is another: in a large catalog that takes
    seconds, in which nothing else is done, and one saved file leaves no cycles.
    """
    gc.set_threshold(SELDOM)
    if not anew:
        gc.collect()
    elif gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.freeze()
