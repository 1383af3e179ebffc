"""Turns what a workbook changes into edits of the catalog's files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from sync.catalog.editing import Add, Drop, Edit, Put, Value, new_product, new_variant
from sync.catalog.reading import Path
from sync.catalog.workbook.cells import Words, life_of, value_of
from sync.catalog.workbook.changes import CellChange, ProductChange
from sync.catalog.workbook.rows import price_path, value_in
from sync.model import Code, Sku

OPTION_NAME: Final = "Phân loại"  # of a sheet whose column has no better name
_STOCK: Final = frozenset({"stock", "counted_on"})
_LIFE: Final = frozenset({"label.shelf_life", "label.shelf_life.after_opening"})


def edits_of(product: ProductChange, words: Words, option_name: str = "") -> list[Edit]:
    """List the edits of one product: its values, its new variants, or itself as a block."""
    if product.new:
        return [new_product(_fresh(product, words, option_name))]
    there = [cell for cell in product.cells if cell.sku not in product.skus]
    code = Code(product.code)
    edits = list(_of_rows(there, words))
    for sku in product.skus:
        variant = new_variant({"sku": sku, **_block(_cells_of(product, sku), words)})
        edits.append(Add(code=code, path=("variants",), value=variant))
    return edits


def _cells_of(product: ProductChange, sku: str) -> list[CellChange]:
    return [cell for cell in product.cells if cell.sku == sku and cell.after is not None]


def _fresh(product: ProductChange, words: Words, option_name: str) -> Mapping[str, Value]:
    """Write a new product: what is said of it all, then its variants."""
    block: dict[str, Any] = {"code": product.code, **_block(_cells_of(product, ""), words)}
    if not product.skus:
        return block
    variants = [{"sku": sku, **_block(_cells_of(product, sku), words)} for sku in product.skus]
    if "options" not in block and any("options" in variant for variant in variants):
        block["options"] = [option_name or OPTION_NAME]
    return {**block, "variants": variants}


def _block(cells: Sequence[CellChange], words: Words) -> dict[str, Value]:
    """Nest what cells say by their paths."""
    block: dict[str, Any] = {}
    for cell in sorted(cells, key=lambda one: len(one.column.path)):
        holder, path = block, cell.column.path
        if cell.column.channel:
            path = ("overrides", cell.column.channel, "price")
        for step in path[:-1]:
            if not isinstance(holder.get(str(step), {}), dict):  # a life in one word, opened too
                holder[str(step)] = life_of(holder[str(step)], {})
                if not isinstance(holder[str(step)], dict):
                    holder[str(step)] = {"value": holder[str(step)]}
            holder = holder.setdefault(str(step), {})
        holder[str(path[-1])] = value_of(cell.column, cell.after, words)
    if isinstance(stock := block.get("stock"), dict) and stock.keys() == {"count"}:
        block["stock"] = stock["count"]
    return block


def _of_rows(cells: Sequence[CellChange], words: Words) -> Iterator[Edit]:
    by_row: dict[str, list[CellChange]] = {}
    for cell in cells:
        by_row.setdefault(cell.sku, []).append(cell)
    for changed in by_row.values():
        yield from _joint(changed, _STOCK, _stock)
        yield from _joint(changed, _LIFE, _life)
        for cell in changed:
            if cell.column.key not in _STOCK | _LIFE:
                yield _single(cell, words)


def _joint(
    cells: Sequence[CellChange],
    keys: frozenset[str],
    make: Callable[[Mapping[str, CellChange]], Edit],
) -> Iterator[Edit]:
    """Edit as one what stands in several columns and in one place of YAML."""
    said = {cell.column.key: cell for cell in cells if cell.column.key in keys}
    if said:
        yield make(said)


def _stock(said: Mapping[str, CellChange]) -> Edit:
    cell = next(iter(said.values()))
    there = cell.row.own.get("stock") if cell.row else None
    old = there if isinstance(there, dict) else {} if there is None else {"count": int_of(there)}
    new: dict[str, Value] = dict(old)
    for key, name in (("stock", "count"), ("counted_on", "date")):
        if key in said:
            new[name] = value_of(said[key].column, said[key].after, {})
    if new.get("count") is None:
        return _drop(cell, ("stock",))
    if new.get("date") is None:
        return _put(cell, ("stock",), new["count"])
    return _put(cell, ("stock",), new)


def int_of(text: Any) -> Value:
    """Take a number as it will be written, without quotes."""
    return int(text) if isinstance(text, str) and text.strip().isdigit() else text


def _life(said: Mapping[str, CellChange]) -> Edit:
    cell = next(iter(said.values()))
    label = value_in(cell.row.own, ("label",)) if cell.row else None
    there = label.get("shelf_life") if isinstance(label, dict) else None
    path: Path = ("label", "shelf_life")
    opened = said.get("label.shelf_life.after_opening")
    life = said.get("label.shelf_life")
    value: Any = life_of(life.after, there) if life else there
    if opened is not None:
        whole = value if isinstance(value, dict) else life_of(value, {})
        whole = whole if isinstance(whole, dict) else {"value": whole}
        rest = {key: one for key, one in whole.items() if key != "after_opening"}
        value = {**rest, "after_opening": opened.after} if opened.after else rest
    return _drop(cell, path) if value in (None, {}, {"value": None}) else _put(cell, path, value)


def _single(cell: CellChange, words: Words) -> Edit:
    path = cell.column.path
    if cell.column.channel and cell.row:
        path = price_path(cell.row, cell.column.channel)
        return _of_product(cell, path)
    if cell.after is None:
        return _drop(cell, path)
    return _put(cell, path, value_of(cell.column, cell.after, words))


def _of_product(cell: CellChange, path: Path) -> Edit:
    code = Code(cell.code)
    if cell.after is None:
        return Drop(code=code, path=path)
    return Put(code=code, path=path, value=cell.after)


def _put(cell: CellChange, path: Path, value: Value) -> Edit:
    return Put(
        code=Code(cell.code), sku=Sku(cell.sku) if cell.sku else None, path=path, value=value
    )


def _drop(cell: CellChange, path: Path) -> Edit:
    return Drop(code=Code(cell.code), sku=Sku(cell.sku) if cell.sku else None, path=path)
