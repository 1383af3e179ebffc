"""Writes the values of a change as people say them: 185.000 ₫, đang bán, 3 hình ảnh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sync.cli.terminal import Terminal
from sync.wording import known_codes
from sync.wording.sentence import grouped
from sync.wording.visible import visible

if TYPE_CHECKING:
    from sync.model import Change, Listing

Values = Mapping[str, Any] | None

ARROW = " → "
MOST_NAMED = 8  # products that rest; the JSON names all
LONGEST = 48  # of a text shown in a table; the JSON has all of it
WORDS_BEFORE = 3  # that stay before the first word that differs
SETS = frozenset({"images", "papers"})
NAMED = frozenset({"attributes", "variants"})


def plain_cell(value: object) -> str:
    """A cell of a CSV that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "@")) else text


def some_of(codes: Iterable[str], most: int = 3) -> dict[str, Any]:
    """Name the first of many products and count the others: `{"products", "more"}`."""
    every = list(dict.fromkeys(codes))
    return {"products": every[:most], "more": max(0, len(every) - most) or None}


def show_unsold(
    terminal: Terminal, unsold: Sequence[str], resting: Mapping[str, str | None]
) -> None:
    """Say what the catalog names and does not sell just now: by a word, or out of its season.

    `resting` says until which day (ISO 8601).
    """
    if unsold:
        terminal.tell("unsold", names=", ".join(unsold))
    names = [_resting(terminal, code, until) for code, until in resting.items()]
    if names:
        more = len(names) - MOST_NAMED
        terminal.tell("resting", names=", ".join(names[:MOST_NAMED]), more=max(more, 0) or None)


def _resting(terminal: Terminal, code: str, until: str | None) -> str:
    day = f"{date.fromisoformat(until):%d/%m/%Y}" if until else None
    return terminal.word("resting_until", name=code, day=day)


def known_word(terminal: Terminal, code: str, otherwise: str) -> str:
    """The word for a code, or what the machine calls it."""
    return terminal.word(code) if code in known_codes() else otherwise


def kind_word(terminal: Terminal, kind: str) -> str:
    """What is done, as a verb."""
    return known_word(terminal, f"word_kind_{kind}", kind)


def reason_word(terminal: Terminal, reason: str) -> str:
    """Why it is done."""
    return known_word(terminal, f"word_reason_{reason}", reason)


def outcome_word(terminal: Terminal, outcome: str) -> str:
    """What became of it."""
    return known_word(terminal, f"word_outcome_{outcome}", outcome)


def moment(at: datetime | None, time_zone: str) -> str | None:
    """A time on the clock of the cooperative: 20/11/2026 08:15:02."""
    return f"{at.astimezone(ZoneInfo(time_zone)):%d/%m/%Y %H:%M:%S}" if at else None


def change_words(terminal: Terminal, change: Change, before: Values, after: Values) -> str:
    """Old and new of a change in one cell; a new listing is told by what buyers will see."""
    if before is None:
        return _new_listing(terminal, change.after)
    lines = [values_words(terminal, before, after)]
    old, new = change.before.option_names if change.before else (), change.after.option_names
    if "variants" in change.fields and old != new and old:
        lines.insert(0, terminal.word("diff_options", old=", ".join(old), new=", ".join(new)))
    return "\n".join(line for line in lines if line)


def _new_listing(terminal: Terminal, listing: Listing) -> str:
    prices = [offer.price for offer in listing.offers if offer.price is not None]
    ends = dict.fromkeys(grouped(price) for price in (min(prices), max(prices))) if prices else {}
    return terminal.word(
        "diff_new_listing",
        title=shortened(listing.title or listing.code),
        skus=len(listing.offers),
        price="–".join(ends) or None,
        quantity=sum(offer.quantity or 0 for offer in listing.offers),
        images=len(listing.images or ()),
        category=shortened(listing.category) if listing.category else None,
    )


def values_words(terminal: Terminal, before: Values, after: Values) -> str:
    """Each field that differs on a line of its own."""
    from sync.planning import OF_OFFERS  # what shows no plan imports none

    lines: list[str] = []
    for name, old, new in _differences(before or {}, after or {}):
        word = known_word(terminal, f"word_field_{name}", name)
        if name in SETS and isinstance(new or old, (list, tuple)):
            lines.append(f"{word}: {_set_words(terminal, name, old or [], new or [])}")
        elif name in NAMED and isinstance(new or old, Mapping):
            lines += _named_words(terminal, word, old or {}, new or {})
        elif name in OF_OFFERS and isinstance(new or old, Mapping):
            lines += [
                f"{word} {sku}: {_step(terminal, name, was, becomes)}"
                for sku, was, becomes in _differences(old or {}, new or {})
            ]
        else:
            lines.append(f"{word}: {_step(terminal, name, old, new)}")
    return "\n".join(lines)


def _named_words(
    terminal: Terminal, word: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[str]:
    """Say of attributes and variants which came, went or became something else."""
    for name, was, becomes in _differences(old, new):
        if name not in old:
            yield terminal.word("diff_added", what=f"{word} {_labelled(name, becomes)}")
        elif name not in new:
            yield terminal.word("diff_removed", what=f"{word} {_labelled(name, was)}")
        else:
            values = ARROW.join(_excerpts(_joined(was), _joined(becomes)))
            yield f"{word} {shortened(name)}: {values}"


def _labelled(name: str, value: Any) -> str:
    text = _joined(value)
    return f"{shortened(name)}: {shortened(text)}" if text else shortened(name)


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")


def _set_words(terminal: Terminal, name: str, old: Sequence[str], new: Sequence[str]) -> str:
    """Say how many pictures came and went, or which papers; or that only the order is another."""
    came, went = [x for x in new if x not in old], [x for x in old if x not in new]
    if not came and not went:
        return terminal.word("diff_order")
    if name == "images":  # known by their content alone
        came, went = [str(len(came))] if came else [], [str(len(went))] if went else []
    added = [terminal.word("diff_added", what=shortened(each)) for each in came]
    return ", ".join(added + [terminal.word("diff_removed", what=shortened(x)) for x in went])


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)


def _step(terminal: Terminal, name: str, old: Any, new: Any) -> str:
    if isinstance(old, str) and isinstance(new, str) and name != "status":
        return ARROW.join(f"“{text}”" for text in _excerpts(old, new))
    return value_word(terminal, name, old) + ARROW + value_word(terminal, name, new)


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Show of two texts the words that differ, with a few around them."""
    was, becomes = old.split(), new.split()
    if max(len(old), len(new)) <= LONGEST:
        return " ".join(was), " ".join(becomes)
    begin = next(
        (n for n, (a, b) in enumerate(zip(was, becomes, strict=False)) if a != b),
        min(len(was), len(becomes)),
    )
    return _around(was, begin), _around(becomes, begin)


def _around(words: Sequence[str], place: int) -> str:
    start = max(place - WORDS_BEFORE, 0)
    shown = " ".join(words[start:])
    return ("… " if start else "") + shortened(shown)


def value_word(terminal: Terminal, name: str, value: Any) -> str:
    """One value in the words of its field."""
    if value is None:
        return terminal.word("diff_unknown")
    if name in {"price", "list_price"} and isinstance(value, int):
        return f"{grouped(value)} ₫"
    if name == "quantity" and isinstance(value, int):
        return grouped(value)
    if name == "weight_g":
        return f"{value} g"
    if name == "size_mm" and isinstance(value, Sequence):
        return "×".join(str(side) for side in value) + " mm"
    if name == "status":
        return known_word(terminal, f"word_value_{value}", str(value))
    return _text(value)


def _text(value: Any) -> str:
    return f"“{shortened(value)}”" if isinstance(value, str) else shortened(_joined(value))


def shortened(text: str) -> str:
    """The beginning of a long text, on one line."""
    flat = visible(" ".join(text.split()))
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"
