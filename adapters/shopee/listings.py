"""Reads what stands in the shop: pages and details of items, and items as listings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.shopee.client import ShopApi
from adapters.shopee.endpoints import BASE_INFO, ITEM_LIST, SEARCH_ITEM, VIOLATIONS
from adapters.shopee.features import IDS, PAGE
from sync.marketplace import Lost, MarketplaceError, Rejected, Unavailable
from sync.marketplace.json_values import (
    Json,
    chunks,
    grams,
    identity,
    record,
    rows,
    text,
    whole,
    yes,
)
from sync.marketplace.text_normalize import clean
from sync.model import Code, Dong, Listing, Offer, Picture, Problem, ShopName, Size, Sku, Status

ReadThrough = tuple[list[Listing], MarketplaceError | None]  # and the error of the first bad item

STATUSES: Mapping[str, Status] = {
    "NORMAL": "live",
    "UNLIST": "hidden",
    "REVIEWING": "reviewing",
    "BANNED": "banned",
}
DELETED = frozenset({"SELLER_DELETE", "SHOPEE_DELETE", "DELETED"})
NO_GTIN = ("", "00")


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item as get_item_list shows it."""

    item_id: int
    status: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the shop; `next_offset` is None on the last."""

    items: tuple[ListedItem, ...]
    total: int
    next_offset: int | None


def page_of(response: Json) -> Page:
    """Read get_item_list; `item` is absent where nothing was found."""
    more = yes(response.get("has_next_page"))
    return Page(
        items=tuple(
            ListedItem(identity(row, "item_id"), text(row.get("item_status")), stamp_of(row))
            for row in rows(response.get("item"))
        ),
        total=_count(response, "total_count"),
        next_offset=_count(response, "next_offset") if more else None,
    )


def _count(response: Json, name: str) -> int:
    found = whole(response.get(name))
    return identity(response, name) if found is None else found


def stamp_of(row: Json) -> str:
    """Mark a version of an item; price, stock and sales do not move it."""
    return f"{whole(row.get('update_time')) or 0}:{text(row.get('item_status'))}"


def status_of(word: str) -> Status | None:
    """Read an item's status; None where it is deleted.

    A status that nobody wrote down is left to a person as a ban is: it still stands in the shop.
    """
    return None if word in DELETED else STATUSES.get(word, "banned")


def violations_of(response: Json) -> dict[str, str]:
    """Read get_item_violation_info: Shopee's reasons and what it suggests, by item id."""
    return {
        str(identity(row, "item_id")): "; ".join(
            f"{text(one.get('violation_reason'))} ({text(one.get('suggestion'))})"
            for one in rows(row.get("item_status_details"))
        )
        for row in rows(response.get("item_list"))
    }


def listing_of(shop: ShopName, row: Json, models: Json | None) -> Listing:
    """Read one item of get_item_base_info with its get_model_list (None: it has no models)."""
    tiers = [] if models is None else tiers_of(models)
    word = text(row.get("item_status"))
    return Listing(
        shop=shop,
        code=Code(text(row.get("item_sku"))),
        remote_id=str(identity(row, "item_id")),
        title=clean(text(row.get("item_name"))),
        description=clean(text(row.get("description"))),
        category=text(row.get("category_id")),
        brand=_brand(record(row.get("brand"))),
        attributes=_attributes(row),
        images=_pictures(record(row.get("image"))),
        option_names=tuple(name for name, _ in tiers),
        status=status_of(word) or "deleted",
        reason="" if word in STATUSES else word,
        stamp=stamp_of(row),
        offers=(_single(row),) if models is None or not tiers else offers_of(models),
    )


def tiers_of(models: Json) -> list[tuple[str, tuple[str, ...]]]:
    """Read the tiers of a get_model_list: a name and its options each."""
    legacy = [
        (clean(text(tier.get("name"))), _options(tier, "option_list", "option"))
        for tier in rows(models.get("tier_variation"))
    ]
    return legacy or [
        (
            clean(text(tier.get("variation_name"))),
            _options(tier, "variation_option_list", "variation_option_name"),
        )
        for tier in rows(models.get("standardise_tier_variation"))
    ]


def _options(tier: Json, members: str, name: str) -> tuple[str, ...]:
    return tuple(clean(text(option.get(name))) for option in rows(tier.get(members)))


def offers_of(models: Json) -> tuple[Offer, ...]:
    """Read the models in the order of their options; a fresh model may still lack its SKU."""
    tiers = tiers_of(models)
    found = sorted(rows(models.get("model")), key=_tier_index)
    return tuple(
        Offer(
            sku=Sku(text(model.get("model_sku"))),
            remote_id=str(identity(model, "model_id")),
            options=_chosen(tiers, _tier_index(model)),
            price=_price(model),
            quantity=_quantity(model),
            gtin=_gtin(model),
            weight_g=grams(model.get("weight")),
            size_mm=_size(record(model.get("dimension"))),
        )
        for model in found
    )


def _tier_index(model: Json) -> tuple[int, ...]:
    found = model.get("tier_index")
    return tuple(whole(one) or 0 for one in found) if isinstance(found, list) else ()


def _chosen(tiers: list[tuple[str, tuple[str, ...]]], index: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(
        options[at] for (_, options), at in zip(tiers, index, strict=False) if at < len(options)
    )


def _single(row: Json) -> Offer:
    return Offer(
        sku=Sku(text(row.get("item_sku"))),
        price=_price(row),
        quantity=_quantity(row),
        gtin=_gtin(row),
        weight_g=grams(row.get("weight")),
        size_mm=_size(record(row.get("dimension"))),
    )


def _price(row: Json) -> Dong | None:
    """Take the price before promotions, which is the one that a write sets."""
    found = next(iter(rows(row.get("price_info"))), record(row.get("price_info")))
    price = whole(found.get("original_price"))
    return None if price is None else Dong(price)


def _quantity(row: Json) -> int | None:
    """Sum what the seller holds over all places: the number that a write sets."""
    held = rows(record(row.get("stock_info_v2")).get("seller_stock"))
    counts = [count for place in held if (count := whole(place.get("stock"))) is not None]
    return sum(counts) if counts else None


def _gtin(row: Json) -> str | None:
    gtin = text(row.get("gtin_code"))
    return None if gtin in NO_GTIN else gtin


def _size(dimension: Json) -> Size | None:
    sides_cm = [
        whole(dimension.get(side)) for side in ("package_length", "package_width", "package_height")
    ]
    length, width, height = ((side or 0) * 10 for side in sides_cm)
    return (length, width, height) if length and width and height else None


def _brand(brand: Json) -> str | None:
    name = text(brand.get("original_brand_name"))
    return name if whole(brand.get("brand_id")) else None


def _attributes(row: Json) -> dict[str, str]:
    return {
        text(one.get("original_attribute_name")): ", ".join(
            f"{text(v.get('original_value_name'))} {text(v.get('value_unit'))}".strip()
            for v in rows(one.get("attribute_value_list"))
        )
        for one in rows(row.get("attribute_list"))
    }


def _pictures(image: Json) -> tuple[Picture, ...]:
    ids = image.get("image_id_list")
    return tuple(Picture("", text(one)) for one in ids) if isinstance(ids, list) else ()


def _incomplete(read: int, expected: int) -> Unavailable:
    values = {"read": read, "expected": expected}
    return Unavailable(Problem(code="sweep_short", values=values))


def _with_status(remembered: Listing, word: str) -> Listing:
    status = status_of(word) or "deleted"
    return remembered if remembered.status == status else replace(remembered, status=status)


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
