"""One shop without an API, as the engine sees it: its folder of files and its records."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from adapters.sheet import orders, requirements, writing
from adapters.sheet.features import FEATURES
from adapters.sheet.listings import listing_of, listings_of, outstanding_of
from adapters.sheet.profiles import profile_of
from adapters.sheet.records import (
    AWAITED,
    ON_SALE,
    Records,
    Run,
    id_of,
    read_records,
    write_records,
)
from adapters.sheet.run_files import RunFiles, keep, kept
from adapters.sheet.runs import (
    ADD,
    EDIT,
    RowAction,
    all_asked,
    all_told,
    begun,
    closed,
    known_as,
    on_sale,
    priced,
    refusal,
    row_actions,
    rows_of,
    sent,
    superseded,
)
from adapters.sheet.take_in import ResultIntake
from adapters.sheet.template import filled
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
    """Both `Marketplace` and `FileExchange`; everything that it knows stands in the records.

    The run that is open is the only state: `begin_run` closes it, the first row opens the next.
    """

    features: Features

    def __init__(self, connection: Connection, _line: ApiClient) -> None:
        if connection.folder is None:
            raise Rejected([Problem(code="exchange_folder_missing")])
        self._shop, self._folder, self._now = connection.shop, connection.folder, connection.now
        self._profile = profile_of(connection.form)
        self.features = replace(FEATURES, title=self._profile.title)
        self._run: Run | None = None
        self._plan = ""

    def normalize(self, listing: Listing) -> Listing:
        return writing.normalize(listing)

    def problems(self, listing: Listing) -> list[Problem]:
        return requirements.problems(listing, self._records())

    async def prepare(self, listings: Sequence[Listing]) -> None:
        """Nothing is to be learned: the records says it all."""

    async def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:  # noqa: ARG002 the records is always at hand
        self._mend()
        for listing in listings_of(self._records()):
            yield listing

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        records = self._records()
        found = (listing_of(records, id_of(each)) for each in listings)
        return [listing for listing in found if listing is not None]

    async def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        for order in orders.orders_of(self._records(), since, until):
            yield order

    async def orders_named(self, references: Sequence[str]) -> list[Order]:  # noqa: ARG002
        return []  # nobody pushes: what a person wrote down is in the records

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
        return outstanding_of(self._records())

    def addressee(self, file: Path) -> ShopName | None:
        return ResultIntake(self._folder, self._shop, self._profile).addressee(file)

    def take_in(self, file: Path) -> TakenIn:
        intake = ResultIntake(self._folder, self._shop, self._profile)
        try:
            return intake.take_in(file, self._now())
        except OSError as error:
            raise self._unwritable(error) from error

    def set_aside(self, file: Path, why: str) -> Path:
        return ResultIntake(self._folder, self._shop, self._profile).set_aside(file, why)

    def forget_old(self) -> None:
        ResultIntake(self._folder, self._shop, self._profile).forget_old(self._now())

    def begin_run(self, plan: str = "") -> None:
        self._run, self._plan = None, plan

    def ask_all(self) -> int:
        records, run = self._open(self._records())
        asked, grown = all_asked(records, run)
        if grown.rows > run.rows:
            self._lay(asked, [grown])
        return grown.rows - run.rows

    def tell_figures(self) -> Path | None:
        records, run = self._open(self._records())
        if not any({entry.state, entry.settled} & ON_SALE for entry in records.entries.values()):
            return None
        records = all_told(records, run, self._now())
        self._lay(records, [records.runs[run.name]])
        return self._run_files(records).figures_of(run)

    def unanswered(self) -> Sequence[Path]:
        records = self._records()
        waiting = {entry.run for entry in records.entries.values() if entry.state in AWAITED}
        runs = [run for run in records.runs.values() if run.name in waiting]
        return [file for run in runs for file in self._run_files(records).carried(run)]

    def close(self, run: str) -> int:
        records = self._records()
        if run not in records.runs:
            values: dict[str, Value] = {"run": run, "known": tuple(sorted(records.runs))}
            raise Rejected([Problem(code="run_unknown", values=values)])
        records, asking = closed(records, run, self._now())
        self._lay(records, [asking] if asking else [])
        return asking.rows if asking else 0

    def fill(self, template: Path, listings: Sequence[Listing]) -> Path:
        return filled(template, listings, self._profile, self._folder)

    def _records(self) -> Records:
        return read_records(self._folder, self._shop)

    def _mend(self) -> None:
        """Lay the files anew of runs that broke off between the records and the files."""
        records = self._records()
        broken = [run for run in records.runs.values() if run.state == "begun"]
        if broken:
            try:
                self._lay(records, broken)
            except OSError as error:
                raise self._unwritable(error) from error

    def _open(self, records: Records) -> tuple[Records, Run]:
        """Give the run of this round; a round has one, however many kinds of change it brings."""
        if self._run is None or self._run.name not in records.runs:
            records, self._run = begun(records, self._now(), self._plan)
        return records, records.runs[self._run.name]

    def _send(self, changes: Sequence[Change]) -> list[Outcome]:
        records, outcomes, old = self._records(), list[Outcome](), set[str]()
        for pictured in self._pictured(changes):
            change = known_as(pictured, records)
            asked = row_actions(change, records)
            problem = self._pictures_missing(change, asked)
            if refused := refusal(asked, records):
                outcomes.append(Outcome(change=change, status="rejected", problem=refused))
            elif problem:
                outcomes.append(Outcome(change=change, status="failed", problem=problem))
            elif not asked:
                outcomes.append(_told(change, records))
            else:
                records, run = self._open(records)
                old |= superseded(records, asked) - {run.name}
                records = sent(records, run, change, asked)
                outcomes.append(_sent(change))
        if any(outcome.status == "sent" for outcome in outcomes) and self._run:
            runs = [records.runs[name] for name in sorted(old & records.runs.keys())]
            self._lay(records, [*runs, records.runs[self._run.name]])
        return outcomes

    def _send_figures(self, changes: Sequence[Change]) -> list[Outcome]:
        records, run = self._open(self._records())
        changes = [known_as(change, records) for change in changes]
        records = priced(records, run, changes, self._now())
        if any(on_sale(records, change) for change in changes):
            self._lay(records, [records.runs[run.name]])
        return [_sent(c) if on_sale(records, c) else _told(c, records) for c in changes]

    def _lay(self, records: Records, runs: Iterable[Run]) -> None:
        """Records, files, records: whatever breaks off in between is laid anew from the records."""
        write_records(self._folder, records)
        run_files = self._run_files(records)
        for run in runs:
            if tasks := rows_of(records, run.name):
                run_files.lay(run, tasks)
            else:
                run_files.put_out_of_date(run)
            if run.figures:
                run_files.lay_figures(run)
            records = replace(records, runs={**records.runs, run.name: replace(run, state="sent")})
        write_records(self._folder, records)

    def _run_files(self, records: Records) -> RunFiles:
        return RunFiles(folder=self._folder, profile=self._profile, records=records)

    def _pictured(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Give every picture the name under which it was put by, which tells its kind."""
        for change in changes:
            images = tuple(
                replace(picture, remote_id=file.name) if file else picture
                for picture in change.after.images or ()
                for file in [kept(self._folder, picture.sha256)]
            )
            yield replace(change, after=replace(change.after, images=images))

    def _pictures_missing(self, change: Change, asked: Sequence[RowAction]) -> Problem | None:
        wanted = change.after.images or () if {ADD, EDIT} & {action for _, action in asked} else ()
        if all(kept(self._folder, picture.sha256) for picture in wanted):
            return None
        return Problem(code="image_missing", values={"platform_message": change.code})

    def _unwritable(self, error: OSError) -> Unavailable:
        values = {"file": str(error.filename or self._folder), "why": error.strerror or ""}
        return Unavailable(Problem(code="exchange_unwritable", values=values))


def _told(change: Change, records: Records) -> Outcome:
    """What needs no row is confirmed already, or waits for another row of this product."""
    listing = listing_of(records, id_of(change.after))
    if listing is not None and listing.sent_at is not None:
        problem = Problem(code="left_for_next_round")
        return Outcome(
            change=change, status="failed", problem=problem, remote_id=id_of(change.after)
        )
    return Outcome(change=change, status="done", remote_id=id_of(change.after))


def _sent(change: Change) -> Outcome:
    return Outcome(change=change, status="sent", remote_id=id_of(change.after))


def _all_failed(changes: Sequence[Change], problem: Problem) -> list[Outcome]:
    return [Outcome(change=change, status="failed", problem=problem) for change in changes]
