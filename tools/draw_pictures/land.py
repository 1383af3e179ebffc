"""Simple drawings of what comes from field, forest and workshop."""

from __future__ import annotations

from tools.draw_pictures.pen import Colour, Pen, Point, around, mix
from tools.draw_pictures.sea import AMBER, CREAM, INK, WHITE, bowl, jar

GREEN: Colour = (96, 140, 72)
STRAW: Colour = (214, 178, 104)


def crackers(pen: Pen) -> None:
    """Puffed crackers with specks."""
    for centre, radius in (((36, 38), 22), ((66, 44), 21), ((48, 68), 25)):
        for bump in range(14):
            pen.disc(around(centre, radius, bump * 26), radius * 0.24, (246, 214, 170))
        pen.disc(centre, radius, (250, 226, 190))
        for speck in range(11):
            spot = around(centre, radius * (0.25 + speck * 7 % 10 / 14), speck * 137)
            pen.disc(spot, 1.3, (224, 122, 80))


def banana(pen: Pen) -> None:
    """Pressed bananas, golden brown and flat."""
    for row, degrees in enumerate((-28, -12, 6, 22)):
        centre = (50, 26 + 17 * row)
        brown = mix((206, 130, 44), (150, 84, 34), row % 2 * 0.45)
        pen.leaf(centre, (36, 10.5), degrees, brown)
        pen.leaf((centre[0], centre[1] - 2), (29, 6), degrees, mix(brown, WHITE, 0.25))
        for seed in (-14, 0, 14):
            spot = around(centre, seed, degrees)
            pen.disc(spot, 1.0, mix(brown, INK, 0.5))


def mango(pen: Pen) -> None:
    """Slices of dried mango."""
    pen.leaf((40, 32), (26, 18), -30, (238, 168, 44))
    pen.leaf((60, 16), (9, 4), -35, GREEN)
    for row, degrees in enumerate((12, -6, 18)):
        orange = mix((244, 150, 32), WHITE, 0.1 * row)
        pen.leaf((52 + 5 * row, 58 + 14 * row), (34, 8), degrees, orange)
        pen.leaf((52 + 5 * row, 56.5 + 14 * row), (27, 4.5), degrees, mix(orange, WHITE, 0.3))


def pineapple(pen: Pen) -> None:
    """Rings of dried pineapple."""
    for centre in ((34, 40), (66, 36), (50, 66)):
        pen.disc(centre, 23, (222, 160, 40))
        pen.disc(centre, 20.5, (250, 206, 84))
        for ray in range(12):
            ends = [around(centre, 9, ray * 30), around(centre, 18, ray * 30)]
            pen.line(ends, (228, 172, 52), 1.3)
        pen.disc(centre, 6.5, (255, 246, 222))


def honey(pen: Pen) -> None:
    """A comb and a jar of honey."""
    for column, row in ((0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2)):
        centre = (18 + 15.6 * column + 7.8 * (row % 2), 24 + 13.5 * row)
        cell = [around(centre, 8.4, 30 + 60 * corner) for corner in range(6)]
        pen.shape(cell, (206, 134, 28))
        pen.disc(centre, 5.4, (246, 186, 52))
    pen.slab((44, 40), (90, 94), (252, 226, 160), 9)
    pen.slab((47, 50), (87, 91), (232, 150, 30), 7)
    pen.slab((46, 30), (88, 41), (148, 94, 46), 3)
    pen.slab((54, 60), (80, 80), CREAM, 2)
    pen.oval((67, 70), (6, 4.5), INK)
    for stripe in (64.5, 68.5):
        pen.slab((stripe, 66.5), (stripe + 1.6, 73.5), (246, 186, 52), 0.5)
    for wing in (-1, 1):
        pen.leaf((67 + wing * 2, 64.5), (4.4, 2), wing * 55, (206, 222, 232))


def nest(pen: Pen) -> None:
    """A white bird's nest."""
    rim = [around((50, 48), 40, degrees) for degrees in range(0, 181, 5)]
    pen.shape([(x, 48 + (y - 48) * 0.9) for x, y in rim], (238, 226, 202))
    pen.oval((50, 48), (40, 13), (214, 196, 164))
    for strand in range(34):
        depth = 13 + 21 * (strand * 17 % 23 / 22)
        first = 8 + strand * 53 % 110
        shade = mix((255, 252, 244), (176, 150, 112), strand % 4 / 4)
        pen.curve((50, 48), (38.5 - strand % 3, depth), (first, first + 50), (shade, 1.0))
    pen.curve((50, 48), (40, 13), (0, 360), ((252, 246, 234), 2.6))
    for strand in range(12):
        first = strand * 47 % 360
        pen.curve((50, 48), (30 - strand * 2, 9.5 - strand * 0.7), (first, first + 120),
                  ((240, 228, 204), 1.0))  # fmt: skip


def stewed_nest(pen: Pen) -> None:
    """Two small jars of stewed bird's nest."""
    for left in (14, 52):
        right = left + 34
        pen.slab((left, 38), (right, 90), (250, 240, 216), 7)
        pen.slab((left + 2, 46), (right - 2, 88), (240, 218, 166), 6)
        pen.slab((left + 2, 26), (right - 2, 39), (198, 156, 66), 2.5)
        for strand in range(9):
            centre = (left + 11 + strand * 7 % 12, 52 + strand * 11 % 32)
            pen.curve(centre, (6, 3), (strand * 40, strand * 40 + 170), (WHITE, 1.3))
        pen.slab((left + 7, 60), (right - 7, 78), (176, 66, 52), 2)
        pen.leaf((left + 13, 69), (6, 1.8), 25, CREAM)
        pen.leaf((left + 21, 69), (6, 1.8), -25, CREAM)


def rice(pen: Pen) -> None:
    """A sack of rice and an ear of paddy."""
    pen.slab((20, 30), (66, 92), (236, 222, 190), 8)
    pen.shape([(28, 32), (43, 20), (58, 32)], (236, 222, 190))
    pen.line([(31, 30), (55, 30)], (176, 66, 52), 2.4)
    pen.slab((27, 50), (59, 76), (250, 244, 228), 3)
    for grain in range(9):
        pen.leaf((33 + grain * 7 % 22, 56 + grain * 5 % 16), (3.4, 1.4), grain * 50, STRAW)
    stem = [(72, 94), (76, 66), (82, 42), (90, 28)]
    pen.line(stem, GREEN, 1.8)
    for grain in range(8):
        x, y = 75 + grain * 2.1, 66 - grain * 5.2
        for side in (-1, 1):
            pen.leaf((x + side * 3.6, y), (4.4, 1.9), -60 + side * 35, STRAW)


def noodles(pen: Pen) -> None:
    """A bowl of noodles with steam and chopsticks."""
    for strand in range(7):
        pen.curve((22 + strand * 9.5, 56), (9, 7), (180, 360), ((252, 240, 208), 3))
    pen.oval((36, 51), (7, 4), (226, 102, 62))
    pen.oval((62, 50), (6, 2.6), GREEN)
    pen.line([(58, 52), (88, 22)], (150, 96, 48), 2)
    pen.line([(64, 54), (94, 27)], (150, 96, 48), 2)
    bowl(pen, (58, 108, 134))
    for x in (34, 48):
        pen.curve((x, 34), (4, 6), (90, 270), (WHITE, 1.6))
        pen.curve((x, 22), (4, 6), (-90, 90), (WHITE, 1.6))


def palm_sugar(pen: Pen) -> None:
    """Round cakes of palm sugar, and its powder."""
    for x, y in ((34, 66), (66, 66), (50, 44)):
        pen.slab((x - 18, y), (x + 18, y + 12), (172, 108, 46), 5)
        pen.oval((x, y + 12), (18, 6), (172, 108, 46))
        pen.oval((x, y), (18, 6.5), (222, 164, 86))
        pen.oval((x, y), (11, 3.8), (206, 142, 66))
    for grain in range(30):
        pen.disc((12 + grain * 31 % 77, 89 + grain * 7 % 5), 1.1, (206, 142, 66))


def syrup(pen: Pen) -> None:
    """A jar of palm nectar."""
    jar(pen, (176, 92, 32))
    pen.slab((36, 52), (64, 78), CREAM, 2)
    pen.disc((50, 65), 8, AMBER)
    pen.disc((50, 65), 4.5, (232, 182, 100))


def basket(pen: Pen) -> None:
    """A woven bag with two handles."""
    for lift, shade in ((0, 0.0), (5, 0.2)):
        pen.curve((50, 42 + lift), (20, 30), (180, 360), (mix((150, 110, 54), INK, shade), 3.4))
    pen.shape([(16, 40), (84, 40), (76, 92), (24, 92)], (206, 170, 98))
    for row in range(6):
        for column in range(9):
            if (row + column) % 2:
                _straw(pen, (20 + column * 7.2, 43 + row * 8))
    pen.slab((14, 37), (86, 43), (150, 110, 54), 2.5)


def _straw(pen: Pen, corner: Point) -> None:
    x, y = corner
    if 17 + (y - 36) * 0.16 < x < 76 - (y - 36) * 0.16:
        pen.slab((x, y), (x + 6.4, y + 6.6), (176, 138, 70), 1.2)
