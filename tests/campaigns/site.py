"""Campaign "site": whatever happens, a website is true after each round and never half a site.

Prices, promotions, counts, lots that end or are recalled, certificates that end, other shops,
edits of pages by hand and publishes that break off, in any order and in virtual time. After each
round no page and no feed claims a star past its day, shows another price than the shop's rule says,
or sells what is not there.
"""

from __future__ import annotations

import asyncio
import math
import re
import tempfile
import traceback
from collections.abc import Collection, Coroutine, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from adapters.site.folder import ASIDE, SiteFolder
from adapters.site.records import open_records
from sync.model import (
    VIETNAM,
    Certificate,
    Code,
    Count,
    Dong,
    Lot,
    PriceRule,
    Product,
    Safety,
    Sku,
    Variant,
)
from sync.model.campaign import Campaign
from tests.adapters.folder_stall import shipped
from tests.adapters.site.readers import (
    Told,
    assert_stands,
    in_google,
    in_markup,
    in_meta,
    links_of,
    seen,
)
from tests.adapters.site.stall import SiteStall, site_in
from tests.campaigns.report import Findings

STEPS = 14
LONGEST = 6000
PRODUCTS = 3
DARING = Safety(
    price_step_percent=1e6,
    withdraw_count=1000,
    withdraw_percent=100.0,  # of one file, too: two of three may go before a round
    sold_out_count=1000,
    vanished_count=1000,
)
SELLING: dict[str, Any] = {
    "orders": "checkout",
    "policies": {"payment": "Chuyển khoản", "delivery": "2 ngày", "returns": "7 ngày"},
    "checkout": "https://htxvidu.vn/mua?sku={sku}",
    "feeds": ["google", "meta"],
}
WHICH = st.integers(0, PRODUCTS - 1)
CLAIM = re.compile(r"sao OCOP|OCOP \d|Certification|Chứng nhận OCOP", re.IGNORECASE)
ITEM_ID = re.compile(r"<g:id>(.*?)</g:id>")
ITEM = re.compile(r"<item>.*?</item>", re.DOTALL)
PLACE = re.compile(r"san-pham/([^/]+)/")
CARD = re.compile(r'<li class="card">.*?</li>', re.DOTALL)


class Killed(BaseException):
    """The process ends here."""


def alike(variant: Variant) -> Variant:
    """Cost about what all will cost: a price that looks mistyped is held for a person."""
    return replace(variant, price=Dong(50_000), list_price=None)


class Window(RuleBasedStateMachine):
    """A cooperative and its own website; the clock moves only when a rule says so."""

    findings: Findings

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.open = AsyncExitStack()
        home = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        self.stall: SiteStall = self.wait(self.open.enter_async_context(site_in(home, **SELLING)))
        settings_ = replace(self.stall.configuration.settings, safety=DARING)
        self.stall.configuration = replace(self.stall.configuration, settings=settings_)
        self.percent = 0

    def wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    @initialize()
    def begins(self) -> None:
        with_pictures = [product for product in shipped().products if product.images]
        self.pool = [
            replace(p, certificate=None, campaigns=(), story=f"{p.story} Hàng thật, ảnh thật.")
            for p in with_pictures[:PRODUCTS]
        ]
        self.pool = [replace(p, variants=tuple(map(alike, p.variants))) for p in self.pool]
        self.stall.sell(self.pool)
        self.round_is_run()

    @property
    def today(self) -> date:
        return self.stall.now().astimezone(VIETNAM).date()

    def product(self, which: int) -> Product | None:
        code = self.pool[which].code
        return next((p for p in self.stall.configuration.products if p.code == code), None)

    def edit_variants(self, which: int, **changes: Any) -> None:
        if product := self.product(which):
            variants = tuple(replace(variant, **changes) for variant in product.variants)
            self.stall.edit(product.code, variants=variants)

    @rule(which=WHICH, thousands=st.integers(20, 90))
    def a_price_changes(self, which: int, thousands: int) -> None:
        self.edit_variants(which, price=Dong(thousands * 1000))

    @rule(percent=st.integers(0, 30))
    def the_shops_rule_changes(self, percent: int) -> None:
        self.percent = percent
        (shop, *rest) = self.stall.configuration.shops
        ours = replace(shop, price_rule=PriceRule(percent=percent, step=Dong(1000)))
        self.stall.configuration = replace(self.stall.configuration, shops=(ours, *rest))
        self.stall.reopen()

    @rule(which=WHICH, units=st.sampled_from([0, 0, 1, 40]))
    def somebody_counts(self, which: int, units: int) -> None:
        self.edit_variants(which, stock=Count(units))

    @rule(which=WHICH, days=st.integers(-1, 3), recall=st.sampled_from(["", "recalled"]))
    def a_lot_is_written(self, which: int, days: int, recall: str) -> None:
        lot = Lot(
            number="L1",
            quantity=1000,
            best_before=self.today + timedelta(days=days),
            recalled_on=self.today if recall else None,
        )
        self.edit_variants(which, lots=(lot,))

    @rule(which=WHICH, thousands=st.integers(60, 95), hours=st.integers(0, 40))
    def a_promotion_is_written(self, which: int, thousands: int, hours: int) -> None:
        if product := self.product(which):
            begins = self.stall.now() + timedelta(hours=hours - 20)
            price = max(v.price for v in product.variants) * thousands // 100_000 * 1000
            campaign = Campaign(
                begins=begins, ends=begins + timedelta(hours=20), price=Dong(max(price, 1000))
            )
            self.stall.edit(product.code, campaigns=(campaign,))

    @rule(which=WHICH, days=st.integers(-1, 3))
    def a_certificate_is_written(self, which: int, days: int) -> None:
        ends = self.today + timedelta(days=days)
        paper = Certificate(
            stars=4,
            decision_no="12/QĐ-UBND",
            issued_by="UBND tỉnh Cà Mau",
            issued_level="province",
            issued_on=ends - timedelta(days=1000),
            expires_on=ends,
        )
        if self.product(which):
            self.stall.edit(self.pool[which].code, certificate=paper)

    @rule(which=WHICH, number=st.integers(1, 99))
    def a_name_changes(self, which: int, number: int) -> None:
        self.stall.edit(self.pool[which].code, name=f"Đặc sản của hợp tác xã, mẻ {number}")

    @rule(which=WHICH)
    def a_product_goes(self, which: int) -> None:
        left = [p for p in self.stall.configuration.products if p.code != self.pool[which].code]
        if left:
            self.stall.sell(left)

    @rule(which=WHICH)
    def a_product_comes(self, which: int) -> None:
        if self.product(which) is None:
            self.stall.sell([*self.stall.configuration.products, self.pool[which]])

    @rule(which=WHICH)
    def somebody_types_into_a_page(self, which: int) -> None:
        products = self.stall.configuration.products
        code = products[which % len(products)].code
        slug = next((slug for slug, known in self.slugs().items() if known == code), "")
        page = self.stall.site / "san-pham" / slug / "index.html"
        if not page.is_file():
            return  # it was not published yet
        told = page.read_text(encoding="utf-8")
        page.write_text(told.replace("</h1>", " OCOP 5 sao</h1>", 1), encoding="utf-8")

    @rule(hours=st.sampled_from([1, 7, 24, 50]))
    def time_passes(self, hours: int) -> None:
        self.stall.later(hours=hours)

    @rule(nth=st.integers(1, 40), where=st.sampled_from(["_write_aside", "_name", "_remove"]))
    def a_publish_breaks_off(self, nth: int, where: str) -> None:
        before, made, real = self.stall.whole(), count(1), getattr(SiteFolder, where)

        def dies(folder: SiteFolder, *given: Any) -> Any:
            if next(made) == nth:
                raise Killed
            return real(folder, *given)

        setattr(SiteFolder, where, dies)
        try:
            self.wait(self.stall.round())
        except Killed:
            self.findings.count("publishes broken off")
        finally:
            setattr(SiteFolder, where, real)
        self.stall.reopen()
        for name, content in self.stall.whole().items():
            if not name.startswith(ASIDE) and before.get(name) != content:
                self.is_whole(name, content)

    def is_whole(self, name: str, content: bytes) -> None:
        """Hold a file that a broken publish put in place to be one that was written to its end."""
        ends = {".html": b"</html>", ".xml": b">", ".csv": b"", ".json": b"]"}
        assert content.rstrip().endswith(ends.get(Path(name).suffix, b"")), name
        assert content, name

    @rule()
    def round_is_run(self) -> None:
        report = self.wait(self.stall.round())
        statuses = {outcome.status for outcome in report.outcomes}
        assert statuses <= {"done"}, report.problems
        assert [held.problem.code for held in report.plan.held] == []
        assert not (self.stall.site / ASIDE).exists()
        self.findings.count("rounds")
        self.is_true()

    def is_true(self) -> None:
        wanted = dict(self.wanted())
        assert in_markup(self.stall) == wanted
        assert seen(self.stall) == wanted
        for feed in (in_google(self.stall), in_meta(self.stall)):
            assert {sku: told for sku, told in feed.items() if sku in wanted} == wanted
            ended = {told.stock for sku, told in feed.items() if sku not in wanted}
            assert ended <= {"out_of_stock"}
        self.claims_are_true()
        for name in self.stall.whole():
            if name.endswith(".html"):
                for link in links_of(self.stall.page(name)):
                    assert_stands(self.stall, name, link)

    def wanted(self) -> Iterator[tuple[str, Told]]:
        for product in self.stall.configuration.products:
            for variant in product.variants:
                price = self.price(product, variant)
                yield (
                    variant.sku,
                    Told(price, "in_stock" if self.there(variant) else "out_of_stock"),
                )

    def price(self, product: Product, variant: Variant) -> int:
        """Say what it costs, by arithmetic of this test's own; no promotion takes off over half."""
        usual = math.ceil(variant.price * (100 + self.percent) / 100 / 1000) * 1000
        for campaign in product.campaigns:
            if campaign.begins <= self.stall.now() < campaign.ends and campaign.price is not None:
                return int(campaign.price) if usual <= 2 * campaign.price < 2 * usual else usual
        return usual

    def there(self, variant: Variant) -> bool:
        lots = variant.lots
        good = [x for x in lots if not x.recalled and x.best_before and x.best_before >= self.today]
        return bool(variant.stock and variant.stock.quantity > 0 and (good or not lots))

    def claims_are_true(self) -> None:
        claiming = {
            product.code
            for product in self.stall.configuration.products
            if product.certificate
            and product.certificate.expires_on
            and product.certificate.expires_on >= self.today
        }
        skus = {v.sku: p.code for p in self.pool for v in p.variants}
        slugs = self.slugs()
        for slug, page in self.stall.product_pages().items():
            assert bool(CLAIM.search(page)) == (slugs[slug] in claiming), (slug, claiming)
        for name, content in self.stall.whole().items():
            if not name.startswith(("san-pham/", "anh/", "assets/", "en/")):
                self.file_is_true(name, content.decode("utf-8"), claiming, skus)

    def file_is_true(
        self, name: str, text: str, claiming: Collection[str], skus: Mapping[Sku, Code]
    ) -> None:
        """Hold each part of a list, a feed or a lot's page to the product that it is about."""
        slugs, parts = self.slugs(), list[tuple[str, str]]()
        if name.endswith("google-vi.xml"):
            parts = [
                (skus[Sku(re.findall(r"<g:id>(.*?)</g:id>", x)[0])], x) for x in ITEM.findall(text)
            ]
        elif name.startswith("t/"):  # a lot of a SKU
            parts = [(skus[Sku(name.split("/")[1])], text)]
        elif name.endswith(".html") and not name.startswith("01/"):
            parts = [(slugs[PLACE.findall(card)[0]], card) for card in CARD.findall(text)]
            assert not CLAIM.search(CARD.sub("", text)), name
        else:
            parts = [] if claiming else [("", text)]
        for code, part in parts:
            assert not CLAIM.search(part) or code in claiming, (name, part)

    def slugs(self) -> dict[str, str]:
        found = self.wait(self._slugs())
        return {slug: code for code, slug in found.items()}

    async def _slugs(self) -> dict[str, str]:
        with open_records(self.stall.folder) as records:
            return {str(code): slug for code, slug in records.slugs().items()}

    def teardown(self) -> None:
        try:
            self.round_is_run()
            assert self.wait(self.stall.round()).plan.changes == ()
        finally:
            self.wait(self.open.aclose())
            self.runner.close()


def run(size: int, number: int, _platforms: Sequence[str] = ()) -> Findings:
    """Try so many lives of a website; 0 is 1,000."""
    findings = Findings("site")
    machine = seed(number)(type("Window", (Window,), {"findings": findings}))
    try:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=size or 1000,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=[Phase.generate],  # a life told whole tells more than a shrunk one
                print_blob=False,
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
    except Exception as fault:  # noqa: BLE001 whatever it was, it is a finding
        told = [*traceback.format_exception(fault), *getattr(fault, "__notes__", [])]
        findings.add(f"seed {number}", "\n".join(told)[-LONGEST:])
    return findings
