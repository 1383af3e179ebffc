"""Writes the values of a change as people say them: 185.000 ₫, đang bán, 3 hình ảnh."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from unicodedata import normalize
from zoneinfo import ZoneInfo

from sync.wording import known_codes
from sync.wording.sentence import grouped
from sync.wording.visible import visible

if TYPE_CHECKING:
    from sync.model import Change

Values = Mapping[str, Any] | None

ARROW = " → "
LONGEST = 48  # of a text shown in a table; the JSON has all of it
WORDS_BEFORE = 3  # that stay before the first word that differs
LETTERS_BEFORE = 12  # and before the first letter, where one word is longer than what is shown
ENDS = frozenset({"list_price", "sale"})  # of these, that there is none is known
SETS = frozenset({"images", "papers"})  # papers: as they were written before they had names
NAMED = frozenset({"attributes", "variants", "papers"})
RENAMED_WITH = ("variants", "price", "quantity")  # a new SKU comes with these, as they stand there
_TAG = re.compile(r"<[^<>]*>")


class Speaker(Protocol):
    """Whoever words a code in somebody's language: a terminal, a page."""

    def word(self, code: str, /, **values: Any) -> str:
        """The first sentence of a code."""
        ...


class ChangeLine(NamedTuple):
    """One field that differs; without `old`, `new` says what came or went."""

    label: str
    old: str | None
    new: str

    def __str__(self) -> str:
        step = self.new if self.old is None else f"{self.old}{ARROW}{self.new}"
        return f"{self.label}: {step}" if self.label else step


def plain_cell(value: object) -> str:
    """A cell of a CSV that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "@")) else text


def some_of(codes: Iterable[str], most: int = 3) -> dict[str, Any]:
    """Name the first of many products and count the others: `{"products", "more"}`."""
    every = list(dict.fromkeys(codes))
    return {"products": every[:most], "more": max(0, len(every) - most) or None}


def known_word(speaker: Speaker, code: str, otherwise: str) -> str:
    """The word for a code, or what the machine calls it."""
    return speaker.word(code) if code in known_codes() else otherwise


def kind_word(speaker: Speaker, kind: str) -> str:
    """What is done, as a verb."""
    return known_word(speaker, f"word_kind_{kind}", kind)


def reason_word(speaker: Speaker, reason: str) -> str:
    """Why it is done."""
    return known_word(speaker, f"word_reason_{reason}", reason)


def outcome_word(speaker: Speaker, outcome: str) -> str:
    """What became of it."""
    return known_word(speaker, f"word_outcome_{outcome}", outcome)


def unsent_word(speaker: Speaker, reason: str) -> str:
    """Why a message was not taken; what a server answered stays as it is: SMTP 451, HTTP 500."""
    return known_word(speaker, f"word_unsent_{reason}", reason)


def moment(at: datetime | None, time_zone: str) -> str | None:
    """A time on the clock of the cooperative: 20/11/2026 08:15:02."""
    return f"{at.astimezone(ZoneInfo(time_zone)):%d/%m/%Y %H:%M:%S}" if at else None


def change_words(speaker: Speaker, change: Change, before: Values, after: Values) -> str:
    """Old and new of a change in one cell; a new listing is told by what buyers will see."""
    return "\n".join(map(str, change_lines(speaker, change, before, after)))


def change_lines(
    speaker: Speaker, change: Change, before: Values, after: Values
) -> list[ChangeLine]:
    """Say what a change does, field by field."""
    if before is None:
        return [ChangeLine("", None, _new_listing(speaker, change))]
    before, after = _by_name(before, change), _by_name(after, change)
    lines = list(values_lines(speaker, _of_ours(before, after, change), after))
    old, new = change.before.option_names if change.before else (), change.after.option_names
    if "variants" in change.fields and old != new and old:
        names = {"old": ", ".join(old), "new": ", ".join(new)}
        lines.insert(0, ChangeLine("", None, speaker.word("diff_options", **names)))
    return lines


def _by_name(values: Values, change: Change) -> dict[str, Any]:
    """Call a category as the marketplace calls it, where all that stands there is its id."""
    told = dict(values or {})
    if isinstance(category := told.get("category"), str):
        told["category"] = (change.called or {}).get(category, category)
    return told


def _of_ours(before: Mapping[str, Any], after: Values, change: Change) -> Values:
    """Leave out the attributes that stand there and that we neither write nor take back.

    A platform has some of its own, and others under names of its own: none of these goes.
    """
    there, wanted = before.get("attributes"), (after or {}).get("attributes")
    there = there if change.stand is None else change.stand
    if not isinstance(there, Mapping) or not isinstance(wanted, Mapping):
        return before
    kept = {name: text for name, text in there.items() if name in wanted}
    gone = {name: there.get(name, "") for name in change.taken_back}
    return {**before, "attributes": kept | gone}


def _new_listing(speaker: Speaker, change: Change) -> str:
    listing = change.after
    category = _by_name({"category": listing.category}, change)["category"]
    prices = [offer.price for offer in listing.offers if offer.price is not None]
    ends = dict.fromkeys(grouped(price) for price in (min(prices), max(prices))) if prices else {}
    return speaker.word(
        "diff_new_listing",
        title=shortened(listing.title or listing.code),
        skus=len(listing.offers),
        price="–".join(ends) or None,
        quantity=sum(offer.quantity or 0 for offer in listing.offers),
        images=len(listing.images or ()),
        category=shortened(category) if category else None,
    )


def values_words(speaker: Speaker, before: Values, after: Values) -> str:
    """Each field that differs on a line of its own."""
    return "\n".join(map(str, values_lines(speaker, before, after)))


def values_lines(speaker: Speaker, before: Values, after: Values) -> Iterator[ChangeLine]:
    """Each field that differs."""
    from sync.planning import OF_OFFERS  # what shows no plan imports none

    before, after = dict(before or {}), dict(after or {})
    yield from _renamed_lines(before, after)
    for name, old, new in _differences(before, after):
        word = known_word(speaker, f"word_field_{name}", name)
        if name in SETS and isinstance(new or old, (list, tuple)):
            yield ChangeLine(word, None, _set_words(speaker, name, old or [], new or []))
        elif name in NAMED and isinstance(new or old, Mapping):
            was, becomes = (_called(speaker, name, each or {}) for each in (old, new))
            yield from _named_lines(speaker, word, was, becomes)
        elif name in OF_OFFERS and isinstance(new or old, Mapping):
            for sku, was, becomes in _differences(old or {}, new or {}):
                came = sku not in (old or {})  # nothing stood there, known or not
                line = _step(speaker, name, was, becomes)
                yield ChangeLine(f"{word} {sku}", None if came else line[0], line[1])
        else:
            yield ChangeLine(word, *_step(speaker, name, old, new))


def _renamed_lines(before: dict[str, Any], after: dict[str, Any]) -> Iterator[ChangeLine]:
    """Say of variants that go and come under the same options that only the SKU is another."""
    old, new = before.get("variants"), after.get("variants")
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return
    gone = {tuple(options): sku for sku, options in old.items() if sku not in new}
    names = {sku: gone[tuple(o)] for sku, o in new.items() if sku not in old and tuple(o) in gone}
    for sku, was in names.items():
        options = _joined(new[sku])
        yield ChangeLine(f"SKU {options}".rstrip(), was, sku)
    if names:
        _leave_out(before, frozenset(names.values()))
        _leave_out(after, frozenset(names))


def _leave_out(values: dict[str, Any], skus: frozenset[str]) -> None:
    for field in RENAMED_WITH:
        told = values.pop(field, None)
        left = {sku: each for sku, each in (told or {}).items() if sku not in skus}
        if left:
            values[field] = left


def _named_lines(
    speaker: Speaker, word: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[ChangeLine]:
    """Say of attributes and variants which came, went or became something else."""
    for name, was, becomes in _differences(old, new):
        if name not in old:
            added = speaker.word("diff_added", what=f"{word} {_labelled(name, becomes)}")
            yield ChangeLine("", None, added)
        elif name not in new:
            removed = speaker.word("diff_removed", what=f"{word} {_labelled(name, was)}")
            yield ChangeLine("", None, removed)
        else:
            step = _texts(speaker, _joined(was), _joined(becomes))
            yield ChangeLine(f"{word} {shortened(name)}", *step)


def _called(speaker: Speaker, field: str, named: Mapping[str, Any]) -> Mapping[str, Any]:
    """Call papers by what people call their kind; all else has names of people's own."""
    if field != "papers":
        return named
    parts = ((*name.partition(" "), told) for name, told in named.items())
    return {
        f"{known_word(speaker, f'word_paper_{kind}', kind)} {number}": told
        for kind, _, number, told in parts
    }


def _labelled(name: str, value: Any) -> str:
    text = _joined(value)
    return f"{shortened(name)}: {shortened(text)}" if text else shortened(name)


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")


def _set_words(speaker: Speaker, name: str, old: Sequence[str], new: Sequence[str]) -> str:
    """Say how many pictures came and went, or which papers; or that only the order is another."""
    came, went = [x for x in new if x not in old], [x for x in old if x not in new]
    if not came and not went:
        return speaker.word("diff_order")
    if name == "images":  # known by their content alone
        came, went = [str(len(came))] if came else [], [str(len(went))] if went else []
    added = [speaker.word("diff_added", what=shortened(each)) for each in came]
    return ", ".join(added + [speaker.word("diff_removed", what=shortened(x)) for x in went])


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)


def _step(speaker: Speaker, name: str, old: Any, new: Any) -> tuple[str, str]:
    if isinstance(old, str) and isinstance(new, str) and name != "status":
        if name == "description":
            old, new = _words_of(old), _words_of(new)
        was, becomes = _texts(speaker, old, new)
        return f"“{was}”", becomes if becomes == speaker.word("diff_layout") else f"“{becomes}”"
    return value_word(speaker, name, old), value_word(speaker, name, new)


def _words_of(text: str) -> str:
    """Leave of a text what is read: a platform has put tags around it, and bullets."""
    words = html.unescape(_TAG.sub(" ", text)).split()
    return " ".join(word for word in words if word != "-")


def _texts(speaker: Speaker, old: str, new: str) -> tuple[str, str]:
    """Show two texts where they differ; or say that what can be read is the same."""
    was, becomes = (normalize("NFC", " ".join(text.split())) for text in (old, new))
    if was == becomes:
        return shortened(was), speaker.word("diff_layout")
    return _excerpts(was, becomes)


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Show of two texts the words that differ, with a few around them."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    was, becomes = old.split(), new.split()
    begin = next(
        (n for n, (a, b) in enumerate(zip(was, becomes, strict=False)) if a != b),
        min(len(was), len(becomes)),
    )
    shown = _around(was, begin), _around(becomes, begin)
    if shown[0] != shown[1]:
        return shown
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    letter = len(list(alike))  # within a word so long that it is cut before they differ
    return _from(old, letter), _from(new, letter)


def _from(text: str, letter: int) -> str:
    start = max(letter - LETTERS_BEFORE, 0)
    return ("…" if start else "") + shortened(text[start:])


def _around(words: Sequence[str], place: int) -> str:
    start = max(place - WORDS_BEFORE, 0)
    shown = " ".join(words[start:])
    return ("… " if start else "") + shortened(shown)


def value_word(speaker: Speaker, name: str, value: Any) -> str:
    """One value in the words of its field."""
    if value is None:
        return speaker.word("diff_none" if name in ENDS else "diff_unknown")
    if name in {"price", "list_price"} and isinstance(value, int):
        return f"{grouped(value)} ₫"
    if name == "quantity" and isinstance(value, int):
        return grouped(value)
    if name == "weight_g":
        return f"{value} g"
    if name == "size_mm" and isinstance(value, Sequence):
        return "×".join(str(side) for side in value) + " mm"
    if name == "status":
        return known_word(speaker, f"word_value_{value}", str(value))
    return _text(value)


def _text(value: Any) -> str:
    return f"“{shortened(value)}”" if isinstance(value, str) else shortened(_joined(value))


def shortened(text: str) -> str:
    """The beginning of a long text, on one line."""
    flat = visible(" ".join(text.split()))
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"
