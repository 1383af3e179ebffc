"""The second and third picture of a product: its packs, and what its label says."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from tools.draw_pictures.card import GREY, Canvas, Facts, Style, finished, plain, wrap
from tools.draw_pictures.pen import Colour, Pen, mix
from tools.draw_pictures.sea import CREAM, jar

_Cell = tuple[float, float, float]  # middle, top and side of a pack's drawing
_Vessel = Callable[[Pen, Colour], None]
_GRID: tuple[_Cell, ...] = ((218, 158, 175), (582, 158, 175), (218, 418, 175), (582, 418, 175))
KRAFT: Colour = (206, 168, 116)


def packs(facts: Facts) -> Image.Image:
    """How the product is packed: one pack drawn for each of the first four."""
    canvas = plain(facts, "Quy cách")
    shown = facts.packs[:4]
    cells = _GRID if len(shown) == 4 else _row(len(shown))
    for cell, name in zip(cells, shown, strict=True):
        _pack(canvas, cell, name)
    canvas.text((400, 724), facts.name, Style(28, canvas.deep, bold=True))
    return finished(canvas)


def _row(count: int) -> tuple[_Cell, ...]:
    """Packs side by side on one floor, each larger than the one before."""
    return tuple(
        (36 + 728 / count * (place + 0.5), 370 - 35 * place, 150 + 35 * place)
        for place in range(count)
    )


def _pack(canvas: Canvas, cell: _Cell, name: str) -> None:
    middle, top, side = cell
    pen = canvas.pen(middle - side / 2, top, side)
    _vessel(name)(pen, canvas.deep)
    for row, words in enumerate(name.split(", ")):
        canvas.text((middle, top + side + 20 + 34 * row), words, Style(27, GREY, bold=True))


def _vessel(name: str) -> _Vessel:
    if "Hộp" in name:
        return _box
    if "Loại" in name:
        return _jar
    return _bag


def _bag(pen: Pen, deep: Colour) -> None:
    pen.slab((18, 8), (82, 94), mix(deep, CREAM, 0.72), 6)
    pen.slab((18, 8), (82, 20), deep, 3)
    pen.slab((30, 40), (70, 74), CREAM, 3)
    pen.line([(36, 52), (64, 52)], deep, 3)
    pen.line([(40, 62), (60, 62)], mix(deep, CREAM, 0.5), 2)


def _box(pen: Pen, deep: Colour) -> None:
    pen.shape([(8, 34), (24, 20), (92, 20), (76, 34)], mix(KRAFT, CREAM, 0.45))
    pen.shape([(76, 34), (92, 20), (92, 78), (76, 92)], mix(KRAFT, (80, 60, 40), 0.35))
    pen.slab((8, 34), (76, 92), KRAFT, 1)
    pen.slab((36, 34), (48, 92), deep, 0)
    pen.slab((18, 54), (66, 78), CREAM, 3)
    pen.line([(26, 66), (58, 66)], deep, 3)


def _jar(pen: Pen, deep: Colour) -> None:
    jar(pen, mix(deep, CREAM, 0.55))
    pen.slab((36, 52), (64, 76), CREAM, 2)
    pen.line([(41, 64), (59, 64)], deep, 3)


def label(facts: Facts) -> Image.Image:
    """What the label says, in large letters."""
    canvas = plain(facts, "Thông tin sản phẩm")
    top = 176.0
    for heading, words in facts.label:
        canvas.text((76, top), heading, Style(28, canvas.deep, bold=True), "lm")
        lines = wrap(words, Style(30, GREY), 640)
        for row, line in enumerate(lines):
            canvas.text((76, top + 42 + 40 * row), line, Style(30, GREY), "lm")
        top += 42 + 40 * len(lines) + 24
    return finished(canvas)
