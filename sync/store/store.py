"""Everything we remember, opened once and closed when the work is done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sync.store.approvals import Approvals
from sync.store.database import Database
from sync.store.journal import Journal
from sync.store.leases import Leases
from sync.store.links import Links
from sync.store.migrate import bring_up_to_date
from sync.store.observations import Observations
from sync.store.pace import PaceRows
from sync.store.pictures import Pictures
from sync.store.rounds import Rounds
from sync.store.secret_box import SecretBox
from sync.store.shown_stock import ShownStock
from sync.store.stock import Stock
from sync.store.tokens import StoredTokens


class Store:
    """The memory of one installation; every method raises `StoreUnavailable` when it fails."""

    def __init__(self, database: Database, secrets: SecretBox) -> None:
        self.approvals = Approvals(database)
        self.journal = Journal(database)
        self.leases = Leases(database)
        self.links = Links(database)
        self.observations = Observations(database)
        self.pace = PaceRows(database)
        self.pictures = Pictures(database)
        self.rounds = Rounds(database)
        self.shown_stock = ShownStock(database)
        self.stock = Stock(database)
        self.tokens = StoredTokens(database, secrets)

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
