"""Lists as WordPress pages them, with its totals in headers and its checks of parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox.woocommerce.errors import invalid
from sandbox.woocommerce.site import Said

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.woocommerce.site import Call

MOST_ROWS = 100
T = TypeVar("T")


def paged(call: Call, found: Sequence[T], row: Callable[[Call, T], Json]) -> Said:
    """One page, of rows that are made for it alone."""
    size = whole(call, "per_page", 10, (1, MOST_ROWS))
    page = whole(call, "page", 1, (1, None))
    start = whole(call, "offset", (page - 1) * size, (0, None))
    here = found[start : start + size]
    pages = -(-len(found) // size)
    headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
    if call.settings.strip_total_headers:
        headers = {}
    elif page < pages:
        headers["Link"] = f'<{call.base}/?page={page + 1}>; rel="next"'
    return Said([narrowed(call, row(call, each)) for each in here], headers=headers)


def whole(call: Call, name: str, default: int, bounds: tuple[int, int | None]) -> int:
    """A whole number of the query within bounds, both allowed."""
    text, (least, most) = call.query.get(name), bounds
    if text is None or text == "":
        return default
    if not text.lstrip("-").isdecimal():
        raise invalid({name: ("rest_invalid_type", f"{name} is not of type integer.")})
    number = int(text)
    if number < least or (most is not None and number > most):
        told = f"{name} must be between {least} (inclusive) and {most} (inclusive)"
        if most is None:
            told = f"{name} must be greater than or equal to {least}"
        raise invalid({name: ("rest_out_of_bounds", told)})
    return number


def narrowed(call: Call, row: Json) -> Json:
    """`_fields`: the named members alone, below a dot of objects only."""
    wanted = [name.strip() for name in call.query.get("_fields", "").split(",") if name.strip()]
    if not wanted:
        return row
    found: Json = {}
    for path in wanted:
        _copy(row, found, path.split("."))
    return found


def _copy(source: Any, target: Json, path: Sequence[str]) -> None:
    name, *rest = path
    if not isinstance(source, dict) or name not in source:
        return
    if not rest:
        target[name] = source[name]
    elif isinstance(source[name], dict):
        _copy(source[name], target.setdefault(name, {}), rest)
    else:
        target.setdefault(name, [] if isinstance(source[name], list) else source[name])
