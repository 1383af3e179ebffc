"""Writes frozen values down as plain JSON, equal ones once, and makes them again without judging.

Every kind of value has a list of rows; a row holds the fields of one value in their order, and in
place of another value its number in that one's list. Fields are read by their declared types, so
that nothing but these values, numbers and texts can come of whatever bytes are read.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any, NamedTuple, NewType, Union, get_args, get_origin, get_type_hints

from sync.model.words import interned

Rows = dict[str, list[Any]]
Convert = Callable[[Any], Any]
Write = Callable[["Writer", Any], Any]


class _Form(NamedTuple):
    """How values of a kind are taken apart and put together."""

    kind: type
    read: Callable[[Any], tuple[Any, ...]]
    setters: tuple[Callable[[Any, Any], None], ...]
    types: tuple[tuple[int, Any], ...]  # the fields that are not plain, by their place
    writes: tuple[tuple[int, Write], ...]
    of: tuple[type, ...]  # the kinds that stand within


@cache
def _form(kind: Any) -> _Form:
    names = [each.name for each in fields(kind)]
    hints = get_type_hints(kind, include_extras=True)
    found = tuple((at, hints[name]) for at, name in enumerate(names) if not _plain(hints[name]))
    return _Form(
        kind,
        attrgetter(*names),
        tuple(vars(kind)[name].__set__ for name in names),  # frozen, but not while it is made
        found,
        tuple((at, _writer(hint)) for at, hint in found),
        tuple(dict.fromkeys(each for _, hint in found for each in _kinds(hint))),
    )


class Writer:
    """Gathers values; `rows` is what becomes of them."""

    def __init__(self) -> None:
        self.rows: Rows = {}
        self._numbers: dict[int, int] = {}
        self._held: list[object] = []  # so that no two values ever have one id

    def number(self, value: Any) -> int | None:
        """Write a value down, unless it was before, and answer which of its kind it is.

        Whatever several products share is one value already.
        """
        if value is None:
            return None
        number = self._numbers.get(id(value))
        if number is None:
            form = _form(type(value))  # type: ignore[arg-type]
            row = list(form.read(value))
            for at, write in form.writes:
                if row[at] is not None:
                    row[at] = write(self, row[at])
            rows = self.rows.setdefault(form.kind.__name__, [])
            number = self._numbers[id(value)] = len(rows)
            rows.append(row)
            self._held.append(value)
        return number


def _writer(hint: Any) -> Write:
    """Say how a field of a type is written that holds something."""
    hint, _ = _bare(hint)
    origin, of = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return Writer.number
    if origin is Mapping:
        return _same_written if _plain(of[1]) else _values_written(_writer(of[1]))
    if origin is frozenset:
        return lambda _, value: sorted(value)
    if origin is tuple:
        return _same_written if _plain(of[0]) else _each_written(_writer(of[0]))
    return lambda _, value: str(value) if isinstance(value, Path) else value


def _same_written(_: Writer, value: Any) -> Any:
    return value


def _values_written(write: Write) -> Write:
    return lambda to, value: {
        key: None if each is None else write(to, each) for key, each in value.items()
    }


def _each_written(write: Write) -> Write:
    return lambda to, value: [write(to, each) for each in value]


class Reading:
    """Makes the values of some kinds, and of all that stand within them, of rows."""

    def __init__(self, rows: Rows, kinds: Iterable[type]) -> None:
        self._made: dict[type, list[Any]] = {}
        for kind in kinds:
            self._make(kind, rows)

    def of(self, kind: type) -> Sequence[Any]:
        """Answer the values of a kind, by their number."""
        return self._made[kind]

    def _make(self, kind: type, rows: Rows) -> None:
        if kind in self._made:
            return
        form = _form(kind)
        for inner in form.of:
            self._make(inner, rows)
        made = self._made[kind] = []
        reads = [(at, self._reader(hint)) for at, hint in form.types]
        new: Callable[[type], Any] = object.__new__
        setters = form.setters
        for row in rows.get(kind.__name__, ()):
            for at, read in reads:
                if row[at] is not None:
                    row[at] = read(row[at])
            value = new(kind)
            for put, part in zip(setters, row, strict=True):
                put(value, part)
            made.append(value)

    def _reader(self, hint: Any) -> Convert:
        """Say how a field of a type is read that holds something."""
        hint, shared = _bare(hint)
        origin, of = get_origin(hint), get_args(hint)
        read: Convert = _same
        if is_dataclass(hint):
            read = self._made[hint].__getitem__  # type: ignore[index]
        elif hint in {date, datetime}:
            read = hint.fromisoformat
        elif hint is Path:
            read = Path
        elif origin is Mapping:
            read = _same if _plain(of[1]) else _values(self._reader(of[1]))
        elif origin in {tuple, frozenset}:
            read = origin if _plain(of[0]) else _each(self._reader(of[0]), origin)
        elif _perhaps_tuple(hint):
            read = _listed
        return _shared(read) if shared else read


def _same(value: Any) -> Any:
    return value


def _listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _values(read: Convert) -> Convert:
    return lambda found: {key: None if each is None else read(each) for key, each in found.items()}


def _each(read: Convert, gather: Any) -> Convert:
    return lambda found: gather(map(read, found))


def _shared(read: Convert) -> Convert:
    return interned if read is _same else lambda found: interned(read(found))


@cache
def _bare(hint: Any) -> tuple[Any, bool]:
    """Take a type out of what is said about it; answers whether equal values are held once."""
    shared = False
    while True:
        if get_origin(hint) is Annotated:
            hint, *said = get_args(hint)
            shared |= any(getattr(each, "func", None) is interned for each in said)
        elif isinstance(hint, NewType):
            hint = hint.__supertype__
        elif get_origin(hint) in {Union, types.UnionType} and len(_some(hint)) == 1:
            (hint,) = _some(hint)
        else:
            return hint, shared


def _some(hint: Any) -> list[Any]:
    return [each for each in get_args(hint) if each is not type(None)]


@cache
def _plain(hint: Any) -> bool:
    """Whether JSON keeps values of a type just as they are."""
    hint, shared = _bare(hint)
    if shared or is_dataclass(hint) or hint in {date, datetime, Path}:
        return False
    if get_origin(hint) in {Mapping, tuple, frozenset}:
        return False
    return not _perhaps_tuple(hint)


def _perhaps_tuple(hint: Any) -> bool:
    """Whether a type is one of several, a tuple among them."""
    return any(get_origin(each) is tuple for each in get_args(hint))


def _kinds(hint: Any) -> list[type]:
    """Name the kinds of values that stand within a type."""
    hint, _ = _bare(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return [hint]
    return [kind for each in get_args(hint) for kind in _kinds(each)]
