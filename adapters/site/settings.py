"""What shops.yaml says of a website under `settings:`, and what is wrong there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sync.marketplace import AskedSetting
from sync.model import Problem, Value
from sync.model.address import parts_of
from sync.model.identity import is_tax_code

OrderMode = Literal["links", "contact", "checkout"]
Feed = Literal["google", "meta"]
# A feed that sells asks for a purchase on the site itself; one that shows wants the page alone.
FEEDS_IN_MODE: Mapping[OrderMode, frozenset[Feed]] = {
    "links": frozenset({"meta"}),
    "contact": frozenset({"meta"}),
    "checkout": frozenset({"google", "meta"}),
}
ASKS = (
    AskedSetting(("address",), "site_ask_address", needed=True),
    AskedSetting(("name",), "site_ask_name", needed=True),
    AskedSetting(("about",), "site_ask_about"),
    AskedSetting(("seller", "name"), "site_ask_seller", needed=True),
    AskedSetting(("seller", "address"), "site_ask_seller_address", needed=True),
    AskedSetting(("seller", "tax_code"), "site_ask_tax_code", needed=True),
    AskedSetting(("seller", "registered"), "site_ask_registered"),
    AskedSetting(("seller", "representative"), "site_ask_representative"),
    AskedSetting(("seller", "phone"), "site_ask_phone", needed=True),
    AskedSetting(("seller", "zalo"), "site_ask_zalo"),
)
_TERMS = ("payment", "delivery", "returns")  # a site that takes orders says these (Decree 248/2026)
_PHONE = re.compile(r"\+?[\d .()-]{8,20}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class SiteSeller(_Strict):
    """Who answers for the site (Decree 248/2026, Article 4)."""

    name: str = ""
    address: str = ""
    tax_code: str = ""
    registered: str = ""  # where and when the code was issued
    representative: str = ""
    phone: str = ""
    email: str = ""
    zalo: str = ""


class Policies(_Strict):
    """What the pages on terms say, in the seller's own words."""

    payment: str = ""
    delivery: str = ""
    returns: str = ""
    complaints: str = ""
    area: str = ""


class SellerInEnglish(_Strict):
    """The seller for readers of English; what is left empty stands as in Vietnamese."""

    name: str = ""
    address: str = ""
    registered: str = ""
    representative: str = ""


class SiteInEnglish(_Strict):
    """What the English pages say; without it there are none."""

    name: str = Field(min_length=1, max_length=70)
    about: str = ""
    policies: Policies = Policies()
    seller: SellerInEnglish = SellerInEnglish()


class SiteSettings(_Strict):
    """One website; with `feeds_of` no page of it: the feeds of a shop that sells on its own."""

    address: str  # scheme and host, maybe a path; no slash at its end
    name: str = Field(min_length=1, max_length=70)
    seller: SiteSeller = SiteSeller()
    feeds_of: str = ""  # the shop whose goods the feeds tell of
    about: str = ""
    orders: OrderMode = "links"
    checkout: str = ""  # where one SKU is bought, `{sku}` in it
    policies: Policies = Policies()
    feeds: tuple[Feed, ...] = ()
    undeclared_in_feeds: bool = False  # foods whose declaration the catalog does not name
    folder: Path | None = None
    theme: Path | None = None
    after: tuple[str, ...] = ()  # a command and its arguments, run in the site's folder
    notified: str = ""  # the ministry's confirmation, a link
    en: SiteInEnglish | None = None

    @property
    def may_feed(self) -> frozenset[Feed]:
        """Name the feeds that the way of ordering allows: a shop that is told of sells itself."""
        return FEEDS_IN_MODE["checkout" if self.feeds_of else self.orders]

    @property
    def feeds_on(self) -> list[Feed]:
        """Name the feeds that are asked for and allowed."""
        return [feed for feed in self.feeds if feed in self.may_feed]


def read_settings(written: Mapping[str, Any]) -> SiteSettings:
    """Make the settings of what was written; raises `ValidationError`."""
    given = {"address": "", **written}
    given["address"] = str(given["address"]).rstrip("/")
    return SiteSettings.model_validate(given)


def problems(written: Mapping[str, Any]) -> Sequence[Problem]:
    """Find what is wrong in what shops.yaml says of a website."""
    try:
        settings = read_settings(written)
    except ValidationError as error:
        return [_refused(each["loc"], str(each["msg"])) for each in error.errors()]
    return list(_rules(settings))


def _rules(settings: SiteSettings) -> Iterator[Problem]:
    if not _is_own(settings.address):
        yield Problem(code="site_address_wrong", values={"address": settings.address})
    if not settings.feeds_of:
        yield from _of_pages(settings)
    elif not settings.feeds:
        yield _missing("feeds")


def _of_pages(settings: SiteSettings) -> Iterator[Problem]:
    yield from _reachable(settings.seller)
    if settings.orders != "links":
        for name in _TERMS:
            if not getattr(settings.policies, name):
                yield _missing(f"policies.{name}")
            if settings.en and not getattr(settings.en.policies, name):
                yield _missing(f"en.policies.{name}")
    if settings.orders == "checkout" and "{sku}" not in settings.checkout:
        yield _missing("checkout")
    yield from feeds_off(settings)


def feeds_off(settings: SiteSettings) -> Iterator[Problem]:
    """Say which feeds are asked for and cannot be written in this way of ordering."""
    for feed in sorted(set(settings.feeds) - settings.may_feed):
        values: dict[str, Value] = {"feed": feed, "orders": settings.orders}
        yield Problem(code="site_feed_off", severity="warning", values=values)


def _is_own(address: str) -> bool:
    """Tell an address that visitors may be sent to; this machine is one for trying out."""
    parts = parts_of(address)
    local = parts.hostname in {"localhost", "127.0.0.1"}
    return bool(parts.hostname) and (parts.scheme == "https" or local)


def _reachable(seller: SiteSeller) -> Iterator[Problem]:
    for name in ("name", "address", "tax_code"):
        if not getattr(seller, name):
            yield _missing(f"seller.{name}")
    if seller.tax_code and not is_tax_code(seller.tax_code):
        values: dict[str, Value] = {"text": seller.tax_code[:40]}
        yield Problem(code="site_tax_code_form", severity="warning", values=values)
    if not (seller.phone or seller.email):
        yield _missing("seller.phone")
    if seller.phone and not _PHONE.fullmatch(seller.phone):
        yield _refused(("seller", "phone"), seller.phone)


def _missing(name: str) -> Problem:
    return Problem(code="site_setting_missing", values={"setting": name})


def _refused(place: Sequence[str | int], why: str) -> Problem:
    values: dict[str, Value] = {"setting": ".".join(map(str, place)), "why": why[:200]}
    return Problem(code="site_setting_wrong", values=values)
