"""`ocop take`: writes what stands in a shop into the catalog; `ocop undo edit` puts it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, Unpack

from sync.catalog import Configuration, freezes
from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.cli import exits
from sync.cli.people import ask, can_be_asked, decided
from sync.cli.prepare import chosen_shops, load, opening, prepared, refuse_followed, run
from sync.cli.session import Refused, Session
from sync.cli.tables import show_changes
from sync.cli.terminal import Terminal
from sync.cli.undo import fields_of
from sync.model import Change, Code, Field, Problem, Shop
from sync.model.assortment import sells
from sync.output.changes import Json, change_json
from sync.platforms import platform_of
from sync.running.catalog_edits import CatalogEdit, edit_file, take_back
from sync.running.decisions import about
from sync.running.taking import TakePart, Taking, takings
from sync.store import Decision, Verdict


class TakeChoices(TypedDict, total=False):
    """What may be said to `ocop take`."""

    field: str
    everywhere: bool
    yes: bool


def take(
    session: Session, *, from_shop: str, product_code: str, **choices: Unpack[TakeChoices]
) -> int:
    """Show what differs there, ask, and write it into the catalog; comments stay."""
    configuration, terminal = prepared(session)
    refuse_followed(configuration)
    yes, everywhere = choices.get("yes", False), choices.get("everywhere", False)
    fields = fields_of(choices.get("field"))
    if not yes and not can_be_asked():
        raise Refused("take_nobody_to_ask")
    part = _part(configuration, from_shop, product_code, fields, everywhere=everywhere)
    seen = Path(part.product.source.file).read_bytes()
    found = run(_differences(session, configuration, part))
    takeable = [one for one in found if one.edits]
    _show(terminal, found, part.shop)
    if takeable and not yes and ask(terminal, "take_answers") not in ("yes", "all"):
        terminal.tell("take_left")
        takeable = []
    number = _taken(session, terminal, part, takeable, seen) if takeable else None
    if number is not None:
        terminal.tell("take_done", file=Path(part.product.source.file).name, number=number)
    terminal.answer({"taken": _json(takeable), "left": _json_left(found, takeable), "edit": number})
    return exits.FINE if len(takeable) == len(found) else exits.NOT_ALL_TRUE


def _part(
    configuration: Configuration,
    shop_name: str,
    code: str,
    fields: tuple[Field, ...],
    *,
    everywhere: bool,
) -> TakePart:
    """Find what is meant; where one shop alone sells the product, it speaks for all."""
    (name,) = chosen_shops(configuration, shop_name)
    shop = next(each for each in configuration.shops if each.name == name)
    product = next((each for each in configuration.products if each.code == code), None)
    if product is None or not sells(shop, product):
        raise Refused("take_product_unknown", product=code, shop=shop_name)
    alone = sum(sells(each, product) for each in configuration.shops) == 1
    echoes = platform_of(shop).features.echoes
    stops = frozenset(problem.code for problem in _stops(configuration, product.code))
    return TakePart(shop, product, echoes, fields, everywhere or alone, stops)


def _stops(configuration: Configuration, code: Code) -> list[Problem]:
    return [each for each in configuration.objections.get(code, ()) if freezes(each)]


async def _differences(
    session: Session, configuration: Configuration, part: TakePart
) -> list[Taking]:
    async with opening(session, configuration) as app:
        plan = await app.plan(part.shop.name, part.product.code, "full")
    return takings(plan, part)


def _show(terminal: Terminal, found: Sequence[Taking], shop: Shop) -> None:
    if not found:
        terminal.tell("take_nothing", shop=shop.name)
        return
    show_changes(terminal, [one.change for one in found if one.edits])
    for one in found:
        if one.why:
            show_changes(terminal, [one.change])
            terminal.tell(one.why, about=one.change.sku or one.change.code)
    if any(one.wide for one in found):
        terminal.tell("take_for_all_shops")


def _taken(
    session: Session,
    terminal: Terminal,
    part: TakePart,
    takeable: Sequence[Taking],
    seen: bytes,
) -> int:
    """Write it, look whether the shop is wanted as it stands now, and note who did it.

    What does not come out as it stands there is put back at once; raises Refused.
    """
    file = Path(part.product.source.file)
    try:
        edits = [edit for one in takeable for edit in one.edits]
        done = edit_file(file, edits, session.home, seen)
        if why := run(_remains(session, terminal, part, takeable)):
            take_back(done.digest, session.home)
            raise Refused("take_put_back", why=why)
    except (EditRefused, Unread) as error:
        raise Refused.of(error.problem) from error
    return run(_noted(session, takeable, done))


async def _remains(
    session: Session, terminal: Terminal, part: TakePart, takeable: Sequence[Taking]
) -> str | None:
    """Say what the catalog or the shop has against what was written; None is nothing."""
    configuration = load(session)
    code = part.product.code
    product = next((each for each in configuration.products if each.code == code), None)
    new = (stop for stop in _stops(configuration, code) if stop.code not in part.known_stops)
    if stop := next(new, None):
        return terminal.of_problem(stop).what
    fresh = replace(part, product=product) if product else None
    taken = {(one.change.sku, one.change.fields) for one in takeable}
    left = await _differences(session, configuration, fresh) if fresh else []
    still = [one for one in left if (one.change.sku, one.change.fields) in taken]
    return terminal.word(f"word_field_{still[0].change.fields[0]}") if still else None


async def _noted(session: Session, takeable: Sequence[Taking], done: CatalogEdit) -> int:
    """Write down who took what; answers the number under which it can be put back."""
    configuration = load(session)
    changes = [one.change for one in takeable]
    async with opening(session, configuration) as app:
        await app.store.decisions.add(
            _decisions("take", changes, done.digest, done.files[0].file.name)
        )
        newest = await app.store.decisions.entries(limit=1)
        return newest[0].id


def _decisions(
    verdict: Verdict, changes: Collection[Change], digest: str, file: str
) -> list[Decision]:
    said = decided(verdict, note=file)
    return [about(said, change, digest) for change in changes]


def _put_back(terminal: Terminal, digest: str, home: Path, *, yes: bool) -> tuple[Path, ...] | None:
    """Put an edit back; a recalled lot goes on sale again on a person's word alone. None: a no."""
    try:
        return take_back(digest, home, lifting=yes)
    except EditRefused as error:
        if error.problem.code != "edit_lifts_recall" or not can_be_asked():
            raise
        terminal.note(error.problem.code, **error.problem.values)
    if ask(terminal, "undo_edit_answers") not in ("yes", "all"):
        terminal.tell("undo_left")
        return None
    return take_back(digest, home, lifting=True)


def undo_edit(session: Session, *, edit_number: int, yes: bool = False) -> int:
    """Put back what stood in the catalog before an edit, if nobody has changed the file since."""
    configuration, terminal = prepared(session)

    async def found() -> list[Decision]:
        async with opening(session, configuration) as app:
            return await app.store.decisions.edit(edit_number)

    taken = run(found())
    if not taken:
        raise Refused("undo_edit_unknown", number=str(edit_number))
    digest = str(taken[0].digest)
    try:
        files = _put_back(terminal, digest, session.home, yes=yes)
    except (EditRefused, Unread) as error:
        raise Refused.of(error.problem) from error
    if files is None:
        return exits.NOT_ALL_TRUE
    names = ", ".join(file.name for file in files)
    changes = [
        replace(one.change, before=one.change.after, after=one.change.before)
        for one in taken
        if one.change and one.change.before
    ]

    async def note() -> None:
        async with opening(session, configuration) as app:
            said = [
                replace(decided("undo", code=one.code, note=names), digest=digest) for one in taken
            ]
            noted = _decisions("undo", changes, digest, names) if changes else said
            await app.store.decisions.add(noted)

    run(note())
    show_changes(terminal, changes)
    terminal.tell("undo_edit_done", file=names)
    terminal.answer({"put_back": [change_json(change) for change in changes]})
    return exits.FINE


def _json(takeable: Sequence[Taking]) -> list[Json]:
    return [change_json(one.change) for one in takeable]


def _json_left(found: Sequence[Taking], takeable: Sequence[Taking]) -> list[Json]:
    left = (one for one in found if one not in takeable)
    return [{"change": change_json(one.change), "why": one.why or "take_left"} for one in left]
