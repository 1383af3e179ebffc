"""Reads stock accounts: the newest count of each SKU, and what moved after it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from functools import cache
from itertools import zip_longest
from typing import Any, Final, TypeVar

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Delete,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import BY_HAND, Aside, Count, CountSource, Movement, ShopName, Sku, StockAccount
from sync.model.words import interned
from sync.store.database import in_chunks
from sync.store.tables import bundles, counts, movements

ABSURD: Final = 10**9  # units of one SKU in one movement
MANY: Final = 2000  # from so many SKUs on, one question for all beats many for some
ASKING: Final = ("coming_back", "status_unknown", "lost_on_the_way", "received_back")
FIELDS: Final = ("shop", "reference", "sku", "reason", "quantity", "at", "held", "note", "price")


# Not as a part of a bundle, which is written beside its parts: see `Movement.bundle`.
ALONE: Final = movements.c.reason.not_like("%@%")

Question = Callable[[bool], Select[Any]]  # of some SKUs, named as it is asked, or of all
Named = TypeVar("Named", bound=str)
SOME: Final[BindParameter[Any]] = bindparam("skus", expanding=True)


async def stock_accounts(
    connection: AsyncConnection, skus: Collection[Sku] | None, moved: Question
) -> dict[Sku, StockAccount]:
    """Read the accounts of these SKUs, in their order, or of all."""
    found: dict[Sku, StockAccount] = {}
    for asked in choices(skus):
        found |= await _accounts(connection, asked, moved)
    return found if skus is None else {sku: found[sku] for sku in skus if sku in found}


async def accounts_of(connection: AsyncConnection, sku: Sku) -> list[StockAccount]:
    """Read every count of a SKU that is kept, each with what moved until the next, oldest first."""
    asked = select(counts).where(counts.c.sku == sku).order_by(counts.c.id)
    rows = (await connection.execute(asked)).mappings().all()
    moves = select(*(movements.c[name] for name in FIELDS)).where(movements.c.sku == sku)
    ordered = moves.order_by(movements.c.at, movements.c.id)
    moved = [Movement(**row) for row in (await connection.execute(ordered)).mappings()]
    found = list[StockAccount]()
    for row, following in zip_longest(rows, rows[1:]):
        until = [m for m in moved if following is None or m.at <= following["taken_at"]]
        after = [m for m in until if m.at > row["taken_at"]]
        found.append(_account(row, after, sum(m.held for m in until)))
    return found


_ORDERED: Final = (  # what buyers ordered and cancelled, and nothing that came back
    movements.c.shop != BY_HAND,
    movements.c.reason.not_like("returned%"),
    movements.c.reason.not_like("received_back%"),
)


async def sold_since(
    connection: AsyncConnection, since: datetime, skus: Collection[Sku] | None
) -> dict[Sku, int]:
    """Add up what was ordered after a moment, less what was cancelled again."""
    asked = (
        select(movements.c.sku, _sum(-movements.c.quantity).label("sold"))
        .where(movements.c.at > since, *_ORDERED)
        .group_by(movements.c.sku)
    )
    found: dict[Sku, int] = {}
    for some in choices(skus):
        which = asked if some is None else asked.where(movements.c.sku.in_(some))
        rows = (await connection.execute(which)).mappings()
        found |= {row["sku"]: max(row["sold"], 0) for row in rows}
    return found


async def sold_by_shop(
    connection: AsyncConnection, since: datetime, until: datetime
) -> dict[ShopName, int]:
    """Add up what each shop sold of everything between two moments, less what was cancelled."""
    asked = (
        select(movements.c.shop, _sum(-movements.c.quantity).label("sold"))
        .where(movements.c.at >= since, movements.c.at < until, *_ORDERED, ALONE)
        .group_by(movements.c.shop)
    )
    rows = (await connection.execute(asked)).mappings()
    return {row["shop"]: max(row["sold"], 0) for row in rows}


async def sold_in(connection: AsyncConnection, aside: Aside) -> int:
    """Add up what a shop sold of what is set aside for it, less what was cancelled."""
    asked = select(_sum(-movements.c.quantity)).where(
        movements.c.shop == aside.shop,
        movements.c.sku == aside.sku,
        movements.c.at >= aside.begins_at,
        *_ORDERED,
        ALONE,
    )
    return await connection.scalar(asked) or 0


def delete_counted_over(moment: datetime) -> Delete:
    """Delete what orders that are over moved, before a moment and before their SKU's last count."""
    counted, order = newest(of_some=False).subquery(), (movements.c.shop, movements.c.reference)
    last = func.max(movements.c.at)
    over = (
        select(*order, movements.c.sku)
        .join_from(movements, counted, movements.c.sku == counted.c.sku)
        .group_by(*order, movements.c.sku, counted.c.taken_at)
        .having(last < moment, last <= counted.c.taken_at, func.sum(movements.c.held) == 0)
    )
    boxed = (  # nobody counts a bundle; what its parts moved goes with their counts
        select(*order, movements.c.sku)
        .where(movements.c.sku.in_(select(bundles.c.sku)))
        .group_by(*order, movements.c.sku)
        .having(last < moment, func.sum(movements.c.held) == 0)
    )
    of_order = tuple_(*order, movements.c.sku)
    which = or_(of_order.in_(over), of_order.in_(boxed))
    return delete(movements).where(movements.c.shop != BY_HAND, which)


def unbelieved(shops: Collection[ShopName] | None) -> ColumnElement[bool]:
    """Find sales that were not believed; where anything else of that order is known, it is over."""
    other = movements.alias("other")
    same = (other.c[name] == movements.c[name] for name in ("shop", "reference", "sku"))
    answered = exists().where(*same, other.c.reason.not_like("unbelieved%"))
    return _in_shops(and_(movements.c.reason.like("unbelieved%"), not_(answered)), shops)


def asks_a_person(shops: Collection[ShopName] | None) -> ColumnElement[bool]:
    """Find what says where units are that a person must receive or look for, and what they told."""
    which = and_(ALONE, or_(*(movements.c.reason.like(f"{kind}%") for kind in ASKING)))
    return _in_shops(which, shops)


def _in_shops(
    which: ColumnElement[bool], shops: Collection[ShopName] | None
) -> ColumnElement[bool]:
    return which if shops is None else and_(which, movements.c.shop.in_(shops))


@cache
def each_moved(of_some: bool) -> Select[Any]:  # noqa: FBT001 a `Question`
    """Ask for every movement after its SKU's newest count."""
    asked = _since_count(of_some, *(movements.c[name] for name in FIELDS))
    return asked.order_by(movements.c.at, movements.c.id)


@cache
def summed_by_reason(of_some: bool) -> Select[Any]:  # noqa: FBT001 a `Question`
    """Ask for the same added up: one movement for each SKU and reason, of no one order."""
    quantity, held = (_sum(movements.c[name]).label(name) for name in ("quantity", "held"))
    at = func.max(movements.c.at).label("at")
    nobody = (literal("").label(name) for name in ("shop", "reference"))
    key = (movements.c.sku, movements.c.reason)
    return _since_count(of_some, *key, *nobody, quantity, held, at).group_by(*key)


def count_of(row: RowMapping) -> Count:
    """Read a count; there are hundreds of thousands, and few that differ."""
    day = row["counted_on"]
    count: Count = interned(
        Count(row["quantity"], None if day is None else date.fromisoformat(day))
    )
    return count


async def _accounts(
    connection: AsyncConnection, skus: list[Sku] | None, question: Question
) -> dict[Sku, StockAccount]:
    of_some, named, moved = skus is not None, naming(skus), dict[Sku, list[Movement]]()
    for row in (await connection.execute(question(of_some), named)).mappings():
        moved.setdefault(row["sku"], []).append(Movement(**row))
    rows = (await connection.execute(_held(of_some), named)).mappings()
    held = {row["sku"]: row["held"] for row in rows}
    counted = (await connection.execute(newest(of_some), named)).mappings()
    return {
        row["sku"]: _account(row, moved.get(row["sku"], []), held.get(row["sku"], 0))
        for row in counted
    }


def _account(row: RowMapping, moved: list[Movement], held: int) -> StockAccount:
    before = held - sum(movement.held for movement in moved)
    return StockAccount(
        count_of(row),
        interned(row["taken_at"]),
        tuple(moved),
        row["source"],
        before,
        row["reference"],
    )


def are_many(names: Collection[str]) -> bool:
    """Tell whether to ask for all rather than for these."""
    return len(names) > MANY


def choices(skus: Collection[Named] | None) -> Iterator[list[Named] | None]:
    """Say which SKUs, or codes, each question asks for; None asks for all."""
    if skus is None or are_many(skus):
        yield None
    else:
        yield from in_chunks(skus)


def naming(skus: list[Sku] | None) -> dict[str, list[Sku]]:
    """Say of which SKUs a `Question` is asked."""
    return {} if skus is None else {"skus": skus}


@cache
def newest(of_some: bool, source: CountSource | None = None) -> Select[Any]:  # noqa: FBT001
    """Ask for the newest count of each SKU, of one source or of any."""
    last = select(func.max(counts.c.id)).group_by(counts.c.sku)
    if source is not None:
        last = last.where(counts.c.source == source)
    if of_some:
        last = last.where(counts.c.sku.in_(SOME))
    return select(counts).where(counts.c.id.in_(last))


def _since_count(of_some: bool, *columns: ColumnElement[Any]) -> Select[Any]:  # noqa: FBT001
    counted = newest(of_some).subquery()
    since: ColumnElement[bool] = and_(
        movements.c.sku == counted.c.sku, movements.c.at > counted.c.taken_at
    )
    return select(*columns).join_from(movements, counted, since)


@cache
def _held(of_some: bool) -> Select[Any]:  # noqa: FBT001
    asked = select(movements.c.sku, _sum(movements.c.held).label("held"))
    if of_some:
        asked = asked.where(movements.c.sku.in_(SOME))
    return asked.group_by(movements.c.sku)


def _sum(column: ColumnElement[int]) -> ColumnElement[int]:
    """Add up whole numbers; PostgreSQL alone would make decimals of them.

    One that is absurd counts for no more than a shelf can hold: SQLite gives up where a sum leaves
    64 bits, and with it every SKU would be lost that is asked for at once.
    """
    bounded = case((column > ABSURD, ABSURD), (column < -ABSURD, -ABSURD), else_=column)
    return cast(func.sum(bounded), BigInteger)
