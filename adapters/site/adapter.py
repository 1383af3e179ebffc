"""One website, as the engine sees it: a shop whose listings are pages in a folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from adapters.site.edits import fields_in
from adapters.site.features import FEATURES
from adapters.site.feed_rules import left_out
from adapters.site.folder import EDITED, SiteFolder
from adapters.site.product import path_of, shown, words_of
from adapters.site.publish import PICTURES, Publisher, left_out_of, shrunk
from adapters.site.records import SHOWN_THEME, THEME, WrittenFile, open_records
from adapters.site.settings import feeds_off, read_settings
from adapters.site.theme import OURS, Theme
from adapters.site.upload import run_after
from sync.marketplace import (
    ApiClient,
    Connection,
    Features,
    Image,
    MarketplaceError,
    Rejected,
    Unavailable,
    Uploaded,
    outcome_of,
)
from sync.marketplace.text_normalize import clean
from sync.model import Change, Code, Listing, Order, Outcome, Problem, Value

SITE, FEEDS = "trang-web", "tep-hang"  # the folder of a site, and of feeds, that name no other


class SiteShop:
    """A `Marketplace` on this machine; everything that it knows stands in its records."""

    features: Features = FEATURES

    def __init__(self, connection: Connection, _line: ApiClient) -> None:
        if connection.folder is None:
            raise Rejected([Problem(code="exchange_folder_missing")])
        self._shop, self._own, self._now = connection.shop, connection.folder, connection.now
        self._settings = read_settings(connection.settings)
        usual = FEEDS if self._settings.feeds_of else SITE
        folder = self._settings.folder or connection.folder / usual
        self._target = SiteFolder(folder.absolute(), connection.folder)

    @property
    def pages_folder(self) -> Path:
        """Say where the site lies."""
        return self._target.folder

    @property
    def theme_folder(self) -> Path:
        """Say where the templates and the stylesheet lie that come with the product."""
        return OURS

    async def pages_outdated(self) -> bool:
        try:
            return await asyncio.to_thread(self._is_outdated)
        except OSError as error:
            raise self._unwritable(error) from error

    async def renew_pages(self) -> None:
        try:
            await asyncio.to_thread(self._publish, ())
            await self._upload()
        except OSError as error:
            raise self._unwritable(error) from error

    def normalize(self, listing: Listing) -> Listing:
        offers = tuple(replace(offer, size_mm=None) for offer in listing.offers)
        return replace(
            listing,
            title=listing.title and " ".join(clean(listing.title).split()),
            description=None if listing.description is None else clean(listing.description),
            offers=offers,
            papers=(),
        )

    def problems(self, listing: Listing) -> list[Problem]:
        """Say that feeds would not carry it; its page stands all the same."""
        product = shown(listing, "", date.min)
        reason = left_out(product, self._settings, None) if self._settings.feeds else None
        if reason is None:
            return []
        values: dict[str, Value] = {"count": 1, "codes": (listing.code,)}
        return [Problem(code=reason, severity="note", values=values, about=listing.code)]

    async def prepare(self, listings: Sequence[Listing]) -> None:
        """Nothing is to be learned."""

    async def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:  # noqa: ARG002 the records are at hand
        try:
            found = await asyncio.to_thread(self._read, None)
        except OSError as error:
            raise self._unwritable(error) from error
        for listing in found:
            yield listing

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        return await asyncio.to_thread(self._read, [listing.code for listing in listings])

    async def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:  # noqa: ARG002 nobody orders here
        nothing: Sequence[Order] = ()
        for order in nothing:
            yield order

    async def orders_named(self, references: Sequence[str]) -> list[Order]:  # noqa: ARG002
        return []

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        try:
            return [self._keep(image) for image in images]
        except OSError as error:
            raise self._unwritable(error) from error

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        try:
            await asyncio.to_thread(self._publish, changes)
            await self._upload()
        except OSError as error:
            return self._all(changes, self._unwritable(error))
        except MarketplaceError as error:
            return self._all(changes, error)
        slugs = await asyncio.to_thread(self._slugs)
        return [Outcome(change=c, status="done", remote_id=slugs.get(c.code)) for c in changes]

    async def notices(self, now: datetime) -> list[Problem]:  # noqa: ARG002 it is so whenever
        return await asyncio.to_thread(lambda: list(self._edited()))

    def _read(self, codes: Sequence[Code] | None) -> list[Listing]:
        """Say what visitors see, with what somebody typed into a page."""
        with open_records(self._own) as records:
            self._target.place(records)
            files = records.files()
            found = []
            for slug, listing in records.uploaded(codes):
                path = f"{path_of(slug)}index.html"
                there = replace(listing, remote_id=slug, status=listing.status or "live")
                if self._settings.feeds_of:  # nobody reads a page of it here
                    found.append(_with_ids(there))
                    continue
                if path not in files or not (self._target.folder / path).exists():
                    continue
                if not self._target.is_ours(path, files[path]):
                    there = self._as_typed(there, path)
                english = f"{path_of(slug, 'en')}index.html"
                if self._settings.en and there.english and not self._stands(english, files):
                    there = replace(there, english=None)
                found.append(_with_ids(there))
            return found

    def _stands(self, path: str, files: Mapping[str, WrittenFile]) -> bool:
        return path in files and self._target.is_ours(path, files[path])

    def _as_typed(self, listing: Listing, path: str) -> Listing:
        page = (self._target.folder / path).read_text(encoding="utf-8", errors="replace")
        typed, ours = fields_in(page), words_of(listing)
        title, description = typed.get("title", ""), typed.get("description", "")
        return replace(
            listing,
            title=listing.title if title == ours["title"] else title,
            description=listing.description if description == ours["description"] else description,
        )

    def _edited(self) -> Iterator[Problem]:
        with open_records(self._own) as records:
            for path, file in sorted(records.files().items()):
                there = (self._target.folder / path).exists()
                if there and path.endswith(".html") and not self._target.is_ours(path, file):
                    values = {"file": path, "copy": str(self._own / EDITED / path)}
                    yield Problem(code="site_page_edited", severity="warning", values=values)
            for off in feeds_off(self._settings):
                yield replace(off, values={"shop": self._shop, **off.values})
            if self._settings.feeds:
                yield from shrunk(records, self._settings, self._target)
                yield from left_out_of(records)

    def _is_outdated(self) -> bool:
        with open_records(self._own) as records:
            shown = records.state(SHOWN_THEME) or records.state(THEME)
        return bool(shown) and shown != Theme(self._settings).digest

    def _publish(self, changes: Sequence[Change]) -> None:
        wanted: dict[Code, Listing] = {}
        with open_records(self._own) as records:
            self._target.place(records)
            for change in changes:
                if change.before and change.before.remote_id:
                    records.rename(change.before.remote_id, change.code)
                there = wanted.get(change.code) or records.listing(change.code)
                wanted[change.code] = _after(change, there and replace(there, code=change.code))
            publisher = Publisher(self._settings, self._target, self._now())
            publisher.publish(records, wanted.values())
        with open_records(self._own) as records:
            self._target.place(records)

    async def _upload(self) -> None:
        if self._settings.after:
            await run_after(self._settings.after, self._target.folder)
        with open_records(self._own) as records:
            records.note_uploaded()

    def _keep(self, image: Image) -> Uploaded:
        kind = Path(image.filename).suffix.lower() or ".jpg"
        file = self._own / PICTURES / f"{image.sha256}{kind}"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            begun = file.with_suffix(".part")
            begun.write_bytes(image.content)
            begun.replace(file)
        return Uploaded(image.sha256, image.sha256)

    def _slugs(self) -> dict[Code, str]:
        with open_records(self._own) as records:
            return records.slugs()

    def _all(self, changes: Iterable[Change], error: MarketplaceError) -> list[Outcome]:
        return [outcome_of(change, error) for change in changes]

    def _unwritable(self, error: OSError) -> Unavailable:
        values = {"file": str(error.filename or self._target.folder), "why": error.strerror or ""}
        return Unavailable(Problem(code="site_unwritable", values=values))


def _after(change: Change, there: Listing | None) -> Listing:
    """Say how a page stands after a change: of a figure alone, all else is as it was."""
    if change.kind == "publish" or there is None:
        return change.after
    if change.kind == "revise":
        return _revised(change.after, there)
    if change.kind == "withdraw":
        return replace(there, status="hidden")
    if change.kind == "restore":
        return replace(there, status="live")
    name = "price" if change.kind == "reprice" else "quantity"
    wanted = {offer.sku: getattr(offer, name) for offer in change.after.offers}
    touched = {change.sku} if change.sku else set(wanted)
    offers = tuple(
        replace(offer, **{name: wanted[offer.sku]})
        if offer.sku in touched and offer.sku in wanted
        else offer
        for offer in there.offers
    )
    return replace(there, offers=offers)


def _revised(after: Listing, there: Listing) -> Listing:
    """Write the words anew; prices, stock and whether it is on sale stay as they stand."""
    stand = {offer.sku: offer for offer in there.offers}
    offers = tuple(
        replace(offer, price=stand[offer.sku].price, quantity=stand[offer.sku].quantity)
        if offer.sku in stand
        else offer
        for offer in after.offers
    )
    hidden = there.status == "hidden"
    return replace(after, offers=offers, status="hidden" if hidden else after.status)


def _with_ids(listing: Listing) -> Listing:
    offers = tuple(replace(offer, remote_id=offer.sku) for offer in listing.offers)
    return replace(listing, offers=offers)
