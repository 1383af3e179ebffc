"""Virtual time: certificates begin, end, are renewed, withdrawn; no shop claims longer than it may.

Five shops: one that edits at once, one that takes no attribute back, two that review edits for
days, one that is reached by files. Whatever the texts say and whatever else of a product waits.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sync.claims.stars import stars_claimed
from sync.marketplace import Features
from sync.model import Certificate, Count, Link, Listing, Problem, Product, Safety, Sku
from sync.model.claims import CLAIMED, claim, stars_allowed
from sync.planning import GuardInput, ShopState, identify, judged, project, propose
from tests.sync.planning.conftest import CAN, NOW, Make

make = Make()
BEGINNING = date(2026, 11, 23)
FIXED = CAN - {"remove_attributes"}
REVIEWED = frozenset({"title", "description", "brand", "attributes", "papers"})
PLATFORMS: dict[str, Features] = {
    "at-once": make.features(),
    "keeps-attributes": make.features(can=FIXED),
    "reviews-a-day": make.features(review_days=1, reviews=REVIEWED),
    "reviews-three": make.features(review_days=3, reviews=REVIEWED),
    "by-files": make.features(delivery="files"),
}
NAMES = ["Tôm khô", "Tôm khô OCOP 4 sao", "OCOP - Tôm khô", "TÔM KHÔ OCOP4SAO"]
STORIES = [
    "Tôm đất phơi nắng.",
    "Đạt OCOP 4 sao. Ngọt thịt.",
    "Ngon.\nO.C.O.P bốn sao\nDẻo.",
    "Tôm khô hạng 4 sao của chương trình OCOP",
]
DOUBT = Problem(code="disease_claim", severity="hold", fields=frozenset({"description"}))


@dataclass
class Window:
    """What buyers see in one shop, and the edit that its platform looks at meanwhile."""

    features: Features
    shown: Listing | None = None
    link: Link | None = None
    waiting: list[tuple[date, Listing]] = field(default_factory=list)

    def pass_reviews(self, today: date) -> None:
        for due, listing in self.waiting:
            if due <= today and self.shown is not None:
                self.shown = replace(listing, offers=self.shown.offers)
        self.waiting = [each for each in self.waiting if each[0] > today]


class Claims(RuleBasedStateMachine):
    """One product in five shops, a round in each of them every day."""

    TEXTS: ClassVar = st.tuples(st.sampled_from(NAMES), st.sampled_from(STORIES))

    @initialize(texts=TEXTS)
    def begin(self, texts: tuple[str, str]) -> None:
        self.today = BEGINNING
        self.windows = {name: Window(features) for name, features in PLATFORMS.items()}
        self.certificate: Certificate | None = None
        self.texts, self.doubted, self.count = texts, False, 10
        self.surprised_on = BEGINNING
        self.work()

    @rule(texts=TEXTS)
    def write(self, texts: tuple[str, str]) -> None:
        self.texts = texts
        self.work()

    @rule(days=st.integers(3, 8))
    def certify(self, days: int) -> None:
        self.certificate = Certificate(
            stars=4,
            decision_no="3981/QĐ-UBND",
            issued_by="UBND tỉnh Cà Mau",
            issued_on=self.today - timedelta(days=30),
            expires_on=self.today + timedelta(days=days),
        )
        self.surprised_on = self.today
        self.work()

    @rule()
    def withdraw(self) -> None:
        if self.certificate:
            self.certificate = replace(self.certificate, withdrawn=True)
            self.surprised_on = self.today
        self.work()

    @rule()
    def doubt_the_description(self) -> None:
        self.doubted = not self.doubted
        self.work()

    @rule(count=st.integers(0, 20))
    def sell(self, count: int) -> None:
        self.count = count
        self.work()

    @rule(days=st.integers(1, 10))
    def wait(self, days: int) -> None:
        for _ in range(days):
            self.today += timedelta(days=1)
            self.work()
            self.claims_are_true()

    def work(self) -> None:
        for window in self.windows.values():
            window.pass_reviews(self.today)
            self.round(window)
            window.pass_reviews(self.today)

    def round(self, window: Window) -> None:
        """What a round does: project, plan, guard, write; a platform that reviews waits."""
        name, story = self.texts
        product: Product = make.product(
            name=name,
            story=story,
            certificate=self.certificate,
            variants=(make.variant("TOMKHO", stock=Count(self.count)),),
        )
        listing = project(
            product, make.shop(), {Sku("TOMKHO"): self.count}, self.today, window.features
        )
        state = self.state(window, listing)
        doubts = {listing.code: [DOUBT]} if self.doubted else {}
        plan = judged(propose(state), state, GuardInput(safety=Safety(), objections=doubts))
        for change in plan.changes:
            self.write_to(window, change)

    def state(self, window: Window, listing: Listing) -> ShopState:
        seen = [replace(window.shown, remote_id="1")] if window.shown else []
        days = window.features.review_days
        return ShopState(
            shop=make.shop(),
            features=window.features,
            desired={listing.code: listing},
            observed=identify(seen, {listing.code: "1"}, {listing.code: listing.code}),
            links={listing.code: window.link} if window.link else {},
            observed_at=NOW,
            complete=True,
            stars={listing.code: stars_allowed(self.certificate, self.today, days)},
        )

    def write_to(self, window: Window, change: Any) -> None:
        was = (window.link and window.link.applied) or change.after
        if change.kind == "revise":
            stands = {name: getattr(change.after, name) for name in change.fields}
            content = replace(was, **stands)
            due = self.today + timedelta(days=window.features.review_days)
            window.waiting = [*window.waiting, (due, content)]
        else:
            content = replace(was, offers=change.after.offers)
            shown = window.shown or change.after
            window.shown = replace(shown, offers=change.after.offers)
        window.link = make.link(applied=content)

    @invariant()
    def claims_are_true(self) -> None:
        """No buyer reads of stars that no certificate in force gives, on any day.

        But what a person writes of a certificate today takes a platform its review to show.
        """
        if not hasattr(self, "windows"):
            return
        allowed = None
        if self.certificate and claim(self.certificate, self.today) in CLAIMED:
            allowed = self.certificate.stars
        for name, window in self.windows.items():
            shown = window.shown
            known_for = (self.today - self.surprised_on).days
            if shown is None or known_for < window.features.review_days:
                continue
            attributes = [f"{key}: {text}" for key, text in (shown.attributes or {}).items()]
            for text in (shown.title, shown.description, shown.brand, *attributes):
                claimed = stars_claimed(text or "") or 0
                assert claimed <= (allowed or 0), (name, self.today, text)

    @invariant()
    def no_figure_waits_for_a_claim(self) -> None:
        """What is left and what it costs stands in every shop, whatever is doubted or reviewed."""
        for window in getattr(self, "windows", {}).values():
            if window.shown is not None:
                (offer,) = window.shown.offers
                assert offer.quantity == self.count


Claims.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestClaims = Claims.TestCase


@pytest.mark.parametrize(("name", "story"), list(zip(NAMES, STORIES, strict=True)))
@pytest.mark.parametrize("doubted", [False, True])
def test_from_the_first_day_to_the_last_and_a_renewal(
    *, name: str, story: str, doubted: bool
) -> None:
    claims = Claims()
    claims.begin((name, story))
    claims.certify(12)
    if doubted:
        claims.doubt_the_description()
    claims.wait(6)
    assert {"4" in (w.shown.title or "") + (w.shown.description or "")
            for w in claims.windows.values() if w.shown} == {True}  # fmt: skip
    claims.wait(12)
    claims.no_figure_waits_for_a_claim()
    if doubted:
        claims.doubt_the_description()
    claims.certify(12)
    claims.wait(5)
    for window in claims.windows.values():
        assert "OCOP 4 sao" in ((window.shown and window.shown.description) or "")


def test_stars_that_end_while_their_edit_is_reviewed_are_not_let_through() -> None:
    claims = Claims()
    claims.begin((NAMES[0], STORIES[0]))
    claims.certify(3)
    claims.wait(6)
    claims.no_figure_waits_for_a_claim()


def test_a_withdrawal_overtakes_the_edit_that_the_certificate_brought() -> None:
    claims = Claims()
    claims.begin((NAMES[0], STORIES[0]))
    claims.certify(7)
    claims.withdraw()
    claims.wait(6)


def test_a_doubt_that_ends_in_the_last_days_brings_no_stars_back() -> None:
    claims = Claims()
    claims.begin((NAMES[0], STORIES[0]))
    claims.doubt_the_description()
    claims.certify(8)
    claims.wait(4)
    claims.doubt_the_description()
    claims.wait(5)
