"""Reads shops.yaml: developer accounts and the shops that use them."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from sync.catalog.configuration import Category
from sync.catalog.diagnostics import Finding
from sync.catalog.documents import Document, read_document
from sync.catalog.parse import discreet, parse
from sync.catalog.reading import Path
from sync.catalog.secrets import Vault, secret_of
from sync.catalog.shop_rules import RHYTHM, shop_rules
from sync.catalog.yaml_schema import (
    WrittenApp,
    WrittenProfile,
    WrittenShop,
    WrittenShops,
    WrittenStockRule,
)
from sync.model import (
    AS_WRITTEN,
    Buffer,
    DeveloperApp,
    Field,
    Form,
    FormColumn,
    LastUnits,
    Owner,
    Pace,
    Place,
    PriceRule,
    Shop,
    ShopName,
    StockRule,
)


class ReadShops(NamedTuple):
    """The shops that nothing stops, every name that an override may use, and what is wrong."""

    shops: tuple[tuple[Path, Shop], ...]  # with where in the file each stands
    sells: tuple[tuple[Path, tuple[str, ...]], ...]
    channels: frozenset[str]
    document: Document
    findings: list[Finding]


def read_shops(file: pathlib.Path, vault: Vault, categories: Mapping[str, Category]) -> ReadShops:
    """Read the shops; where the file itself is broken there are none."""
    document = read_document(file)
    if not document.raw:
        document.require()
        return ReadShops((), (), frozenset(), document, [])
    taken = parse(WrittenShops, document.raw)
    refused = [each for each in taken.refused if not (document.lost and len(each.path) == 1)]
    findings = [discreet(each) for each in refused]
    if taken.value is None:
        return ReadShops((), (), frozenset(), document, findings)
    findings += [each for each in shop_rules(taken.value) if not taken.complained(each.path)]
    opening = _Opening(taken.value, vault, categories, document)
    shops = opening.shops(findings)
    sound = () if document.problems else shops
    return ReadShops(sound, opening.sells(), opening.channels(), document, findings)


class _Opening:
    """Makes the shops of one file."""

    def __init__(
        self,
        written: WrittenShops,
        vault: Vault,
        categories: Mapping[str, Category],
        document: Document,
    ) -> None:
        self.written, self.vault, self.document = written, vault, document
        self.categories = categories

    def channels(self) -> frozenset[str]:
        """Every platform and shop that is named."""
        apps = (app.platform for app in self.written.apps.values())
        platforms = (*apps, *(shop.platform for shop in self.written.shops if shop.platform))
        return frozenset([*platforms, *(shop.name for shop in self.written.shops)])

    def sells(self) -> tuple[tuple[Path, tuple[str, ...]], ...]:
        """List what each shop names to sell, with its place."""
        shops = enumerate(self.written.shops)
        return tuple((("shops", i, "sells"), shop.sells or ()) for i, shop in shops)

    def shops(self, findings: list[Finding]) -> tuple[tuple[Path, Shop], ...]:
        """Make every shop that no finding stops; what secrets lack is added to the findings."""
        apps = {name: self._app(name, each, findings) for name, each in self.written.apps.items()}
        made = [self._shop(i, each, apps, findings) for i, each in enumerate(self.written.shops)]
        stopped = {each.path[:2] for each in findings if each.severity == "stop"}
        return tuple(
            (("shops", index), shop)
            for index, shop in enumerate(made)
            if shop is not None
            and ("shops", index) not in stopped
            and ("apps", shop.app.name) not in stopped
        )

    def _secret(
        self, written: WrittenApp | WrittenShop, name: str, path: Path, findings: list[Finding]
    ) -> str | None:
        secret, lacking = secret_of(written, name, path, self.vault)
        findings += lacking
        return secret

    def _app(self, name: str, written: WrittenApp, findings: list[Finding]) -> DeveloperApp:
        pace = written.pace
        return DeveloperApp(
            name=name,
            platform=written.platform,
            key=written.key,
            secret=self._secret(written, "secret", ("apps", name), findings) or "",
            pace=Pace(**pace.given()) if pace else None,
            calls_per_day=written.calls_per_day,
            push_url=written.push_url,
            push_secret=self._secret(written, "push_secret", ("apps", name), findings),
        )

    def _shop(
        self,
        index: int,
        written: WrittenShop,
        apps: Mapping[str, DeveloperApp],
        findings: list[Finding],
    ) -> Shop | None:
        path: Path = ("shops", index)
        access = self._secret(written, "access_token", path, findings)
        refresh = self._secret(written, "refresh_token", path, findings)
        app = _app_of(written, apps)
        if app is None:
            return None
        plain = {"policy", "existing", "titles", "language", "listings_per_day", *RHYTHM}
        rhythm = written.model_dump(include=plain, exclude_none=True)
        return Shop(
            name=ShopName(written.name),
            platform=app.platform,
            app=app,
            account=written.account or written.name,
            sells=frozenset(written.sells or ()),
            price_rule=PriceRule(**written.price_rule.given())
            if written.price_rule
            else AS_WRITTEN,
            stock_rule=_stock_rule(written.stock_rule),
            categories=self._categories(written, app.platform) | (written.categories or {}),
            host=written.host and written.host.rstrip("/"),
            sandbox=written.sandbox and written.sandbox.rstrip("/"),
            access_token=access,
            refresh_token=refresh,
            fields=_owners(written),
            ship_from=Place(**written.ship_from.given()) if written.ship_from else None,
            settings=written.settings or {},
            form=form_of(written.profile, self.written.profiles or {}),
            where=self.document.mark(path),
            **rhythm,
        )

    def _categories(self, shop: WrittenShop, platform: str) -> dict[str, str]:
        """Find what this platform calls our categories; where no account is, ours will do."""
        known = {
            key: category.platforms.get(shop.profile or platform, category.platforms.get(platform))
            for key, category in self.categories.items()
        }
        english = shop.language == "en"
        ours = {
            key: (each.english if english else None) or each.name
            for key, each in self.categories.items()
            if shop.app is None
        }
        return ours | {key: name for key, name in known.items() if name}


def _app_of(written: WrittenShop, apps: Mapping[str, DeveloperApp]) -> DeveloperApp | None:
    """Find the shop's app; a platform without developer accounts is named by the shop itself."""
    if written.app is not None:
        return apps.get(written.app)
    if written.platform is None:
        return None
    return DeveloperApp(name=written.platform, platform=written.platform, key="", secret="")


def _stock_rule(written: WrittenStockRule | None) -> StockRule:
    if written is None:
        return StockRule()
    given = written.given()
    if written.last_units:
        given["last_units"] = LastUnits(**written.last_units.given())
    if written.buffer:
        given["buffer"] = Buffer(**written.buffer.given())
    return StockRule(**given)


def _owners(written: WrittenShop) -> dict[Field, Owner]:
    """Say who decides what; the stock is nobody's but the ledger's, so that is not a question."""
    given: dict[Any, Owner] = written.fields.given() if written.fields else {}
    return {name: owner for name, owner in given.items() if name != "stock"}


Profiles = Mapping[str, WrittenProfile]


def form_of(name: str | None, profiles: Profiles) -> Form | None:
    """Make a shop's form; a name that is not written here is one that the platform brings."""
    if name is None:
        return None
    written = profiles.get(name)
    if written is None:
        return Form(name=name, base=name)
    given = written.given()
    columns = {
        heading: FormColumn(**column.given()) for heading, column in (written.columns or {}).items()
    }
    return Form(**{**given, "name": name, "columns": columns})
