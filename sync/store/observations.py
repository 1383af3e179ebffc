"""What we last saw standing in each shop, so that the next look can be a short one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sqlalchemy import Text, and_, bindparam, delete, or_, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import BARRED, Code, Listing, ShopName, intern_parts
from sync.store.columns import digested
from sync.store.database import Database, in_chunks, upsert
from sync.store.leases import Lease, holding
from sync.store.links import AT_ONCE
from sync.store.tables import LISTING, links, observations

_CHUNK = 1000
_DOUBTED: Final = ""  # the digest of a listing that may have changed since it was seen
_SHOWN_AFTER: Final = timedelta(minutes=2)  # no platform shows later what it was told
_NOTHING: Final[Mapping[str, Listing]] = MappingProxyType({})


class OnSale(NamedTuple):
    """A listing of ours that was live when last seen; `doubted`: it may have changed since."""

    code: Code
    shop: ShopName
    remote_id: str
    doubted: bool


class Observations:
    """Observed listings by shop and remote id; a hint for reading, never a reason for a change."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(
        self, shop: ShopName, alike: Mapping[str, Listing] = _NOTHING
    ) -> dict[str, Listing]:
        """Recall what was seen in a shop, by remote id; what is equal in `alike` is held once."""
        asked = select(observations.c.remote_id, observations.c.listing)
        asked = asked.where(observations.c.shop == shop, observations.c.digest != _DOUBTED)
        async with self._database.reading() as connection:
            rows = await connection.stream(asked)
            return {
                remote_id: intern_parts(LISTING.value(text), alike.get(remote_id))
                async for some in rows.partitions(AT_ONCE)
                for remote_id, text in some
            }

    async def standing(
        self, shops: Collection[ShopName], codes: Collection[Code]
    ) -> dict[tuple[ShopName, Code], Listing | None]:
        """Recall how these products stand in these shops: as seen, else as written there last.

        None where nothing is known of a listing of ours but that it was begun.
        """
        there = (observations.c.shop == links.c.shop) & (
            observations.c.remote_id == links.c.remote_id
        )
        asked = (
            select(links.c.shop, links.c.code, type_coerce(links.c.applied, Text),
                observations.c.listing)
            .outerjoin(observations, there & (observations.c.digest != _DOUBTED))
            .where(links.c.shop.in_(list(shops)))
        )  # fmt: skip
        found: dict[tuple[ShopName, Code], Listing | None] = {}
        for some in in_chunks(codes):
            async with self._database.asking() as connection:
                for shop, code, *told in await connection.execute(
                    asked.where(links.c.code.in_(some))
                ):
                    text = told[1] or told[0]
                    found[shop, code] = LISTING.value(text) if text else None
        return found

    async def named(self, shop: ShopName, remote_ids: Collection[str]) -> dict[str, Listing]:
        """Recall some listings of a shop, by remote id; what was never seen is left out."""
        asked = select(observations.c.remote_id, observations.c.listing)
        asked = asked.where(observations.c.shop == shop, observations.c.digest != _DOUBTED)
        found: dict[str, Listing] = {}
        for some in in_chunks(remote_ids):
            async with self._database.asking() as connection:
                rows = await connection.execute(asked.where(observations.c.remote_id.in_(some)))
                found |= {remote_id: LISTING.value(text) for remote_id, text in rows}
        return found

    async def digests(self, shop: ShopName) -> dict[str, str]:
        """Digest what was seen in a shop, by remote id."""
        async with self._database.reading() as connection:
            found = await _digests(connection, shop)
        return {remote_id: digest for remote_id, digest in found.items() if digest != _DOUBTED}

    async def put(self, lease: Lease, listings: Iterable[Listing], now: datetime) -> None:
        """Remember listings, leaving alone what was seen just so before; raises `LeaseLost`."""
        seen = list(listings)
        remote_ids = [each.remote_id for each in seen if each.remote_id is not None]
        async with holding(self._database, lease) as connection:
            known = await _digests(connection, lease.shop, remote_ids)
            await _write(connection, _changed(lease.shop, seen, known, now))

    async def replace(
        self,
        lease: Lease,
        listings: Sequence[Listing],
        now: datetime,
        before: Mapping[str, Listing] = _NOTHING,
    ) -> None:
        """Remember exactly these, after a complete sweep; raises `LeaseLost`.

        The very listings that were recalled `before` are not written down again.
        """
        seen = {listing.remote_id for listing in listings}
        news = [x for x in listings if x.remote_id is None or x is not before.get(x.remote_id)]
        async with holding(self._database, lease) as connection:
            known = await _digests(connection, lease.shop)
            await _write(connection, _changed(lease.shop, news, known, now))
            await _delete(connection, lease.shop, known.keys() - seen)

    async def forget(self, lease: Lease, remote_ids: Collection[str]) -> None:
        """Have listings looked at anew: all but their status is forgotten; raises `LeaseLost`."""
        doubted = update(observations).where(
            observations.c.shop == lease.shop, observations.c.remote_id == bindparam("doubted")
        )
        async with holding(self._database, lease) as connection:
            for some in in_chunks(remote_ids, _CHUNK):
                rows = [{"doubted": remote_id} for remote_id in some]
                await connection.execute(doubted.values(digest=_DOUBTED, listing=""), rows)

    async def on_sale(self, shops: Collection[ShopName]) -> list[OnSale]:
        """Name the listings of ours that were live in these shops when last seen."""
        asked = (
            select(links.c.code, links.c.shop, links.c.remote_id, observations.c.digest)
            .join(observations, (observations.c.shop == links.c.shop)
                & (observations.c.remote_id == links.c.remote_id))
            .where(
                links.c.shop.in_(list(shops)),
                links.c.applied.is_not(None),
                observations.c.status == "live",
            )
            .order_by(links.c.code)
        )  # fmt: skip
        async with self._database.reading() as connection:
            rows = await connection.execute(asked)
            return [OnSale(*row[:3], row.digest == _DOUBTED) for row in rows]

    async def barred(self, shops: Collection[ShopName]) -> set[tuple[ShopName, Code]]:
        """Name the products whose listing was banned or refused when last seen, by shop."""
        asked = (
            select(links.c.shop, links.c.code)
            .join(observations, (observations.c.shop == links.c.shop)
                & (observations.c.remote_id == links.c.remote_id))
            .where(
                observations.c.shop.in_(list(shops)), observations.c.status.in_(BARRED)
            )
        )  # fmt: skip
        async with self._database.asking() as connection:
            return {(row.shop, row.code) for row in await connection.execute(asked)}

    async def gone(
        self, looked: Mapping[ShopName, datetime], codes: Collection[Code]
    ) -> set[tuple[ShopName, Code]]:
        """Name the products whose listing was looked for in vain since we last wrote it.

        `looked`: when a whole shop was last looked at.
        """
        same = observations.c.shop == links.c.shop, observations.c.remote_id == links.c.remote_id
        asked = select(links.c.shop, links.c.code, links.c.applied_at).outerjoin(
            observations, and_(*same)
        )
        asked = asked.where(links.c.shop.in_(list(looked)), links.c.applied.is_not(None))
        asked = asked.where(links.c.remote_id.is_not(None))
        asked = asked.where(
            or_(observations.c.remote_id.is_(None), observations.c.status == "deleted")
        )
        found: set[tuple[ShopName, Code]] = set()
        for some in in_chunks(codes):
            async with self._database.asking() as connection:
                rows = await connection.execute(asked.where(links.c.code.in_(some)))
                found |= {(r.shop, r.code) for r in rows if _before(r.applied_at, looked[r.shop])}
        return found

    async def keep_only(self, shops: Collection[ShopName]) -> int:
        """Forget what was seen in any other shop: should it come back, it is read anew."""
        gone = delete(observations).where(observations.c.shop.not_in(list(shops)))
        async with self._database.writing() as connection:
            return (await connection.execute(gone)).rowcount


def _before(written: datetime | None, looked: datetime) -> bool:
    return written is not None and written + _SHOWN_AFTER < looked


def listing_digest(listing: Listing) -> str:
    """Digest what was seen, as it is digested where it is remembered."""
    return digested(LISTING.text(listing))


async def _digests(
    connection: AsyncConnection, shop: ShopName, remote_ids: Collection[str] | None = None
) -> dict[str, str]:
    seen = observations.c
    asked = select(seen.remote_id, seen.digest).where(seen.shop == shop)
    choices = [asked]
    if remote_ids is not None:
        choices = [asked.where(seen.remote_id.in_(some)) for some in in_chunks(remote_ids)]
    found: dict[str, str] = {}
    for choice in choices:
        found.update(map(tuple, await connection.execute(choice)))
    return found


def _changed(
    shop: ShopName, listings: Iterable[Listing], known: dict[str, str], now: datetime
) -> Iterator[dict[str, Any]]:
    for listing in listings:
        if listing.remote_id is None or listing.outline:
            raise ValueError(f"this is no listing as it was observed: {listing.code}")
        text = LISTING.text(listing)
        digest = digested(text)
        if known.get(listing.remote_id) != digest:
            yield {
                "shop": shop,
                "remote_id": listing.remote_id,
                "listing": text,
                "digest": digest,
                "status": listing.status,
                "observed_at": now,
            }


async def _write(connection: AsyncConnection, rows: Iterable[dict[str, Any]]) -> None:
    statement = upsert(connection, observations)
    for some in in_chunks(rows, _CHUNK):
        await connection.execute(statement, some)


async def _delete(
    connection: AsyncConnection, shop: ShopName, remote_ids: Iterable[str | None]
) -> None:
    gone = delete(observations).where(
        observations.c.shop == shop, observations.c.remote_id == bindparam("gone")
    )
    for some in in_chunks(remote_ids, _CHUNK):
        await connection.execute(gone, [{"gone": remote_id} for remote_id in some])
