"""What several people wrote into one file: whether their edits meet, and how one goes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sync.catalog.editing.edits import (
    MISSING,
    PRODUCTS,
    Add,
    Drop,
    Edit,
    EditRefused,
    Move,
    Put,
    Rename,
    edited,
    path_of,
    values_at,
    values_in,
)
from sync.catalog.editing.places import as_written, placed
from sync.catalog.editing.writing import Value
from sync.catalog.reading import Path
from sync.model import Code


def must_meet(seen: bytes, now: bytes, edits: Iterable[Edit], file: str) -> None:
    """Allow edits that were thought of for what was `seen` if what they touch still says so.

    Raises `EditRefused` with what stands there now, else what was written meanwhile would be lost.
    """
    for edit, change in met(seen, now, edits):
        raise EditRefused(
            "edit_value_changed",
            file=file,
            name=str(getattr(edit, "sku", None) or edit.code or ""),
            field=".".join(map(str, change.path)),
            now=change.now if isinstance(change.now, str) else "",
        )


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What somebody wrote at a path of a product since it was seen; None: nothing stands there."""

    path: Path
    seen: Any
    now: Any


def met(seen: bytes, now: bytes, edits: Iterable[Edit]) -> Iterator[tuple[Edit, ValueChange]]:
    """Find the edits that touch what somebody changed since it was `seen`, and how."""
    old, new = values_in(seen), values_in(now)
    for edit in edits:
        for path in _touched(edit):
            before, after = _said(old, edit, path), _said(new, edit, path)
            if before != after:
                yield edit, ValueChange(path, _known(before), _known(after))


def changed_since(seen: bytes, now: bytes, code: Code) -> list[ValueChange]:
    """Say value by value what else a product says than when it was seen; raises `EditRefused`."""
    old, new = (values_at(each, path_of(each, code)) for each in map(values_in, (seen, now)))
    return list(_differences(old, new, ()))


def _differences(old: Any, new: Any, path: Path) -> Iterator[ValueChange]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from _differences(old.get(name, MISSING), new.get(name, MISSING), (*path, name))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for at, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _differences(before, after, (*path, at))
    else:
        yield ValueChange(path, _known(old), _known(new))


def _known(value: Any) -> Any:
    return None if value is MISSING else value


def _touched(edit: Edit) -> tuple[Path, ...]:
    """Name what must be as it was: an item added behind all meets nobody."""
    match edit:
        case Put() | Drop() | Move():
            return (edit.path,)
        case Add():
            return () if edit.at is None else (edit.path,)
        case Rename():
            return (("code",), ("variants",))


def _said(values: Mapping[str, Any], edit: Edit, path: Path) -> Any:
    if edit.code is None:
        return [one.get("code") for one in values[PRODUCTS]]
    try:
        base = path_of(values, edit.code, getattr(edit, "sku", None))
    except EditRefused:
        return None  # an earlier edit of the same go will make it
    if isinstance(edit, Move) and not path:
        return _names_beside(values, base)
    return values_at(values, (*base, *path))


def _names_beside(values: Mapping[str, Any], base: Path) -> list[Any]:
    beside = values_at(values, base[:-1])
    return [one.get("sku", one.get("code")) for one in beside]


def undone(before: bytes, after: bytes, now: bytes) -> bytes:
    """Take out of `now` what made `after` of `before`, whatever else was written since.

    Raises `EditRefused` where the same was written again since, or products changed their codes.
    """
    old, new, there = (_by_code(values_in(each)) for each in (before, after, now))
    written = _written(before)
    if old.keys() - new.keys():
        raise EditRefused("edit_by_hand", name="")
    edits: list[Edit] = []
    for code, product in new.items():
        if product == old.get(code):
            continue
        if there.get(code) is None:
            raise EditRefused("edit_not_there", name=code)
        fields = written.get(code, {}) if code in old else None
        edits += _back(Code(code), fields, old.get(code, {}), product, there[code])
    return edited(now, edits)


def _by_code(values: Mapping[str, Any]) -> dict[str, Any]:
    products: Sequence[Any] = values[PRODUCTS]
    return {str(one.get("code")).strip(): one for one in products if isinstance(one, dict)}


def _written(content: bytes) -> dict[str, Mapping[str, Value]]:
    """Read the products as they are to be written again: with quotes where they had quotes."""
    document = placed(content.decode("utf-8-sig"))
    chain = document.chain((PRODUCTS,))
    products = chain[-1].items if chain else []
    found: dict[str, Mapping[str, Value]] = {}
    for one in products:
        with suppress(ValueError):
            value = as_written(one)
            if isinstance(value, Mapping):
                found[str(value.get("code")).strip()] = value
    return found


def _back(
    code: Code,
    written: Mapping[str, Value] | None,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    now: Mapping[str, Any],
) -> Iterator[Edit]:
    """Turn what was done to one product around, field by field."""
    if written is None:
        if new != now:
            raise EditRefused("edit_value_changed", name=code)
        yield Drop(code=code)
        return
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) == new.get(name):
            continue
        if now.get(name) != new.get(name):
            raise EditRefused("edit_value_changed", name=code, field=name)
        if name not in old:
            yield Drop(code=code, path=(name,))
        elif name in written:
            yield Put(code=code, path=(name,), value=written[name])
        else:  # it was merged in
            raise EditRefused("edit_by_hand", name=code)
