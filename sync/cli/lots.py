"""`ocop lots`: the lots of each SKU; one is added, or recalled in every shop by one command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict, TypeVar, Unpack

from sync.app import App, ShopFailed
from sync.catalog import CatalogCache, Configuration, KeptFiles
from sync.catalog.editing import EditRefused, Value
from sync.catalog.nearest import nearest
from sync.catalog.reading import Unread
from sync.cli import exits
from sync.cli.edit_note import edit_noted
from sync.cli.people import ask, can_be_asked
from sync.cli.prepare import load, opening, refuse_followed, run
from sync.cli.rounds import followed_by, show_unreached, sync_exit, until_true
from sync.cli.session import Refused, Session
from sync.cli.stock import day_of, quantity_of, ready
from sync.cli.tables import show_report
from sync.cli.terminal import Terminal, laid_out
from sync.inventory.lots import LotStock, as_they_stand
from sync.model import Lot, Problem, Product, Shop, ShopName, Sku, Variant
from sync.model.assortment import sells
from sync.model.trace import lot_path
from sync.output.changes import report_json, unreached_json
from sync.output.stock import lot_state
from sync.platforms import platform_of, sites_of_lots
from sync.running.catalog_edits import CatalogEdit
from sync.running.lot_edits import LotPart, add_lot, lot_named, recall_lot
from sync.running.plan import Scope
from sync.running.product_edits import EditUnsound
from sync.running.report import Report
from sync.transport.clock import Clock, legal_day

Found = TypeVar("Found")
COLUMNS = ("sku", "lot", "made_on", "best_before", "lot_left", "lot_state")


class LotFacts(TypedDict, total=False):
    """What may be said of a new lot."""

    made: str
    best_before: str
    quantity: str
    place: str
    maker: str
    area: str


class RecallChoices(TypedDict, total=False):
    """What may be said to `ocop lots recall`."""

    reason: str
    recalled_on: str
    yes: bool


@dataclass(frozen=True, slots=True)
class _Meant:
    """The pack that a command is about, and where it is told."""

    session: Session
    configuration: Configuration
    terminal: Terminal
    product: Product
    variant: Variant

    @property
    def sku(self) -> Sku:
        return self.variant.sku


def lots(session: Session, *, sku: str | None = None) -> int:
    """Show every lot that is written, or those of one SKU: what is left, and where its page is."""
    configuration, terminal = ready(session)
    packs = [v for p in configuration.products for v in p.variants]
    if sku is not None:
        packs = [_meant(session, sku).variant]

    async def left() -> Mapping[Sku, Sequence[LotStock]]:
        async with opening(session, configuration) as app:
            return await app.ledger.lots()

    stocks, today = run(left()), legal_day(Clock())
    sites = [site for _, site in sites_of_lots(configuration.shops)]
    rows, said = [], []
    for variant in packs:
        left_of = stocks.get(variant.sku, ())
        units = {s.lot.number: s.units for s in left_of if s.lot}
        for lot in as_they_stand(variant.lots, left_of):
            found, state = units.get(lot.number), lot_state(lot, today)
            rows.append([variant.sku, *_cells(lot), _number(found), terminal.word(state)])
            path = lot_path(variant.sku, lot.number, variant.gtin)
            of_lot = [f"{site}/{path}" for site in sites]
            told = {"sku": variant.sku, "lot": lot.number, "left": found}
            said.append({**told, "state": state.removeprefix("word_lot_"), "pages": of_lot})
    if rows:
        laid_out(terminal, COLUMNS, rows)
    else:
        terminal.tell("lots_none")
    terminal.answer({"lots": said})
    return exits.FINE


def _cells(lot: Lot) -> list[str]:
    days = (f"{day:%d/%m/%Y}" if day else "–" for day in (lot.made_on, lot.best_before))
    return [lot.number, *days]


def _number(units: int | None) -> str:
    return "–" if units is None else str(units)


def add(session: Session, *, sku: str, lot_number: str, **facts: Unpack[LotFacts]) -> int:
    """Write a new lot into the catalog."""
    meant = _meant(session, sku)
    refuse_followed(meant.configuration)
    lot: dict[str, Value] = {
        "lot": " ".join(lot_number.split()),
        "made_on": day_of(facts["made"]) if "made" in facts else None,
        "best_before": day_of(facts["best_before"]) if "best_before" in facts else None,
        "quantity": quantity_of(facts["quantity"]) if "quantity" in facts else None,
        "place": facts.get("place"),
        "made_by": facts.get("maker"),
        "growing_area_code": facts.get("area"),
    }
    number = _edited(meant, f"+ {lot['lot']}", lambda: add_lot(_part(meant), lot))
    values = {"sku": meant.sku, "lot": str(lot["lot"]), "number": number}
    meant.terminal.tell("lot_added", **values, file=Path(meant.product.source.file).name)
    meant.terminal.answer({"sku": meant.sku, "lot": lot["lot"], "edit": number})
    return exits.FINE


def recall(session: Session, *, sku: str, lot_number: str, **choices: Unpack[RecallChoices]) -> int:
    """Take a lot back: no shop sells it any more, and its page says so."""
    meant, yes = _meant(session, sku), choices.get("yes", False)
    refuse_followed(meant.configuration)
    day = day_of(choices["recalled_on"]) if "recalled_on" in choices else legal_day(Clock())
    if not yes and not can_be_asked():
        raise Refused("lot_recall_nobody_to_ask")
    _tell_what_goes(meant, lot_number)
    if not yes and ask(meant.terminal, "lot_recall_answers") not in ("yes", "all"):
        meant.terminal.tell("lot_recall_left")
        return exits.NOT_ALL_TRUE
    why = " ".join(choices.get("reason", "").split())
    note = f"! {lot_number}"
    number = _edited(meant, note, lambda: recall_lot(_part(meant), lot_number, day, why))
    meant.terminal.tell("lot_recalled_now", sku=meant.sku, lot=lot_number, number=number)
    return _tell_shops(meant, number)


def _tell_what_goes(meant: _Meant, number: str) -> None:
    """Say how many are off sale then, and where; raises Refused for a lot that is not there."""

    async def left() -> Sequence[LotStock]:
        async with opening(meant.session, meant.configuration) as app:
            return (await app.ledger.lots()).get(meant.sku, [])

    lot = _as_said(lambda: lot_named(meant.variant, number), meant.terminal)
    units = sum(each.units for each in run(left()) if each.lot and each.lot.number == number)
    shops = [shop.name for shop in _concerned(meant, meant.configuration)]
    code = "lot_recall_whole" if lot.quantity is None else "lot_recall_some"
    values = {"sku": meant.sku, "lot": number, "shops": ", ".join(shops) or "–"}
    meant.terminal.tell(code, **values, units=units)


def _tell_shops(meant: _Meant, number: int) -> int:
    """Tell every shop at once: stock alone where there is any, whole pages where lots have some."""
    configuration, terminal = load(meant.session), meant.terminal
    shops = _concerned(meant, configuration)
    with_pages = {shop.name for shop in shops if "lots" in platform_of(shop).features.can}

    async def act(app: App, shop: ShopName) -> Report:
        urgent = await app.run_urgent(shop, [meant.sku])
        whole = not urgent.plan.problems  # all that was asked of it is known, of this SKU
        told = replace(urgent, plan=replace(urgent.plan, complete=whole))
        if shop not in with_pages:
            return told
        both = followed_by(told, await app.sync(shop, Scope(meant.product.code), "quick"))
        return both if isinstance(both, Report) else told

    async def all_shops() -> list[Report | ShopFailed]:
        async with opening(meant.session, configuration) as app:
            await app.prove_home()
            return await until_true(app, terminal, [shop.name for shop in shops], act)

    results = run(all_shops())
    plans = []
    for result in results:
        if isinstance(result, ShopFailed):
            show_unreached(terminal, [result])
            plans.append(unreached_json(result.shop, result.problem, terminal.language))
        else:
            show_report(terminal, result)
            plans.append(report_json(result, terminal.language))
    terminal.answer({"edit": number, "plans": plans})
    return sync_exit(results, configuration)


def _concerned(meant: _Meant, configuration: Configuration) -> list[Shop]:
    """Name the shops that sell it, alone or in a bundle."""
    goods = [
        product
        for product in configuration.products
        if any(v.sku == meant.sku or meant.sku in (v.made_of or ()) for v in product.variants)
    ]
    return [s for s in configuration.shops if any(sells(s, product) for product in goods)]


def _meant(session: Session, sku: str) -> _Meant:
    """Find a pack by its SKU; raises Refused with the nearest when there is none of that name."""
    configuration, terminal = ready(session)
    packs = {v.sku: (p, v) for p in configuration.products for v in p.variants}
    if (found := packs.get(Sku(sku))) is None:
        raise Refused("sku_unknown", given=sku, nearest=nearest(sku, packs) or "–")
    return _Meant(session, configuration, terminal, *found)


def _part(meant: _Meant) -> LotPart:
    session, kept = meant.session, KeptFiles.of(meant.session.home, meant.session.config)

    def load_instead(instead: Mapping[Path, bytes]) -> Configuration:
        return load(session, CatalogCache(kept, instead=instead))

    return LotPart(meant.product, meant.sku, session.home, load_instead)


def _edited(meant: _Meant, note: str, write: Callable[[], CatalogEdit]) -> int:
    """Make an edit if the catalog makes sense with it; answers the number to undo it by."""
    done = _as_said(write, meant.terminal)
    noted = edit_noted(meant.session, meant.configuration, done, [meant.product.code], note)
    return run(noted)


def _as_said(work: Callable[[], Found], terminal: Terminal) -> Found:
    """Do what may be refused; raises Refused in the words of the catalog."""
    try:
        return work()
    except (EditRefused, Unread) as error:
        problem: Problem = error.problem
        values = {name: str(value) for name, value in problem.values.items()}
        raise Refused(problem.code, **values) from error
    except EditUnsound as error:
        why = "; ".join(terminal.of_problem(each).what for each in error.problems)
        raise Refused("lot_unsound", why=why) from error
