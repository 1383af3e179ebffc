"""`ocop stock aside`: units that one shop alone may offer for some hours, as for a livestream."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sync.catalog.yaml_schema import scalars
from sync.cli import exits
from sync.cli.people import decided
from sync.cli.prepare import chosen_shops, opening, run
from sync.cli.session import Refused, Session
from sync.cli.stock import above_zero, day_of, entry_reference, known, read_as_written, ready
from sync.cli.stock_shown import aside_json, tell_asides, tell_standing
from sync.model import Aside
from sync.running.ledger import StockEntryRefused, StockRow


def aside(  # noqa: PLR0913 one for each thing that is said
    session: Session,
    *,
    sku: str,
    number: str,
    shop: str,
    begins: str,
    ends: str,
    date: str | None = None,
    reference: str | None = None,
) -> int:
    """Set so many aside for a shop between two times of a day; an end before it is of the next."""
    configuration, terminal = ready(session)
    (name,) = chosen_shops(configuration, shop)
    zone = configuration.settings.time_zone
    day = datetime.now(ZoneInfo(zone)).date() if date is None else day_of(date)
    from_, until = (read_as_written(scalars.time_of_day, text) for text in (begins, ends))
    until_day = day if until > from_ else day + timedelta(days=1)
    units = above_zero(number)

    async def write() -> tuple[bool, Aside, StockRow]:
        async with opening(session, configuration) as app:
            row = known(await app.ledger.rows(), sku)
            wanted = Aside(
                reference=reference or entry_reference(zone),
                sku=row.sku,
                shop=name,
                quantity=units,
                begins_at=_at(day, from_, zone),
                ends_at=_at(until_day, until, zone),
            )
            new = await app.ledger.set_aside(wanted)
            if new:
                note = f"aside {wanted.sku} {units} {name}, {wanted.reference}"
                await app.store.decisions.add([decided("stock", name, row.code, note)])
            return new, wanted, known(await app.ledger.rows(), sku)

    try:
        new, wanted, row = run(write())
    except StockEntryRefused as error:
        raise Refused(error.code, **error.values) from error
    terminal.tell(f"stock_word_{'new' if new else 'known'}", reference=wanted.reference, sku=sku)
    tell_asides(terminal, [wanted], zone)
    tell_standing(terminal, row)
    terminal.answer({**aside_json(wanted), "new": new, "offers": dict(row.offers)})
    return exits.FINE


def _at(day: date, hour: time, zone: str) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(zone))
