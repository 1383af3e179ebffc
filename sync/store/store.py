"""Everything we remember, opened once and closed when the work is done."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sync.model import ShopName
from sync.store.alerts import Alerts
from sync.store.asides import StoredAsides
from sync.store.bundles import StoredBundles
from sync.store.catalog_versions import CatalogVersions
from sync.store.clocks import Clocks
from sync.store.database import Database, asking
from sync.store.decisions import Decisions
from sync.store.held import HeldChanges
from sync.store.journal import Journal
from sync.store.leases import Leases
from sync.store.links import Links
from sync.store.lots import StoredLots
from sync.store.migrate import bring_up_to_date
from sync.store.notices import GivenNotices
from sync.store.observations import Observations
from sync.store.pace import PaceRows
from sync.store.pictures import Pictures
from sync.store.push_registrations import PushRegistrations
from sync.store.refusals import Refusals
from sync.store.rounds import Rounds
from sync.store.sales import StoredSales
from sync.store.secret_box import SecretBox
from sync.store.sessions import Sessions
from sync.store.shop_facts import ShopFacts, shop_facts
from sync.store.shops import Account, KnownShops
from sync.store.shown_stock import ShownStock
from sync.store.sign_in_attempts import WINDOW, SignInAttempts
from sync.store.stock import Stock
from sync.store.tokens import StoredTokens
from sync.store.users import Users

GIVEN_UP_AFTER = timedelta(days=7)  # a notice this old tells of nothing that is so


QUIET_ROUNDS_KEPT: Final = timedelta(days=14)
TAKEN: Final = "\u2192"  # begins the name of books whose own name another account has got


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """How many rows were forgotten, by kind."""

    journal: int
    rounds: int
    movements: int
    counts: int
    observations: int
    pace: int
    messages: int
    sign_ins: int  # sessions, links and attempts
    folders: int = 0  # what a restore set aside


class Store:
    """The memory of one installation; every method raises `StoreUnavailable` when it fails."""

    def __init__(self, database: Database, secrets: SecretBox) -> None:
        self._database = database
        self.place = database.place  # where this memory lies, without what opens it
        self.alerts = Alerts(database)
        self.asides = StoredAsides(database)
        self.bundles = StoredBundles(database)
        self.catalog_versions = CatalogVersions(database)
        self.clocks = Clocks(database)
        self.decisions = Decisions(database)
        self.held = HeldChanges(database)
        self.journal = Journal(database)
        self.leases = Leases(database)
        self.links = Links(database)
        self.lots = StoredLots(database)
        self.notices = GivenNotices(database)
        self.observations = Observations(database)
        self.pace = PaceRows(database)
        self.pictures = Pictures(database)
        self.push_registrations = PushRegistrations(database, secrets)
        self.refusals = Refusals(database)
        self.rounds = Rounds(database)
        self.sales = StoredSales(database)
        self.sessions = Sessions(database)
        self.shops = KnownShops(database)
        self.shown_stock = ShownStock(database)
        self.sign_in_attempts = SignInAttempts(database)
        self.stock = Stock(database)
        self.tokens = StoredTokens(database, secrets)
        self.users = Users(database)

    async def facts(self, shops: Sequence[ShopName]) -> dict[ShopName, ShopFacts]:
        """Recall what the status of these shops is told from."""
        async with self._database.asking() as connection:
            return await connection.run_sync(lambda plain: shop_facts(asking(plain), shops))

    async def keep_accounts(self, accounts: Mapping[ShopName, Account]) -> None:
        """Let each account keep its books, whatever the shop is called now; raises `WrongKey`."""
        known = await self._with_taken_names_aside(accounts)
        for name, account in accounts.items():
            before = [old for old in known if known[old] == account and old not in accounts]
            if name not in known and len(before) == 1:
                await self.rename_shop(before[0], name)
        await self.shops.note(accounts)

    async def _with_taken_names_aside(
        self, accounts: Mapping[ShopName, Account]
    ) -> dict[ShopName, Account]:
        """Put books aside whose name another known account has by now: two exchanged their names.

        Noted first: whoever dies between finds them by their account, and goes on.
        """
        known = await self.shops.known()
        for name, account in list(known.items()):
            now = accounts.get(name, account)
            if now != account and (account in accounts.values() or now in known.values()):
                aside = ShopName(f"{TAKEN}{name}")
                await self.shops.note({aside: account})
                await self.rename_shop(name, aside)
                known[aside] = known.pop(name)
        return known

    async def rename_shop(self, old: ShopName, new: ShopName) -> None:
        """Let an account keep all that we remember of it under another name; raises `WrongKey`."""
        if await self.shops.rename(old, new):
            await self.tokens.rename(old, new)

    async def tidy(self, before: datetime, now: datetime, shops: Collection[ShopName]) -> Tidied:
        """Forget what is older than `before` and needed no more; `shops` are those configured."""
        return Tidied(
            journal=await self.journal.forget_before(before),
            rounds=await self.rounds.forget_before(before, now - QUIET_ROUNDS_KEPT),
            movements=await self.stock.forget_counted_over(before),
            counts=await self.stock.forget_counts_before(before),
            observations=await self.observations.keep_only(shops),
            pace=await self.pace.forget_idle(now),
            messages=await self.alerts.forget_before(now - GIVEN_UP_AFTER),
            sign_ins=await self.sessions.forget_over(now)
            + await self.sign_in_attempts.forget_before(now - WINDOW),
        )

    @classmethod
    @asynccontextmanager
    async def open(cls, address: str, secrets: SecretBox) -> AsyncIterator[Store]:
        """Open the store at an SQLAlchemy address, `sqlite:///...` or `postgresql://...`.

        Makes what is missing and migrates what is old. Raises `StoreUnavailable`.
        """
        database = Database(address)
        try:
            await bring_up_to_date(database)
            yield cls(database, secrets)
        finally:
            await database.close()
