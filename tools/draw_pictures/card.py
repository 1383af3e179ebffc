"""Lays out a card: a drawing above, the words about the product below."""

from __future__ import annotations

import colorsys
import io
import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tools.draw_pictures import land, sea
from tools.draw_pictures.pen import Colour, Pen, mix

Motif = Callable[[Pen], None]
PACKS = ("gói", "túi", "hộp", "chai")  # the words that begin the size of a pack
SIDE = 800
FINER = 2  # drawn twice as large and scaled down: smooth edges
FONTS = Path(__file__).resolve().parent.parent / "fonts"
WHITE: Colour = (255, 255, 255)
GREY: Colour = (84, 84, 88)

# our category -> the hue of its cards (0 to 1) and its drawing
LOOKS: dict[str, tuple[float, Motif]] = {
    "tom-kho": (0.04, sea.shrimp),
    "cha-bong-tom": (0.07, sea.floss),
    "kho-ca": (0.11, sea.fish),
    "trai-cay-say": (0.13, land.banana),
    "cua-ghe": (0.02, sea.crab),
    "hai-san-dong-lanh": (0.52, sea.patties),
    "mam": (0.95, sea.preserve),
    "ba-khia": (0.88, sea.salted_crab),
    "nuoc-mam": (0.06, sea.fish_sauce),
    "muoi": (0.57, sea.salt),
    "duong-mat": (0.09, land.palm_sugar),
    "mat-ong": (0.12, land.honey),
    "yen-sao": (0.46, land.nest),
    "yen-chung": (0.36, land.stewed_nest),
    "banh-phong": (0.99, land.crackers),
    "gao": (0.24, land.rice),
    "hu-tieu": (0.62, land.noodles),
    "do-dan": (0.28, land.basket),
}
# a word in the name that knows better than the category
WORDS: dict[str, Motif] = {
    "Xoài": land.mango,
    "Thơm sấy": land.pineapple,
    "Mật nhụy": land.syrup,
    "Muối tôm": sea.shrimp,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card tells about a product."""

    code: str
    name: str
    category: str
    producer: str
    place: str
    pack: str
    packs: tuple[str, ...]
    label: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Canvas:
    """The picture while it is drawn, in units of the finished card."""

    image: Image.Image
    draw: ImageDraw.ImageDraw
    deep: Colour

    def slab(self, box: Sequence[float], colour: Colour, bend: float = 28) -> None:
        """A rounded rectangle."""
        finer = [FINER * edge for edge in box]
        self.draw.rounded_rectangle(finer, radius=bend * FINER, fill=colour)

    def pen(self, left: float, top: float, side: float) -> Pen:
        """A pen for a square of this side."""
        return Pen(self.draw, (left * FINER, top * FINER), side * FINER / 100)

    def text(self, at: tuple[float, float], words: str, style: Style, anchor: str = "mm") -> None:
        """Words around a point."""
        place = (at[0] * FINER, at[1] * FINER)
        self.draw.text(place, words, font=style.font, fill=style.colour, anchor=anchor)


@dataclass(frozen=True, slots=True)
class Style:
    """A font size in card units, its weight and colour."""

    size: int
    colour: Colour
    bold: bool = False

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        name = "DejaVuSansCondensed-Bold.ttf" if self.bold else "DejaVuSansCondensed.ttf"
        size = self.size * FINER
        return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)

    def width(self, words: str) -> float:
        """How wide the words stand on the card."""
        return self.font.getlength(words) / FINER


def wrap(words: str, style: Style, width: float) -> list[str]:
    """The words in lines no wider than `width`, as even as a greedy hand makes them."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if style.width(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(words: str, style: Style, width: float) -> list[str]:
    """Wrapped lines, narrowed until they are about equally long."""
    lines = wrap(words, style, width)
    narrower = width
    while narrower > width / 2:
        narrower -= 10
        attempt = wrap(words, style, narrower)
        if len(attempt) > len(lines) or any(style.width(line) > narrower for line in attempt):
            break
        lines = attempt
    return lines


def cover(facts: Facts) -> Image.Image:
    """The first picture: the drawing, the pack, the name, the producer and the place."""
    canvas = _background(facts)
    _motif(facts)(canvas.pen(230, 86, 340))
    _pill(canvas, facts.pack)
    canvas.slab((36, 474, 764, 768), WHITE)
    _words(canvas, facts)
    return finished(canvas)


def _words(canvas: Canvas, facts: Facts) -> None:
    title, lines = _title(facts.name, canvas.deep)
    producer = Style(30, GREY)
    makers = balanced(facts.producer, producer, 660)
    gap = title.size * 1.22
    top = 621 - (gap * len(lines) + 40 * len(makers) + 44) / 2
    for row, line in enumerate(lines):
        canvas.text((400, top + gap * (row + 0.5)), line, title)
    top += gap * len(lines) + 6
    for row, line in enumerate(makers):
        canvas.text((400, top + 40 * (row + 0.5)), line, producer)
    place = Style(26, canvas.deep)
    canvas.text((400, top + 40 * len(makers) + 24), facts.place, place)


def _title(name: str, colour: Colour) -> tuple[Style, list[str]]:
    for size in range(56, 40, -2):
        style = Style(size, colour, bold=True)
        for lines in ([name], *_good_breaks(name, style)):
            if all(style.width(line) <= 660 for line in lines):
                return style, lines
    return style, balanced(name, style, 660)


def _good_breaks(name: str, style: Style) -> list[list[str]]:
    """The name in two lines, most even first; a proper noun or a pack stays in one piece."""
    words = name.split()
    breaks = [
        [" ".join(words[:place]).removesuffix(" -"), " ".join(words[place:])]
        for place in range(2, len(words))
        if _may_part(words[place - 1], words[place])
    ]
    return sorted(breaks, key=lambda lines: max(style.width(line) for line in lines))


def _may_part(before: str, after: str) -> bool:
    new_name = after[0].isupper() and not before[0].isupper()
    number = after[0].isdigit() and before[0].isupper()
    return before[-1] in ",-" or new_name or number or after in PACKS


def _pill(canvas: Canvas, words: str) -> None:
    style = Style(28, WHITE, bold=True)
    width = style.width(words)
    canvas.slab((40, 36, 40 + width + 48, 92), canvas.deep)
    canvas.text((64, 63), words, style, "lm")


def _motif(facts: Facts) -> Motif:
    named = (motif for word, motif in WORDS.items() if word in facts.name)
    return next(named, LOOKS[facts.category][1])


def tints(facts: Facts) -> tuple[Colour, Colour]:
    """The light and the deep colour of a product: its category's hue, a little turned."""
    turn = (zlib.crc32(facts.code.encode()) % 41 - 20) / 360
    hue = (LOOKS[facts.category][0] + turn) % 1
    return _rgb(hue, 0.22, 0.97), _rgb(hue, 0.72, 0.44)


def _rgb(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _background(facts: Facts) -> Canvas:
    light, deep = tints(facts)
    image = Image.new("RGB", (SIDE * FINER, SIDE * FINER), light)
    canvas = Canvas(image, ImageDraw.Draw(image), deep)
    whole = canvas.pen(0, 0, SIDE)
    whole.disc((50, 33), 27, mix(light, WHITE, 0.55))
    for step, share in enumerate((0.12, 0.24, 0.36)):
        whole.shape(_wave(58 + 5 * step, step * 2.1), mix(light, deep, share))
    return canvas


def _wave(height: float, phase: float) -> list[tuple[float, float]]:
    crest = [(float(x), height + 1.6 * math.sin(x / 9 + phase)) for x in range(-2, 104, 2)]
    return [*crest, (102, 102), (-2, 102)]


def plain(facts: Facts, heading: str) -> Canvas:
    """A quiet card with a heading, for what is told in words."""
    canvas = _background(facts)
    canvas.slab((36, 36, 764, 764), WHITE)
    canvas.slab((36, 36, 764, 140), canvas.deep)
    canvas.slab((36, 100, 764, 140), canvas.deep, 0)
    canvas.text((400, 90), heading, Style(42, WHITE, bold=True))
    return canvas


def finished(canvas: Canvas) -> Image.Image:
    """The card at its size, in few colours."""
    small = canvas.image.reduce(FINER)
    return small.quantize(64, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def encoded(card: Image.Image) -> bytes:
    """The card as a PNG file; the same card gives the same bytes."""
    file = io.BytesIO()
    card.save(file, "PNG", optimize=True)
    return file.getvalue()
