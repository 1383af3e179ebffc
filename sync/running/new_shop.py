"""A new shop in shops.yaml, with the app that it is reached by; secrets go into files of their own.

A secret is written into a file that only its owner may read, beside shops.yaml, which names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, cast

from sync.catalog.editing import TOP, Add, Edit, Put, Value, values_in
from sync.marketplace import AskedSetting, Platform
from sync.model import BY_CONSENT, Problem
from sync.running.catalog_edits import CatalogEdit
from sync.running.config_edits import ConfigFile
from sync.running.kept_secrets import keep_secret, named_in
from sync.running.product_edits import EditUnsound

LONGEST_SECRET: Final = 500
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_HERE: Final = re.compile(r"http://(127\.0\.0\.1|localhost)(:\d+)?/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShop:
    """What a person told of a shop; `app` is one that is written already, "" a new one."""

    name: str
    platform: str
    app: str = ""
    key: str = ""
    secret: str = field(default="", repr=False)
    account: str = ""
    address: str = ""  # of a shop that stands on a server of its own, or of a replica here
    profile: str = ""  # of a shop that is reached by workbooks
    settings: Mapping[str, str] = field(default_factory=dict)  # by `setting_name`


def setting_name(asked: AskedSetting) -> str:
    """Name a platform's own setting in a form."""
    return "settings." + ".".join(asked.path)


def asking(platforms: Mapping[str, Platform]) -> dict[str, Platform]:
    """Find the platforms whose new shops are asked for settings that only they have."""
    return {name: each for name, each in sorted(platforms.items()) if each.asks}


def addable(platforms: Mapping[str, Platform]) -> dict[str, str]:
    """Name the platforms that need no settings of their own: one form asks for all the rest."""
    found = {name: each for name, each in platforms.items() if not _needs_settings(each)}
    return {name: each.features.label for name, each in sorted(found.items())}


def _needs_settings(platform: Platform) -> bool:
    return platform.settings is not None and bool(platform.settings({}))


def apps_in(content: bytes) -> dict[str, str]:
    """Name the apps that are written, each with its platform; raises `Unread`."""
    apps = values_in(content).get("apps") or {}
    return {name: str(app.get("platform")) for name, app in apps.items() if isinstance(app, dict)}


def add_shop(
    file: ConfigFile, shop: NewShop, platform: Platform, home: Path, version: str
) -> CatalogEdit:
    """Write a shop into shops.yaml; raises `EditRefused`, `Unread`, `EditUnsound`."""
    if wrong := list(_missing(shop, platform)):
        raise EditUnsound(wrong)
    content, _ = file.shown(home)
    values, kept = values_in(content), None
    app = shop.app or (_free(shop.platform, apps_in(content)) if shop.key else "")
    try:
        if app and not shop.app and shop.secret:
            kept = keep_secret(file.file.parent, app, shop.secret)
        edits = list(_edits(shop, platform, app, values, kept))
        return file.save(edits, home, version)
    except BaseException:
        if kept is not None:
            kept.unlink(missing_ok=True)
        raise


def _missing(shop: NewShop, platform: Platform) -> Iterator[Problem]:
    """Say what a platform needs that was not told; what the file says itself is found there."""
    named = {"platform": platform.features.label}
    by_app = "login" in platform.features.can
    if not NAME.fullmatch(shop.name):
        yield Problem(code="page_shop_name")
    known = shop.secret or shop.key == BY_CONSENT
    if by_app and not (shop.app or (shop.key and known)):
        yield Problem(code="page_shop_app", values=named)
    if shop.key and not shop.app and not by_app and not known:
        yield Problem(code="page_shop_secret", values=named)
    if (by_app or shop.key) and not shop.account:
        yield Problem(code="page_shop_account", values=named)
    settings = _settings(shop, platform)
    wrong = platform.settings(settings) if platform.settings and platform.asks else ()
    told = {"shop": shop.name, **named}
    yield from (replace(each, values={**told, **each.values}) for each in wrong)
    by_files = platform.features.delivery == "files"
    if platform.features.host is None and not by_files and not shop.address:
        yield Problem(code="page_shop_address", values=named)


def _settings(shop: NewShop, platform: Platform) -> dict[str, Value]:
    """Gather what was told of a platform's own settings, as they stand in the file."""
    found: dict[str, Value] = {}
    for asked in platform.asks:
        if text := shop.settings.get(setting_name(asked)):
            *above, last = asked.path
            place = found
            for step in above:
                place = cast("dict[str, Value]", place.setdefault(step, {}))
            place[last] = text
    return found


def _edits(
    shop: NewShop, platform: Platform, app: str, values: Mapping[str, Any], secret: Path | None
) -> Iterator[Edit]:
    if app and not shop.app:
        told: dict[str, Value] = {"platform": shop.platform, "key": shop.key}
        told |= {"secret_file": named_in(secret)} if secret else {}
        whole = not values.get("apps")
        path, value = (("apps",), {app: told}) if whole else (("apps", app), told)
        yield Put(code=TOP, path=path, value=value)
    written: dict[str, Value] = {"name": shop.name}
    written |= {"app": app} if app else {"platform": shop.platform}
    for name in ("account", "profile"):
        if text := getattr(shop, name):
            written[name] = text
    if shop.address:
        written["sandbox" if _HERE.fullmatch(shop.address) else "host"] = shop.address
    written |= platform.begun
    written |= {"settings": settings} if (settings := _settings(shop, platform)) else {}
    yield Add(code=TOP, path=("shops",), value=written)


def _free(platform: str, apps: Mapping[str, str]) -> str:
    """Name a new app after its platform."""
    names = (platform, *(f"{platform}-{number}" for number in range(2, len(apps) + 3)))
    return next(name for name in names if name not in apps)
