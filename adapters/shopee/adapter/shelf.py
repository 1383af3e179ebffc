"""Reads what stands in the shop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.shopee.adapter.booth import Booth
from adapters.shopee.client.answers import content
from adapters.shopee.client.endpoints import BASE_INFO, ITEM_LIST, SEARCH_ITEM, VIOLATIONS
from adapters.shopee.features import IDS, PAGE
from adapters.shopee.mapping.reading import (
    STATUSES,
    Page,
    Seen,
    listing_of,
    page_of,
    stamp_of,
    stands,
    violations_of,
)
from sync.marketplace import Rejected, Unavailable
from sync.marketplace.json_values import Json, chunks, identity, rows, text, whole
from sync.model import Listing, Problem, Status


def _incomplete(read: int, expected: int) -> Unavailable:
    values = {"read": read, "expected": expected}
    return Unavailable(Problem(code="sweep_short", values=values))


def _as_now_seen(remembered: Listing, status: Status) -> Listing:
    return remembered if remembered.status == status else replace(remembered, status=status)


@dataclass(slots=True)
class Shelf:
    """The items of one shop; remembers which version of an item bore which code."""

    booth: Booth
    _codes: dict[int, tuple[str, str]] = field(default_factory=dict)  # item id -> stamp, code

    async def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        """Yield the whole shop; what did not move since `known` costs its share of a page only."""
        moved: list[int] = []
        async for seen in self._seen():
            remembered = known.get(str(seen.item_id))
            if remembered and remembered.stamp == seen.stamp:
                self._codes[seen.item_id] = (seen.stamp, remembered.code)
                yield _as_now_seen(remembered, STATUSES[seen.status])
                continue
            moved.append(seen.item_id)
            if len(moved) == IDS:
                for listing in await self._all(moved):
                    yield listing
                moved = []
        for listing in await self._all(moved):
            yield listing

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Look again: by id, else through the search index, else (it lags) through every page."""
        ids = [int(listing.remote_id) for listing in listings if listing.remote_id]
        unnamed = {listing.code for listing in listings if not listing.remote_id}
        found = await self._details(ids)
        candidates = [one for code in sorted(unnamed) for one in await self._search(code)]
        found += [one for one in await self._details(candidates) if one.code in unnamed]
        unseen = unnamed - {one.code for one in found}
        if unseen:
            found += await self._scan(unseen)
        return list({listing.remote_id: listing for listing in found}.values())

    async def _search(self, code: str) -> list[int]:
        """Search a code; the index may also answer with what only resembles it."""
        query = [("item_sku", code), ("page_size", str(PAGE)), ("offset", "")]
        call = self.booth.client.ask(SEARCH_ITEM, query)
        ids = content(await self.booth.line.call(call)).get("item_id_list")
        return [one for one in map(whole, ids if isinstance(ids, list) else []) if one]

    async def _scan(self, codes: Iterable[str]) -> list[Listing]:
        """Page through the shop for codes that the index does not have yet."""
        wanted = set(codes)
        seen = [one async for one in self._seen()]
        new = [one.item_id for one in seen if self._codes.get(one.item_id, ("",))[0] != one.stamp]
        for some in chunks(new, IDS):
            await self._base_info(some)
        return await self._details([one.item_id for one in seen if self._code(one) in wanted])

    def _code(self, seen: Seen) -> str:
        return self._codes.get(seen.item_id, ("", ""))[1]

    async def _seen(self) -> AsyncIterator[Seen]:
        """Page through the items; raises unless every one of `total_count` was seen."""
        passed: set[int] = set()
        offset, total = 0, None
        while True:
            page = await self._page(offset)
            if total not in (None, page.total):  # somebody added or deleted while we read
                raise _incomplete(len(passed), page.total)
            total = page.total
            for seen in page.seen:
                if seen.item_id not in passed and seen.status in STATUSES:
                    yield seen
                passed.add(seen.item_id)
            if page.next_offset is None:
                break
            if page.next_offset <= offset:
                raise _incomplete(len(passed), total)
            offset = page.next_offset
        if len(passed) != total:
            raise _incomplete(len(passed), total)

    async def _page(self, offset: int) -> Page:
        query = [("offset", str(offset)), ("page_size", str(PAGE))]
        query += [("item_status", status) for status in STATUSES]
        return page_of(content(await self.booth.line.call(self.booth.client.ask(ITEM_LIST, query))))

    async def _all(self, ids: Sequence[int]) -> list[Listing]:
        """Read these in full; one that is not there any more leaves the sweep incomplete."""
        found = await self._details(ids)
        if len(found) != len(ids):
            raise _incomplete(len(found), len(ids))
        return found

    async def _details(self, ids: Iterable[int]) -> list[Listing]:
        """Read items with their models; deleted and unknown ones are left out."""
        found: list[Listing] = []
        for some in chunks(list(dict.fromkeys(ids)), IDS):
            base = await self._base_info(some)
            reasons = await self._reasons(base)
            for row in base:
                listing = listing_of(self.booth.shop, row, await self._models(row))
                reason = reasons.get(listing.remote_id or "", "")
                found.append(replace(listing, reason=reason) if reason else listing)
        return found

    async def _reasons(self, base: Sequence[Json]) -> dict[str, str]:
        """Ask why items are banned, where some are."""
        banned = [text(row.get("item_id")) for row in base if row.get("item_status") == "BANNED"]
        if not banned:
            return {}
        call = self.booth.client.ask(VIOLATIONS, [("item_id_list", ",".join(banned))])
        try:
            return violations_of(content(await self.booth.line.call(call)))
        except Rejected:  # an app without this permission still sees that they are banned
            return {}

    async def _models(self, row: Json) -> Json | None:
        if row.get("has_model") is not True:
            return None
        return await self.booth.models(str(identity(row, "item_id")))

    async def _base_info(self, ids: Sequence[int]) -> list[Json]:
        query = [("item_id_list", ",".join(map(str, ids)))]
        call = self.booth.client.ask(BASE_INFO, query)
        found = rows(content(await self.booth.line.call(call)).get("item_list"))
        standing = [row for row in found if stands(row)]
        for row in standing:
            self._codes[identity(row, "item_id")] = (stamp_of(row), text(row.get("item_sku")))
        return standing
