"""One shop without an API, as the engine sees it: its folder of files and its book."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from adapters.sheet import requirements, rows, sales
from adapters.sheet.book import AWAITED, ON_SALE, Book, Run, read_book, write_book
from adapters.sheet.desk import Desk
from adapters.sheet.features import FEATURES
from adapters.sheet.figures import all_told, on_sale, priced
from adapters.sheet.filling import filled
from adapters.sheet.profiles import profile_of
from adapters.sheet.sending import (
    ADD,
    EDIT,
    Wish,
    asked_all,
    begun,
    closed,
    refusal,
    sent,
    tasks_of,
    wishes,
)
from adapters.sheet.shelf import listing_of, listings_of, outstanding_of
from adapters.sheet.writing.outbox import Outbox
from adapters.sheet.writing.pictures import keep, kept
from sync.marketplace import (
    ApiClient,
    Connection,
    Features,
    Image,
    Outstanding,
    Rejected,
    TakenIn,
    Unavailable,
    Uploaded,
)
from sync.model import Change, Listing, Order, Outcome, Problem, ShopName, Value


class SheetShop:
    """Both `Marketplace` and `FileExchange`; everything that it knows stands in the book.

    The run that is open is the only state: `begin_run` closes it, the first row opens the next.
    """

    features: Features = FEATURES

    def __init__(self, connection: Connection, _line: ApiClient) -> None:
        if connection.folder is None:
            raise Rejected([Problem(code="exchange_folder_missing")])
        self._shop, self._folder, self._now = connection.shop, connection.folder, connection.now
        self._profile = profile_of(connection.form)
        self._run: Run | None = None
        self._plan = ""

    def normalize(self, listing: Listing) -> Listing:
        return rows.normalize(listing, self._profile)

    def problems(self, listing: Listing) -> list[Problem]:
        return requirements.problems(listing, self._book())

    async def prepare(self, listings: Sequence[Listing]) -> None:
        """Nothing is to be learned: the book says it all."""

    async def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:  # noqa: ARG002 the book is always at hand
        self._mend()
        for listing in listings_of(self._book()):
            yield listing

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        book = self._book()
        found = (listing_of(book, listing.code) for listing in listings)
        return [listing for listing in found if listing is not None]

    async def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        for order in sales.orders(self._book(), since, until):
            yield order

    async def orders_named(self, references: Sequence[str]) -> list[Order]:  # noqa: ARG002
        return []  # nobody pushes: what a person wrote down is in the book

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        try:
            return [keep(self._folder, image) for image in images]
        except OSError as error:
            raise self._unwritable(error) from error

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        try:
            if changes and changes[0].kind in {"reprice", "restock"}:
                return self._send_figures(changes)
            return self._send(changes)
        except OSError as error:
            return _all_failed(changes, self._unwritable(error).problem)
        except Unavailable as error:
            return _all_failed(changes, error.problem)

    def outstanding(self) -> Outstanding:
        return outstanding_of(self._book())

    def addressee(self, file: Path) -> ShopName | None:
        return Desk(self._folder, self._shop, self._profile).addressee(file)

    def take_in(self, file: Path) -> TakenIn:
        try:
            return Desk(self._folder, self._shop, self._profile).take_in(file, self._now())
        except OSError as error:
            raise self._unwritable(error) from error

    def set_aside(self, file: Path, why: str) -> Path:
        return Desk(self._folder, self._shop, self._profile).set_aside(file, why)

    def begin_run(self, plan: str = "") -> None:
        self._run, self._plan = None, plan

    def ask_all(self) -> int:
        book, run = self._open(self._book())
        asked, grown = asked_all(book, run)
        if grown.rows > run.rows:
            self._lay(asked, [grown])
        return grown.rows - run.rows

    def tell_figures(self) -> Path | None:
        book, run = self._open(self._book())
        if not any({entry.state, entry.settled} & ON_SALE for entry in book.entries.values()):
            return None
        book = all_told(book, run, self._now())
        self._lay(book, [book.runs[run.name]])
        return self._outbox(book).figures_of(run)

    def unanswered(self) -> Sequence[Path]:
        book = self._book()
        waiting = {entry.run for entry in book.entries.values() if entry.state in AWAITED}
        runs = [run for run in book.runs.values() if run.name in waiting]
        return [file for run in runs for file in self._outbox(book).carried(run)]

    def close(self, run: str) -> int:
        book = self._book()
        if run not in book.runs:
            values: dict[str, Value] = {"run": run, "known": tuple(sorted(book.runs))}
            raise Rejected([Problem(code="run_unknown", values=values)])
        book, asking = closed(book, run, self._now())
        self._lay(book, [asking] if asking else [])
        return asking.rows if asking else 0

    def fill(self, template: Path, listings: Sequence[Listing]) -> Path:
        return filled(template, listings, self._profile, self._folder)

    def _book(self) -> Book:
        return read_book(self._folder, self._shop)

    def _mend(self) -> None:
        """Lay the files anew of runs that broke off between the book and the files."""
        book = self._book()
        broken = [run for run in book.runs.values() if run.state == "begun"]
        if broken:
            try:
                self._lay(book, broken)
            except OSError as error:
                raise self._unwritable(error) from error

    def _open(self, book: Book) -> tuple[Book, Run]:
        """Give the run of this round; a round has one, however many kinds of change it brings."""
        if self._run is None or self._run.name not in book.runs:
            book, self._run = begun(book, self._now(), self._plan)
        return book, book.runs[self._run.name]

    def _send(self, changes: Sequence[Change]) -> list[Outcome]:
        book, outcomes = self._book(), list[Outcome]()
        for change in self._pictured(changes):
            asked = wishes(change, book)
            problem = self._pictures_missing(change, asked)
            if refused := refusal(asked, book):
                outcomes.append(Outcome(change=change, status="rejected", problem=refused))
            elif problem:
                outcomes.append(Outcome(change=change, status="failed", problem=problem))
            elif not asked:
                outcomes.append(_told(change, book))
            else:
                book, run = self._open(book)
                book = sent(book, run, change, asked)
                outcomes.append(_sent(change))
        if any(outcome.status == "sent" for outcome in outcomes) and self._run:
            self._lay(book, [book.runs[self._run.name]])
        return outcomes

    def _send_figures(self, changes: Sequence[Change]) -> list[Outcome]:
        book = self._book()
        book, run = self._open(book)
        book = priced(book, run, changes, self._now())
        if any(on_sale(book, change) for change in changes):
            self._lay(book, [book.runs[run.name]])
        return [_sent(c) if on_sale(book, c) else _told(c, book) for c in changes]

    def _lay(self, book: Book, runs: Iterable[Run]) -> None:
        """Book, files, book: whatever breaks off in between is laid anew from the book."""
        write_book(self._folder, book)
        outbox = self._outbox(book)
        for run in runs:
            if tasks := tasks_of(book, run.name):
                outbox.lay(run, tasks)
            if run.figures:
                outbox.lay_figures(run)
            book = replace(book, runs={**book.runs, run.name: replace(run, state="sent")})
        write_book(self._folder, book)

    def _outbox(self, book: Book) -> Outbox:
        return Outbox(folder=self._folder, profile=self._profile, book=book)

    def _pictured(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Give every picture the name under which it was put by, which tells its kind."""
        for change in changes:
            images = tuple(
                replace(picture, remote_id=file.name) if file else picture
                for picture in change.after.images or ()
                for file in [kept(self._folder, picture.sha256)]
            )
            yield replace(change, after=replace(change.after, images=images))

    def _pictures_missing(self, change: Change, asked: Sequence[Wish]) -> Problem | None:
        wanted = change.after.images or () if {ADD, EDIT} & {action for _, action in asked} else ()
        if all(kept(self._folder, picture.sha256) for picture in wanted):
            return None
        return Problem(code="image_missing", values={"platform_message": change.code})

    def _unwritable(self, error: OSError) -> Unavailable:
        values = {"file": str(error.filename or self._folder), "why": error.strerror or ""}
        return Unavailable(Problem(code="exchange_unwritable", values=values))


def _told(change: Change, book: Book) -> Outcome:
    """What needs no row is confirmed already, or waits for another row of this product."""
    listing = listing_of(book, change.code)
    if listing is not None and listing.sent_at is not None:
        problem = Problem(code="left_for_next_round")
        return Outcome(change=change, status="failed", problem=problem, remote_id=change.code)
    return Outcome(change=change, status="done", remote_id=change.code)


def _sent(change: Change) -> Outcome:
    return Outcome(change=change, status="sent", remote_id=change.code)


def _all_failed(changes: Sequence[Change], problem: Problem) -> list[Outcome]:
    return [Outcome(change=change, status="failed", problem=problem) for change in changes]
