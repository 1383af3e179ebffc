"""Reads what stands in the shop, page by page and item by item."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.shopee.client import ShopApi
from adapters.shopee.endpoints import BASE_INFO, ITEM_LIST, SEARCH_ITEM, VIOLATIONS
from adapters.shopee.features import IDS, PAGE
from adapters.shopee.items import (
    DELETED,
    STATUSES,
    ListedItem,
    Page,
    listing_of,
    page_of,
    stamp_of,
    status_of,
    violations_of,
)
from sync.marketplace import Lost, MarketplaceError, Rejected, Unavailable
from sync.marketplace.json_values import (
    Json,
    chunks,
    identity,
    rows,
    text,
    whole,
    yes,
)
from sync.model import Listing, Problem

ReadThrough = tuple[list[Listing], MarketplaceError | None]  # and the error of the first bad item


def _incomplete(read: int, expected: int) -> Unavailable:
    values = {"read": read, "expected": expected}
    return Unavailable(Problem(code="sweep_short", values=values))


def _with_status(remembered: Listing, word: str) -> Listing:
    status, locked = status_of(word) or "deleted", word not in STATUSES
    if (remembered.status, remembered.stock_locked) == (status, locked):
        return remembered
    return replace(remembered, status=status, stock_locked=locked)


@dataclass(slots=True)
class ListingReader:
    """The items of one shop; remembers which version of an item bore which code."""

    api: ShopApi
    _codes: dict[int, tuple[str, str]] = field(default_factory=dict)  # item id -> stamp, code

    async def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        """Yield the whole shop; what did not move since `known` costs its share of a page only.

        Pages are cut by offset: while they are read, one item deleted and another added push a
        third over the edge of a page unseen. So what is `known` and was not seen is asked for by
        its id before it counts as gone. An item that makes no sense is told after all others.
        """
        moved: list[int] = []
        bad: MarketplaceError | None = None
        unseen = set(known)
        async for item in self._items():
            unseen.discard(str(item.item_id))
            remembered = known.get(str(item.item_id))
            if remembered and remembered.stamp == item.stamp:
                self._codes[item.item_id] = (item.stamp, remembered.code)
                yield _with_status(remembered, item.status)
                continue
            moved.append(item.item_id)
            if len(moved) == IDS:
                found, error = await self._all(moved)
                for listing in found:
                    yield listing
                moved, bad = [], bad or error
        found, error = await self._all(moved)
        for listing in [*found, *await self.details(sorted(map(int, unseen)))]:
            yield listing
        if bad := bad or error:
            raise bad

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Look again: by id, else through the search index, else (it lags) through every page."""
        ids = [int(listing.remote_id) for listing in listings if listing.remote_id]
        unnamed = {listing.code for listing in listings if not listing.remote_id}
        found = await self.details(ids)
        candidates = [one for code in sorted(unnamed) for one in await self._search(code)]
        found += [one for one in await self.details(candidates) if one.code in unnamed]
        unseen = unnamed - {one.code for one in found}
        if unseen:
            found += await self._scan(unseen)
        return list({listing.remote_id: listing for listing in found}.values())

    async def _search(self, code: str) -> list[int]:
        """Search a code; the index may also answer with what only resembles it."""
        query = [("item_sku", code), ("page_size", str(PAGE)), ("offset", "")]
        ids = (await self.api.get(SEARCH_ITEM, *query)).get("item_id_list")
        return [one for one in map(whole, ids if isinstance(ids, list) else []) if one]

    async def _scan(self, codes: Iterable[str]) -> list[Listing]:
        """Page through the shop for codes that the index does not have yet.

        What is not found is created once more, so here nothing may slip from page to page.
        """
        wanted = set(codes)
        items = [one async for one in self._items(overlap=1)]
        new = [one.item_id for one in items if self._codes.get(one.item_id, ("",))[0] != one.stamp]
        for some in chunks(new, IDS):
            await self._base_info(some)
        return await self.details([one.item_id for one in items if self._code(one) in wanted])

    def _code(self, item: ListedItem) -> str:
        return self._codes.get(item.item_id, ("", ""))[1]

    async def _items(self, overlap: int = 0) -> AsyncIterator[ListedItem]:
        """Page through the items; raises unless every one of `total_count` was seen.

        With an `overlap` of 1 each page begins with the last item of the one before: it shows
        where the list has shifted meanwhile, though its number still adds up.
        """
        passed: set[int] = set()
        offset, total, last = 0, None, None
        while True:
            page = await self._page(offset)
            shifted = last is not None and [last] != [one.item_id for one in page.items[:1]]
            if shifted or total not in (None, page.total):  # somebody added or deleted
                raise _incomplete(len(passed), page.total)
            total = page.total
            for item in page.items:
                if item.item_id not in passed and item.status not in DELETED:
                    yield item
                passed.add(item.item_id)
            if page.next_offset is None:
                break
            if page.next_offset - overlap <= offset:
                raise _incomplete(len(passed), total)
            offset = page.next_offset - overlap
            last = page.items[-1].item_id if overlap and page.items else None
        if len(passed) != total:
            raise _incomplete(len(passed), total)

    async def _page(self, offset: int) -> Page:
        query = [("offset", str(offset)), ("page_size", str(PAGE))]
        query += [("item_status", status) for status in STATUSES]
        return page_of(await self.api.get(ITEM_LIST, *query))

    async def _all(self, ids: Sequence[int]) -> ReadThrough:
        """Read these in full; one of which Shopee tells nothing leaves the sweep incomplete.

        The list is an index, and may go on showing what is deleted: only the item itself says so.
        """
        base = await self._base_info(ids)
        found, bad = await self._listings(base)
        short = None if len(base) == len(ids) else _incomplete(len(base), len(ids))
        return found, bad or short

    async def details(self, ids: Iterable[int]) -> list[Listing]:
        """Read items with their models; deleted and unknown ones are left out."""
        found: list[Listing] = []
        for some in chunks(list(dict.fromkeys(ids)), IDS):
            listings, bad = await self._listings(await self._base_info(some))
            if bad is not None:
                raise bad
            found += listings
        return found

    async def _listings(self, base: Sequence[Json]) -> ReadThrough:
        """Read the models of what stands there."""
        found: list[Listing] = []
        bad: MarketplaceError | None = None
        standing = [row for row in base if status_of(text(row.get("item_status")))]
        reasons = await self._reasons(standing)
        for row in standing:
            try:
                listing = listing_of(self.api.shop, row, await self._models(row))
            except (Lost, Rejected) as error:
                gone = error.problem.code == "listing_gone"  # between two calls
                bad = bad or (None if gone else error)
                continue
            reason = reasons.get(listing.remote_id or "", "")
            found.append(replace(listing, reason=reason) if reason else listing)
        return found, bad

    async def _reasons(self, base: Sequence[Json]) -> dict[str, str]:
        """Ask why items are banned, where some are."""
        banned = [text(row.get("item_id")) for row in base if row.get("item_status") == "BANNED"]
        if not banned:
            return {}
        try:
            return violations_of(await self.api.get(VIOLATIONS, ("item_id_list", ",".join(banned))))
        except Rejected:  # an app without this permission still sees that they are banned
            return {}

    async def _models(self, row: Json) -> Json | None:
        if not yes(row.get("has_model")):
            return None
        return await self.api.models(str(identity(row, "item_id")))

    async def _base_info(self, ids: Sequence[int]) -> list[Json]:
        """Read what is told of these items, deleted ones among them; none is told of twice."""
        if not ids:
            return []
        answer = await self.api.get(BASE_INFO, ("item_id_list", ",".join(map(str, ids))))
        told = {whole(row.get("item_id")): row for row in rows(answer.get("item_list"))}
        base = [told[item_id] for item_id in ids if item_id in told]
        for row in base:
            if status_of(text(row.get("item_status"))):
                self._codes[identity(row, "item_id")] = (stamp_of(row), text(row.get("item_sku")))
        return base
