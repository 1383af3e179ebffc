"""Edits a catalog file as a person would: one thing is changed, every other byte stays.

What comes out is read again before anybody gets it: it must hold what was there with just this
edit made, else the edit is refused.
"""

from __future__ import annotations

import codecs
import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from sync.catalog.editing import splices
from sync.catalog.editing.places import placed
from sync.catalog.editing.writing import Unwritable, Value, as_read
from sync.catalog.reading import Path, Reader, Unread
from sync.catalog.reading.text import decode
from sync.catalog.yaml_schema import WrittenProduct, WrittenVariant, YamlModel
from sync.model import Code, Problem, Sku
from sync.model import Value as Told

PRODUCTS = "products"
TOP = Code("")  # in the place of a product's code: what stands at the top of a file, as in settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """Write a value at a path of a product, or of its variant: a scalar, a list or a mapping.

    What is not written yet is added; what is there is changed as little as possible.
    """

    code: Code
    path: tuple[str | int, ...]
    value: Value
    sku: Sku | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Take out what stands at a path; the product or the variant itself where there is none."""

    code: Code
    path: tuple[str | int, ...] = ()
    sku: Sku | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """Put an item into a list of a product (`images`, `variants`), or a product into the file.

    `at` counts from 0; None is behind all.
    """

    value: Value
    code: Code | None = None
    path: tuple[str | int, ...] = ()
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Put a product, a variant, or an item at a path, in another place of its list."""

    code: Code
    to: int
    path: tuple[str | int, ...] = ()
    sku: Sku | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """Give a product another code, or a variant another SKU (also where prices name it)."""

    code: Code
    to: str
    sku: Sku | None = None


Edit: TypeAlias = Put | Drop | Add | Move | Rename


class EditRefused(Exception):
    """The edit was not made; `problem` says why, and the file is as it was."""

    def __init__(self, code: str, **values: Told) -> None:
        super().__init__(code)
        self.problem = Problem(code=code, values=values)


class Step(NamedTuple):
    """One rewriting of the text, and what it makes of the values."""

    on_text: Callable[[str], str]
    on_values: Callable[[Any], None]


def edited(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Make the edits in the bytes of a file; raises `EditRefused`, or `Unread` if it is broken."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    decode(content, "")  # refuses what we cannot read; what we edit are the letters as written
    text = content.removeprefix(mark).decode("utf-8")
    for edit in edits:
        text = _made(text, edit)
    return mark + text.encode("utf-8")


def _made(text: str, edit: Edit) -> str:
    values = values_in(text.encode("utf-8"))
    wanted = copy.deepcopy(values)
    name = str(edit.code or "")
    try:
        for step in _steps(edit, values):
            text = step.on_text(text)
            step.on_values(wanted)
        if values_in(text.encode("utf-8")) != wanted:
            raise EditRefused("edit_by_hand", name=name)
    except (splices.Entangled, Unwritable, Unread, IndexError) as error:
        raise EditRefused("edit_by_hand", name=name) from error
    except splices.NotThere as error:
        raise EditRefused("edit_not_there", name=name) from error
    return text


def values_in(content: bytes) -> dict[str, Any]:
    """Read a whole file as plain values, every scalar as text; raises `Unread`."""
    values: dict[str, Any] = {PRODUCTS: []}
    for part in Reader(decode(content, ""), "").parts(PRODUCTS):
        if len(part.path) > 1:
            values[PRODUCTS].append(part.value)
        elif part.path != (PRODUCTS,) or part.value is not None:
            values[str(part.path[0])] = part.value
    return values


def _steps(edit: Edit, values: Mapping[str, Any]) -> Iterator[Step]:
    if isinstance(edit, Add):
        yield from _adding(edit, values)
        return
    base = path_of(values, edit.code, edit.sku)
    match edit:
        case Put():
            path, value = _with_missing(values, (*base, *edit.path), edit.value)
            yield from _putting(path, values_at(values, path), value)
        case Drop():
            yield _dropping(values, (*base, *edit.path))
        case Move():
            yield _moving((*base, *edit.path), edit.to)
        case Rename():
            yield from _renaming(values, base, edit)


def path_of(values: Mapping[str, Any], code: Code, sku: Sku | None = None) -> Path:
    """Find a product, or one of its variants; raises `EditRefused`."""
    if code == TOP:
        return ()
    found = [
        number
        for number, product in enumerate(values[PRODUCTS])
        if isinstance(product, dict) and str(product.get("code")).strip() == code
    ]
    if len(found) != 1:
        raise EditRefused("edit_not_there" if not found else "edit_by_hand", name=code)
    product = values[PRODUCTS][found[0]]
    variants = product.get("variants")
    if sku is None or (not variants and str(sku) == code):
        return (PRODUCTS, found[0])
    for number, variant in enumerate(variants or ()):
        if isinstance(variant, dict) and str(variant.get("sku")).strip() == sku:
            return (PRODUCTS, found[0], "variants", number)
    raise EditRefused("edit_not_there", name=sku)


MISSING: Any = object()


def values_at(values: Any, path: Path) -> Any:
    """Find what stands at a path of plain values; `MISSING` where nothing does."""
    for step in path:
        if isinstance(values, dict):
            values = values.get(str(step), MISSING)
        elif isinstance(values, list) and isinstance(step, int) and -1 < step < len(values):
            values = values[step]
        else:
            return MISSING
    return values


def _with_missing(values: Any, path: Path, value: Value) -> tuple[Path, Value]:
    """Write what a value stands in as well, where that is missing or empty."""
    while len(path) > _begin(path) and values_at(values, path[:-1]) in (MISSING, None, {}):
        path, value = path[:-1], {str(path[-1]): value}
    return path, value


def _begin(path: Path) -> int:
    """How many steps lead to a thing of its own: a product of the list, or a key of the file."""
    return 2 if path[0] == PRODUCTS else 1


def _putting(path: Path, old: Any, value: Value) -> Iterator[Step]:
    """Change what differs alone, below a list or a mapping as well."""
    new = as_read(value)
    if old is MISSING:
        yield Step(
            lambda text: splices.added(placed(text), path, value, _fields_before(path)),
            lambda values: _set(values, path, new),
        )
    elif isinstance(value, Mapping) and isinstance(old, dict) and old and value:
        yield from _putting_mapping(path, old, value)
    elif isinstance(new, list) and isinstance(old, list) and old and value:
        yield from _putting_list(path, old, list(value))  # type: ignore[arg-type]
    elif new != old:
        yield Step(
            lambda text: splices.replaced(placed(text), path, value),
            lambda values: _set(values, path, new),
        )


def _fields_before(path: Path) -> Sequence[str]:
    """Name the fields that people write before this one."""
    shape: type[YamlModel] = WrittenProduct if len(path) == 3 else WrittenVariant
    if len(path) not in (3, 5) or (len(path) == 5 and path[2] != "variants"):
        return ()
    names = list(shape.model_fields)
    return names[: names.index(str(path[-1]))] if path[-1] in names else ()


def _putting_mapping(
    path: Path, old: Mapping[str, Any], value: Mapping[str, Value]
) -> Iterator[Step]:
    for key, one in value.items():
        yield from _putting((*path, key), old.get(key, MISSING), one)
    for key in old:
        if key not in value:
            yield _without((*path, key))


def _putting_list(path: Path, old: Sequence[Any], value: Sequence[Value]) -> Iterator[Step]:
    """Keep what both begin and end with; between that items are changed, put in or taken out."""
    new = [as_read(one) for one in value]
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    stop_old, stop_new = len(old) - tail, len(new) - tail
    both = min(stop_old, stop_new)
    for at in range(head, both):
        yield from _putting((*path, at), old[at], value[at])
    for at in range(both, stop_new):
        yield _inserting((*path, at), value[at])
    for at in reversed(range(both, stop_old)):
        yield _without((*path, at))


def _common(one: Sequence[Any], other: Sequence[Any]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _without(path: Path) -> Step:
    def on_values(values: Any) -> None:
        del values_at(values, path[:-1])[path[-1]]

    return Step(lambda text: splices.removed(placed(text), path), on_values)


def _dropping(values: Mapping[str, Any], path: Path) -> Step:
    """Take out what stands there, and what would stand empty without it."""
    if values_at(values, path) is MISSING:
        raise splices.NotThere
    while len(path) > _begin(path) and len(values_at(values, path[:-1])) == 1:
        path = path[:-1]
    if path[0] == PRODUCTS and len(path) == 2 and len(values[PRODUCTS]) == 1:
        return Step(
            lambda text: splices.emptied(placed(text), (PRODUCTS,)),
            lambda values: _set(values, (PRODUCTS,), []),
        )
    return _without(path)


def _adding(edit: Add, values: Mapping[str, Any]) -> Iterator[Step]:
    path: Path = (PRODUCTS,) if edit.code is None else (*path_of(values, edit.code), *edit.path)
    there = values_at(values, path)
    if path == (PRODUCTS,) and there == []:
        yield Step(
            lambda text: splices.begun(placed(text), PRODUCTS, edit.value),
            lambda values: values[PRODUCTS].append(as_read(edit.value)),
        )
        return
    if there in (MISSING, None, []):
        path, value = _with_missing(values, path, [edit.value])
        yield from _putting(path, values_at(values, path), value)
        return
    if not isinstance(there, list):
        raise splices.Entangled
    yield _inserting((*path, len(there) if edit.at is None else edit.at), edit.value)


def _inserting(path: Path, value: Value) -> Step:
    return Step(
        lambda text: splices.inserted(placed(text), path, value),
        lambda values: values_at(values, path[:-1]).insert(path[-1], as_read(value)),
    )


def _moving(path: Path, to: int) -> Step:
    def on_values(values: Any) -> None:
        items = values_at(values, path[:-1])
        items.insert(to, items.pop(path[-1]))

    if not isinstance(path[-1], int):
        raise splices.Entangled
    return Step(lambda text: splices.moved(placed(text), path, to), on_values)


def _renaming(values: Mapping[str, Any], base: Path, edit: Rename) -> Iterator[Step]:
    """Write the new name wherever this product says the old one."""
    product = values_at(values, base[:2])
    if edit.to in _names(values):
        raise EditRefused("edit_name_taken", name=edit.to)
    field = "code" if edit.sku is None or len(base) == 2 else "sku"
    yield from _putting((*base, field), edit.sku or edit.code, edit.to)
    for shop, override in (product.get("overrides") or {}).items():
        prices = (override or {}).get("prices") or {}
        if (edit.sku or edit.code) in prices:
            path = (*base[:2], "overrides", shop, "prices", edit.sku or edit.code)
            yield _renaming_key(path, edit.to)


def _names(values: Mapping[str, Any]) -> Iterator[str]:
    """Name every code and SKU of the file."""
    for product in values[PRODUCTS]:
        yield product.get("code")
        yield from (variant.get("sku") for variant in product.get("variants") or ())


def _renaming_key(path: Path, name: str) -> Step:
    def on_values(values: Any) -> None:
        holder = values_at(values, path[:-1])
        holder[name] = holder.pop(path[-1])

    return Step(lambda text: splices.renamed(placed(text), path, name), on_values)


def _set(values: Any, path: Path, value: Any) -> None:
    values_at(values, path[:-1])[path[-1]] = value
