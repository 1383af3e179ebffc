"""`ocop adopt`: takes over a shop that people filled by hand; nothing in it changes unasked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from sync.catalog import Configuration
from sync.catalog.editing import EditRefused
from sync.catalog.fingerprint import fingerprint_of
from sync.catalog.reading import Unread
from sync.cli.adoption import Adoption, conclude, reason_of, show
from sync.cli.people import can_be_asked, decided
from sync.cli.prepare import chosen_shops, load, opening, prepared, run
from sync.cli.session import Refused, Session
from sync.cli.tables import answer_out_of_reach
from sync.marketplace import MarketplaceError
from sync.model import Code, Product, Shop, ShopName
from sync.planning.matching import Adopted, Match, adopted_as
from sync.platforms import platform_of
from sync.running.adopt import (
    Fetch,
    Survey,
    link,
    name_skus,
    picture_urls,
    survey,
)
from sync.running.adopt_catalog import (
    WrittenListing,
    file_for,
    not_sold_by,
    products_for,
    unsorted_category,
    with_pictures,
)
from sync.running.adopt_workbook import Answer, WorkbookUnread, read_workbook, write_workbook
from sync.running.catalog_edits import edit_files
from sync.store import Decision
from sync.transport.clock import Clock, legal_day
from sync.transport.pictures import PictureHosts, fetch

if TYPE_CHECKING:
    from sync.app import App

HOLD = "adopt"  # begins the note of a hold that waits for an answer here


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
        made = Adoption(session, terminal, shop, found, answers)
        show(made)
        if not answers and "asked" not in choices and can_be_asked():
            made.answers = _ask(made)
        run(_link(made, configuration, _pairs(made)))
        if choices.get("write_catalog") and made.fresh:
            _write_catalog(made, configuration)
        if choices.get("write_skus"):
            run(_write_skus(made))
            made.skus_written = True
        run(_hold(made, configuration))
    except MarketplaceError as error:
        return answer_out_of_reach(terminal, name, error.problem)
    if "asked" in choices:
        _write_workbook(made, choices["asked"])
    return conclude(made)


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
        return await survey(context, _fetching(configuration, context.shop))


def _fetching(configuration: Configuration, shop: Shop) -> Fetch:
    """Read pictures from the hosts of the shop's platform alone."""
    hosts = PictureHosts(platform_of(shop).features.picture_hosts, shop.sandbox)
    trusted = configuration.settings.trust_env_proxy
    return partial(fetch, hosts, "environment" if trusted else "none")


def _ask(made: Adoption) -> dict[str, Answer]:
    """Ask about each doubtful listing: a number chooses, nothing leaves it open."""
    answers: dict[str, Answer] = {}
    for match in made.found.matches:
        if match.certainty != "doubtful":
            continue
        made.terminal.note("adopt_ask", title=match.listing.title, why=reason_of(made, match))
        for number, candidate in enumerate(match.candidates, start=1):
            name = made.found.products[candidate.code].name
            made.terminal.note("adopt_ask_choice", number=number, code=candidate.code, name=name)
        made.terminal.note("adopt_ask_how")
        line = sys.stdin.readline()
        if not line:
            break
        said = line.strip()
        if said.isdecimal() and 0 < int(said) <= len(match.candidates):
            answers[match.listing.remote_id or ""] = Answer(match.candidates[int(said) - 1].code)
        elif said == "0":
            answers[match.listing.remote_id or ""] = Answer(None)
    return answers


def _pairs(made: Adoption) -> list[Adopted]:
    """List what is certain, or was said by a person."""
    pairs = []
    for match in made.found.matches:
        said = made.answer_to(match)
        if said is None and match.code is None:
            continue
        pair = _pair(match, said, made.found)
        if pair is not None:
            pairs.append(pair)
        elif said is None or said.code is not None:
            made.unclear.append(match)
    return pairs


def _pair(match: Match, said: Answer | None, found: Survey) -> Adopted | None:
    code = match.code if said is None else said.code
    if code is None or code not in found.products:
        return None
    known = next((c.variants for c in match.candidates if c.code == code), ())
    skus = list(known) or [None] * len(match.listing.offers)
    own = {variant.sku for variant in found.products[code].variants}
    for number, sku in (said.skus if said else {}).items():
        if number < len(skus):
            skus[number] = sku if sku in own else None
    return adopted_as(match.listing, code, tuple(skus))


async def _link(made: Adoption, configuration: Configuration, pairs: Sequence[Adopted]) -> None:
    if pairs:
        async with opening(made.session, configuration) as app:
            context = await app.context(made.shop.name)
            linked, refused = await link(context, pairs, made.found)
        made.linked += linked
        made.refused += refused


def _write_catalog(made: Adoption, configuration: Configuration) -> None:
    """Write products for what has none, with its pictures, and link them."""
    folder = made.session.config / "catalog"
    today = legal_day(Clock())
    written = products_for(made.fresh, made.shop, configuration, today)
    contents = run(_pictures(made, configuration))
    written = [with_pictures(each, contents, folder / "images") for each in written]
    _append_category(made, configuration, written)
    try:
        edit = edit_files([file_for(made.shop, written, folder)], made.session.home)
    except (EditRefused, Unread) as error:
        raise Refused.of(error.problem) from error
    fresh = load(made.session)
    left_out = set(not_sold_by(made.shop, fresh.products, written))
    pairs = [Adopted(w.listing, w.code, w.skus) for w in written if w.code not in left_out]
    products = {product.code: product for product in fresh.products}
    made.found = replace(
        made.found, products=products, pictures=_same_pictures(made, products, pairs)
    )
    run(_link(made, fresh, pairs))
    made.terminal.tell("adopt_written", count=len(written), file=edit.files[0].file.name)
    unread = left_out - products.keys()
    if unread:
        made.terminal.note("adopt_not_read", codes=tuple(sorted(unread)))
    if left_out - unread:
        made.terminal.note("adopt_not_sold", codes=tuple(sorted(left_out - unread)))


def _same_pictures(
    made: Adoption, products: Mapping[Code, Product], pairs: Iterable[Adopted]
) -> Mapping[str, int]:
    """Let the pictures that were just taken over count as those of the shop."""
    known = dict(made.found.pictures)
    for pair in pairs:
        for file in products[pair.code].images:
            mark = fingerprint_of(file.path)
            if mark is not None:
                known[file.sha256] = mark
    return known


async def _pictures(made: Adoption, configuration: Configuration) -> Mapping[str, bytes]:
    async with opening(made.session, configuration) as app:
        context = await app.context(made.shop.name)
        urls = await picture_urls(context.market, made.fresh)
    found = await _fetching(configuration, made.shop)(urls, lambda content: content)
    return {name: content for name, content in found.items() if isinstance(content, bytes)}


def _append_category(
    made: Adoption, configuration: Configuration, written: Sequence[WrittenListing]
) -> None:
    name = made.terminal.word("word_adopt_unsorted")
    text = unsorted_category(configuration.categories.keys(), written, name)
    if text:
        with (made.session.config / "categories.yaml").open("a", encoding="utf-8") as file:
            file.write(text)


async def _write_skus(made: Adoption) -> None:
    configuration = load(made.session)
    async with opening(made.session, configuration) as app:
        outcomes = await name_skus(await app.context(made.shop.name))
    done = sum(outcome.status == "done" for outcome in outcomes)
    made.terminal.tell("adopt_skus_written", done=done, count=len(outcomes))
    for outcome in outcomes:
        if outcome.problem is not None:
            made.terminal.tell(outcome.problem.code, **outcome.problem.values)


async def _hold(made: Adoption, configuration: Configuration) -> None:
    """Publish nothing that a listing without an answer may be; let go what has one by now."""
    linked = {pair.code for pair in made.linked}
    waiting = {
        candidate.code: match.listing
        for match in made.open
        for candidate in match.candidates
        if candidate.code not in linked
    }
    async with opening(made.session, configuration) as app:
        standing = await _held_before(app, made.shop.name)
        fresh = [
            decided("hold", made.shop.name, code, f"{HOLD}: {listing.title} ({listing.remote_id})")
            for code, listing in waiting.items()
            if code not in standing
        ]
        fresh += [
            decided("release", made.shop.name, code) for code in standing if code not in waiting
        ]
        await app.store.decisions.add(fresh)


async def _held_before(app: App, shop: ShopName) -> set[Code]:
    found: list[Decision] = await app.store.decisions.holds()
    return {
        one.code
        for one in found
        if one.shop == shop and one.code is not None and one.note.startswith(f"{HOLD}: ")
    }


def _write_workbook(made: Adoption, file: Path) -> None:
    try:
        write_workbook(file, made.open, made.found.products, made.terminal.word)
    except OSError as error:
        raise Refused("adopt_workbook_unwritable", file=str(file)) from error
    made.terminal.tell("adopt_workbook", file=str(file), shop=made.shop.name, count=len(made.open))
