"""Shows the line of a file where something was found."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sync.catalog.reading.text import Unread, read_bytes, shown_lines
from sync.model import Location

WIDTH = 100  # characters of a long line that are shown
# Here secrets stand; after a key that is not known to be harmless, everything is covered.
_SECRET_FILES = frozenset({"shops.yaml", "settings.yaml"})
_HARMLESS = frozenset({
    "name", "platform", "app", "account", "policy", "existing", "every_s", "orders_every_s",
    "full_every_s", "percent", "fixed", "step", "ending", "floor", "ceiling", "share",
    "share_percent", "reserve", "below", "to", "days", "lead_days", "most", "language", "time_zone",
    "trust_env_proxy", "price_step_percent", "withdraw_percent", "withdraw_count", "keep_days",
    "sold_out_percent", "sold_out_count", "vanished_percent", "vanished_count", "calls_per_s",
    "burst", "province", "commune", "profile", "sells", "title", "description", "category", "brand",
    "attributes", "images", "papers", "variants", "gtin", "weight_g", "size_mm", "price",
    "list_price", "stock", "listings_per_day", "calls_per_day", "approvals", "page_hosts",
})  # fmt: skip
# What else is called so in these files; whatever else stands before a colon may be a secret.
_NAMES = _HARMLESS | {
    "apps", "shops", "profiles", "key", "secret", "secret_env", "secret_file", "push_url",
    "push_secret", "push_secret_env", "push_secret_file", "pace", "sandbox", "host",
    "access_token", "access_token_env", "access_token_file", "refresh_token", "refresh_token_env",
    "refresh_token_file", "ship_from", "settings", "fields", "price_rule", "stock_rule",
    "categories", "database", "database_env", "notify", "safety", "catalog", "rating_rounds",
}  # fmt: skip
_ALIKE = 0.75  # a slip of the pen
_WORD = re.compile(r"[a-z]+(?:[_-][a-z]+)*\d?")  # what people call apps and shops
_KEYED = re.compile(r"(\s*(?:- +)*)([\w-]+)(\s*:(?:\s|$))(.*)", re.DOTALL)
_KEY_INSIDE = re.compile(r"([{,]\s*)([\w-]+)(\s*:(?=\s|$))")
_CONTROL: dict[int, int | str] = {code: 0x2400 + code for code in range(32)}
_CONTROL |= {9: " ", 127: 0x2421}


class Excerpt(NamedTuple):
    """A line fit for a terminal, and the column (from 1) at which the caret belongs."""

    line: str
    column: int


def excerpt(mark: Location) -> Excerpt | None:
    """Show the line of a mark, long ones cut around the column, secrets covered; None if lost."""
    path = Path(mark.file)
    try:
        status = path.stat()
        text = _lines_of(path, status.st_mtime_ns, status.st_size)
    except (OSError, Unread, ValueError):
        return None
    if not 1 <= mark.line <= len(text):
        return None
    return _cut(_shown(text[mark.line - 1], path.name), mark.column)


@lru_cache(maxsize=2)
def _lines_of(path: Path, _mtime_ns: int, _size: int) -> list[str]:
    """Split a file once for all of its problems, which are shown one after another."""
    return shown_lines(read_bytes(path))


def _shown(line: str, file: str) -> str:
    covered = _covered(line) if file in _SECRET_FILES else line
    return covered.translate(_CONTROL)


def _covered(line: str) -> str:
    """Cover all but keys, comments of a whole line, and plain values of harmless keys."""
    if line.lstrip().startswith("#") or not line.strip():
        return line
    found = _KEYED.fullmatch(line)
    if found is None:  # a value, or a map on one line: its keys may be seen
        return _covered_inside(line)
    begin, key, colon, value = found.groups()
    plain = key in _HARMLESS and not set(value) & set("{}[]:,&*!|>\"'")
    told = key if _WORD.fullmatch(key) or _is_name(key) else _dots(key)
    return begin + told + colon + (value if plain else _covered_inside(value))


def _covered_inside(value: str) -> str:
    covered, done = "", 0
    for found in _KEY_INSIDE.finditer(value):
        begin, key, colon = found.groups()
        covered += _dots(value[done : found.start()]) + begin
        covered += (key if _is_name(key) else _dots(key)) + colon
        done = found.end()
    return covered + _dots(value[done:])


def _is_name(key: str) -> bool:
    """Whether a key is one of these files, or one of them mistyped."""
    return bool(get_close_matches(key[:40], _NAMES, n=1, cutoff=_ALIKE))


def _dots(text: str) -> str:
    return re.sub(r"[^\s{}\[\],]", "•", text)


def _cut(line: str, column: int) -> Excerpt:
    if len(line) <= WIDTH:
        return Excerpt(line, column)
    start = max(0, min(column - 1 - WIDTH // 2, len(line) - WIDTH))
    before, after = "…" if start else "", "…" if start + WIDTH < len(line) else ""
    return Excerpt(f"{before}{line[start : start + WIDTH]}{after}", column - start + len(before))
