"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sync.model import Change, Code, Dong, Listing, Offer, ShopName, Sku
from sync.store import Lease, SecretBox, Store

SHOP = ShopName("shopee-camau")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TTL_S = 60.0


@pytest.fixture
def _migrated_once() -> None:
    """Not here: these tests are about the store itself."""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the store of this test is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    return str(request.getfixturevalue("postgres_address"))


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def sealer() -> SecretBox:
    return SecretBox([Fernet.generate_key().decode("ascii")])


@pytest.fixture
async def store(address: str, sealer: SecretBox) -> AsyncIterator[Store]:
    async with Store.open(address, sealer) as opened:
        yield opened


@pytest.fixture
async def lease(store: Store) -> Lease:
    """The lease of our shop."""
    taken = await store.leases.take(SHOP, "this test", NOW, TTL_S)
    assert taken is not None
    return taken


@pytest.fixture
async def lost_lease(store: Store, lease: Lease) -> Lease:
    """A lease that somebody else took over after it had expired."""
    assert await store.leases.take(SHOP, "somebody else", lease.expires_at, TTL_S)
    return lease


@pytest.fixture
def a_listing() -> Callable[..., Listing]:
    """Make a listing of the product with this code."""

    def make(code: str = "MAT-ONG", price: int = 185_000, remote_id: str | None = None) -> Listing:
        offer = Offer(sku=Sku(f"{code}-1"), price=Dong(price), quantity=7, size_mm=(80, 80, 190))
        return Listing(
            shop=SHOP,
            code=Code(code),
            remote_id=remote_id,
            title="Mật ong rừng tràm U Minh Hạ",
            attributes={"Xuất xứ": "Cà Mau"},
            offers=(offer,),
        )

    return make


@pytest.fixture
def a_change(a_listing: Callable[..., Listing]) -> Callable[..., Change]:
    """Make a change of price for the product with this code."""

    def make(code: str = "MAT-ONG", before: int = 180_000, after: int = 185_000) -> Change:
        return Change(
            kind="reprice",
            shop=SHOP,
            code=Code(code),
            sku=Sku(f"{code}-1"),
            before=a_listing(code, before),
            after=a_listing(code, after),
            fields=("price",),
            reason="catalog",
        )

    return make
