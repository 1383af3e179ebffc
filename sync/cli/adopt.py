"""`ocop adopt`: takes over a shop that people filled by hand; nothing in it changes unasked."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict, Unpack

from sync.catalog import Configuration
from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.cli.adoption import conclude, reason_of, show
from sync.cli.people import can_be_asked, decided
from sync.cli.prepare import chosen_shops, load, opening, prepared, run
from sync.cli.session import Refused, Session
from sync.cli.tables import answer_out_of_reach
from sync.cli.terminal import Terminal
from sync.marketplace import MarketplaceError
from sync.model import ShopName
from sync.running.adopt import Survey, name_skus, survey
from sync.running.adopt_workbook import Answer, WorkbookUnread, read_workbook, write_workbook
from sync.running.adoption import (
    Adoption,
    CatalogPlace,
    fetching,
    hold_open,
    link_pairs,
    link_written,
    write_fresh,
)


class AdoptChoices(TypedDict, total=False):
    """What may be said to `ocop adopt`."""

    asked: Path
    answered: Path
    write_catalog: bool
    write_skus: bool


def adopt(session: Session, *, shop_name: str, **choices: Unpack[AdoptChoices]) -> int:
    """Link what is certain, ask about the rest, and write what is new; each as it was asked."""
    configuration, terminal = prepared(session)
    (name,) = chosen_shops(configuration, shop_name)
    shop = next(each for each in configuration.shops if each.name == name)
    answers = _answers(choices.get("answered"))
    try:
        found = run(_survey(session, configuration, name))
        made = Adoption(shop, found, answers)
        show(terminal, made)
        if not answers and "asked" not in choices and can_be_asked():
            made.answers = _ask(terminal, made)
        run(_link(session, configuration, made))
        if choices.get("write_catalog") and made.unwritten:
            run(_write_catalog(session, configuration, terminal, made))
        if choices.get("write_skus"):
            run(_write_skus(session, terminal, made))
        run(_hold(session, configuration, made))
    except MarketplaceError as error:
        return answer_out_of_reach(terminal, name, error.problem)
    if "asked" in choices:
        _write_workbook(terminal, made, choices["asked"])
    return conclude(terminal, made)


def _answers(filled: Path | None) -> Mapping[str, Answer]:
    if filled is None:
        return {}
    try:
        return read_workbook(filled)
    except WorkbookUnread as error:
        raise Refused(error.code, file=filled.name, cell=error.cell) from error


async def _survey(session: Session, configuration: Configuration, name: ShopName) -> Survey:
    async with opening(session, configuration) as app:
        context = await app.context(name)
        return await survey(context, fetching(context, configuration))


def _ask(terminal: Terminal, made: Adoption) -> dict[str, Answer]:
    """Ask about each doubtful listing: a number chooses, nothing leaves it open."""
    answers: dict[str, Answer] = {}
    for match in made.found.matches:
        if match.certainty != "doubtful":
            continue
        terminal.note("adopt_ask", title=match.listing.title, why=reason_of(terminal, match))
        for number, candidate in enumerate(match.candidates, start=1):
            name = made.found.products[candidate.code].name
            terminal.note("adopt_ask_choice", number=number, code=candidate.code, name=name)
        terminal.note("adopt_ask_how")
        line = sys.stdin.readline()
        if not line:
            break
        said = line.strip()
        if said.isdecimal() and 0 < int(said) <= len(match.candidates):
            answers[match.listing.remote_id or ""] = Answer(match.candidates[int(said) - 1].code)
        elif said == "0":
            answers[match.listing.remote_id or ""] = Answer(None)
    return answers


async def _link(session: Session, configuration: Configuration, made: Adoption) -> None:
    async with opening(session, configuration) as app:
        await link_pairs(await app.context(made.shop.name), made, made.pairs(), decided)


async def _write_catalog(
    session: Session, configuration: Configuration, terminal: Terminal, made: Adoption
) -> None:
    """Write products for what has none, with its pictures, and link them."""
    place = CatalogPlace(
        config=session.config, home=session.home, unsorted=terminal.word("word_adopt_unsorted")
    )
    try:
        async with opening(session, configuration) as app:
            context = await app.context(made.shop.name)
            written, edit = await write_fresh(context, made, place)
    except (EditRefused, Unread) as error:
        raise Refused.of(error.problem) from error
    fresh = load(session)
    async with opening(session, fresh) as app:
        left = await link_written(await app.context(made.shop.name), made, written, decided)
    terminal.tell("adopt_written", count=len(written), file=edit.files[0].file.name)
    if left.unread:
        terminal.note("adopt_not_read", codes=tuple(sorted(left.unread)))
    if left.unsold:
        terminal.note("adopt_not_sold", codes=tuple(sorted(left.unsold)))


async def _write_skus(session: Session, terminal: Terminal, made: Adoption) -> None:
    async with opening(session, load(session)) as app:
        outcomes = await name_skus(await app.context(made.shop.name))
    made.skus_written = True
    done = sum(outcome.status == "done" for outcome in outcomes)
    terminal.tell("adopt_skus_written", done=done, count=len(outcomes))
    for outcome in outcomes:
        if outcome.problem is not None:
            terminal.tell(outcome.problem.code, **outcome.problem.values)


async def _hold(session: Session, configuration: Configuration, made: Adoption) -> None:
    async with opening(session, configuration) as app:
        await hold_open(app.store, made, decided)


def _write_workbook(terminal: Terminal, made: Adoption, file: Path) -> None:
    try:
        write_workbook(file, made.open, made.found.products, terminal.word)
    except OSError as error:
        raise Refused("adopt_workbook_unwritable", file=str(file)) from error
    terminal.tell("adopt_workbook", file=str(file), shop=made.shop.name, count=len(made.open))
