"""`ocop stock aside`: units that one shop alone may offer for some hours, as for a livestream."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

from sync.catalog import Configuration
from sync.catalog.yaml_schema import scalars
from sync.cli import exits
from sync.cli.people import decided
from sync.cli.prepare import chosen_shops, opening, run
from sync.cli.session import Refused, Session
from sync.cli.stock import above_zero, day_of, known, read_as_written, ready
from sync.cli.stock_shown import tell_asides, tell_standing
from sync.model import Aside, Sku
from sync.output.stock import aside_json
from sync.running.ledger import StockEntryRefused, StockRow, new_reference
from sync.transport.clock import Clock


class AsideDay(TypedDict, total=False):
    """Today, unless a day is named."""

    date: str | None


class AsideHours(AsideDay):
    """From when to when, on the clock of the cooperative."""

    begins: str
    ends: str


def aside(
    session: Session,
    *,
    sku: str,
    number: str,
    shop: str,
    reference: str | None = None,
    **hours: Unpack[AsideHours],
) -> int:
    """Set so many aside for a shop; `hours`: when it `begins` and `ends`, on which `date`."""
    configuration, terminal = ready(session)
    zone = configuration.settings.time_zone
    begins_at, ends_at = _between(zone, **hours)
    wanted = Aside(
        reference=reference or new_reference(Clock().now(), zone),
        sku=Sku(sku),
        shop=chosen_shops(configuration, shop)[0],
        quantity=above_zero(number),
        begins_at=begins_at,
        ends_at=ends_at,
    )
    try:
        new, row = run(_write(session, configuration, wanted))
    except StockEntryRefused as error:
        raise Refused(error.code, **error.values) from error
    terminal.tell(f"stock_word_{'new' if new else 'known'}", reference=wanted.reference, sku=sku)
    tell_asides(terminal, [wanted], zone)
    tell_standing(terminal, row)
    terminal.answer({**aside_json(wanted), "new": new, "offers": dict(row.offers)})
    return exits.FINE


async def _write(
    session: Session, configuration: Configuration, wanted: Aside
) -> tuple[bool, StockRow]:
    async with opening(session, configuration) as app:
        row = known(await app.ledger.rows(), wanted.sku)
        new = await app.ledger.set_aside(wanted)
        if new:
            note = f"aside {wanted.sku} {wanted.quantity} {wanted.shop}, {wanted.reference}"
            await app.store.decisions.add([decided("stock", wanted.shop, row.code, note)])
        return new, known(await app.ledger.rows(), wanted.sku)


def _between(
    zone: str, *, begins: str, ends: str, date: str | None = None
) -> tuple[datetime, datetime]:
    """Read two times of a day; an end that is not after the beginning is of the next day."""
    day = datetime.now(ZoneInfo(zone)).date() if date is None else day_of(date)
    from_, until = (read_as_written(scalars.time_of_day, text) for text in (begins, ends))
    until_day = day if until > from_ else day + timedelta(days=1)
    return _at(day, from_, zone), _at(until_day, until, zone)


def _at(day: date, hour: time, zone: str) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(zone))
