"""Sweeps page by page: a token remembers where the next page begins, for ten minutes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox.partner.refusal import Refusal
from sandbox.replica import dump

if TYPE_CHECKING:
    from sandbox.partner.market import Call
    from sandbox.replica import Json

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: behind an entry, as the n-th of a sweep that had so many."""

    after: Any
    number: int
    total: int


def page(call: Call, found: Iterable[T], place_of: Callable[[T], Any]) -> tuple[list[T], Json]:
    """One page of entries in the order of their place, and `next_token` and `total`.

    A place is a text or a list of texts; places never move while an entry exists.
    """
    asked = call.asked()
    size = asked.get("page_size", call.house.page_size)
    entries = sorted(found, key=place_of)
    start = _start(call, asked, len(entries))
    rest = entries
    if start.after is not None:
        rest = [entry for entry in entries if place_of(entry) > start.after]
    if start.number == call.knobs.empty_page:
        return [], _told(call, start, start.after)
    here = rest[:size]
    if len(rest) <= size:
        return here, {"next_token": None, "total": start.total}
    return here, _told(call, start, place_of(here[-1]))


def _told(call: Call, start: Place, after: Any) -> Json:
    following = Place(after, start.number + 1, start.total)
    return {"next_token": _token(call, following), "total": start.total}


def _start(call: Call, asked: Json, count: int) -> Place:
    token = asked.get("page_token")
    if token is None:
        return Place(None, 1, count + call.knobs.total_extra)
    try:
        sweep, made_at, *place = json.loads(base64.urlsafe_b64decode(token.removeprefix("pg_")))
        found = Place(*place)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise Refusal(4001) from error
    if sweep != _sweep(call) or call.now >= made_at + call.knobs.page_token_ttl_s:
        raise Refusal(4001)
    return found


def _token(call: Call, place: Place) -> str:
    said = [_sweep(call), call.now, place.after, place.number, place.total]
    return "pg_" + base64.urlsafe_b64encode(dump(said)).decode()


def _sweep(call: Call) -> str:
    """The list and its filters, shortly: a token of another sweep is unknown."""
    filters = {name: value for name, value in call.query.items() if name != "page_token" and value}
    said = [call.endpoint.path, call.ids, call.shop.code, sorted(filters.items())]
    return hashlib.sha256(dump(said)).hexdigest()[:12]
