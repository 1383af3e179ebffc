"""Simple drawings of what comes from the water: shrimp, fish, crab, salt and the like."""

from __future__ import annotations

from tools.draw_pictures.pen import Colour, Pen, Point, around, mix

WHITE: Colour = (255, 255, 255)
INK: Colour = (52, 40, 36)
CREAM: Colour = (255, 244, 220)
CORAL: Colour = (226, 102, 62)
AMBER: Colour = (214, 148, 62)


def shrimp(pen: Pen) -> None:
    """Three dried shrimps."""
    _one_shrimp(pen, (64, 36), 19, CORAL)
    _one_shrimp(pen, (30, 40), 17, mix(CORAL, AMBER, 0.4))
    _one_shrimp(pen, (49, 68), 23, mix(CORAL, INK, 0.08))


def _one_shrimp(pen: Pen, centre: Point, radius: float, colour: Colour) -> None:
    head, tail = -165.0, 75.0
    for feeler in (0.55, 0.8):
        start = around(centre, radius, head)
        pen.line([start, (start[0] - radius * 0.2, start[1] + radius * feeler)], colour, 0.9)
    tip = around(centre, radius, tail)
    for spread in (-35, 0, 35):
        pen.leaf(around(tip, radius * 0.28, 165 + spread), (radius * 0.3, radius * 0.13),
                 165 + spread, mix(colour, INK, 0.15))  # fmt: skip
    for step in range(17):
        share = step / 16
        middle = around(centre, radius, head + (tail - head) * share)
        shade = mix(colour, WHITE, 0.22 if step % 2 else 0.0)
        pen.disc(middle, radius * (0.46 - 0.27 * share), shade)
    eye = around(centre, radius * 1.12, head + 6)
    pen.disc(eye, radius * 0.09, INK)


def fish(pen: Pen) -> None:
    """Three dried fish in a row, one above the other."""
    for row, shade in enumerate((0.0, 0.2, 0.4)):
        _one_fish(pen, (50, 26 + 25 * row), mix(AMBER, (150, 96, 48), shade))


def _one_fish(pen: Pen, centre: Point, colour: Colour) -> None:
    x, y = centre
    dark = mix(colour, INK, 0.3)
    pen.shape([(x + 24, y), (x + 42, y - 10), (x + 38, y), (x + 42, y + 10)], dark)
    pen.shape([(x - 10, y - 7), (x + 8, y - 15), (x + 14, y - 6)], dark)
    pen.oval(centre, (30, 9.5), colour)
    pen.oval((x, y + 2.5), (25, 5), mix(colour, WHITE, 0.35))
    pen.curve((x - 16, y), (4, 8), (-80, 80), (dark, 1.0))
    for ridge in range(4):
        pen.curve((x - 4 + 7 * ridge, y), (3, 5), (-60, 60), (dark, 0.8))
    pen.disc((x - 23, y - 1.5), 1.7, INK)


def crab(pen: Pen) -> None:
    """A crab from above, claws up."""
    shell = (196, 84, 48)
    for side in (-1, 1):
        for leg in range(3):
            knee = (50 + side * (33 + 2 * leg), 54 + 10 * leg)
            foot = (50 + side * (39 - 2 * leg), 68 + 8 * leg)
            pen.line([(50 + side * 20, 54 + 5 * leg), knee, foot], mix(shell, INK, 0.2), 3)
        _claw(pen, side, shell)
        pen.line([(50 + side * 7, 42), (50 + side * 8, 34)], shell, 2)
        pen.disc((50 + side * 8, 33), 2.6, INK)
    pen.oval((50, 56), (28, 19), shell)
    pen.oval((50, 52), (21, 11), mix(shell, WHITE, 0.18))
    pen.curve((50, 58), (9, 5), (20, 160), (mix(shell, INK, 0.35), 1.3))


def _claw(pen: Pen, side: int, shell: Colour) -> None:
    pen.line([(50 + side * 24, 50), (50 + side * 38, 42), (50 + side * 34, 30)], shell, 5)
    pen.leaf((50 + side * 32, 21), (12, 8), 90 - side * 25, shell)
    pen.shape([(50 + side * 27, 5), (50 + side * 32, 20), (50 + side * 35, 7)], CREAM)


def salted_crab(pen: Pen) -> None:
    """A jar of small crabs in brine."""
    jar(pen, (222, 196, 168))
    for x, y in ((42, 46), (58, 56), (43, 68), (57, 80)):
        shell = (134, 74, 92)
        for side in (-1, 1):
            pen.line([(x, y), (x + side * 8, y - 5)], shell, 1.6)
            pen.line([(x, y), (x + side * 8, y + 4)], shell, 1.6)
        pen.oval((x, y), (5.8, 4.4), shell)
        pen.disc((x - 2, y - 3.5), 0.9, INK)
        pen.disc((x + 2, y - 3.5), 0.9, INK)


def jar(pen: Pen, filling: Colour) -> None:
    """A glass jar, filled; whoever calls may draw on it."""
    pen.slab((28, 24), (72, 94), mix(filling, WHITE, 0.55), 8)
    pen.slab((31, 36), (69, 91), filling, 6)
    pen.slab((30, 12), (70, 25), (176, 66, 52), 3)
    pen.slab((33, 15), (36, 22), mix((176, 66, 52), WHITE, 0.4), 1)


def preserve(pen: Pen) -> None:
    """A jar of fermented fish with its label."""
    jar(pen, (188, 108, 64))
    pen.slab((36, 50), (64, 78), CREAM, 2)
    pen.oval((48, 64), (9, 4), AMBER)
    pen.shape([(55, 64), (61, 60), (61, 68)], AMBER)
    pen.disc((43, 63), 0.9, INK)


def fish_sauce(pen: Pen) -> None:
    """Two bottles of fish sauce."""
    for left, top in ((26, 22), (54, 12)):
        right, brown = left + 20, (140, 66, 30)
        pen.slab((left + 6.5, top - 4), (right - 6.5, top + 4), (198, 60, 44), 1.5)
        pen.slab((left + 7, top + 4), (right - 7, top + 24), brown, 2)
        pen.slab((left, top + 18), (right, 94), brown, 5)
        pen.slab((left + 2, top + 24), (left + 4.5, 88), mix(brown, WHITE, 0.35), 1)
        pen.slab((left, 56), (right, 78), CREAM, 0.5)
        pen.oval((left + 9, 67), (5.5, 2.4), AMBER)
        pen.shape([(left + 13, 67), (left + 17, 64.5), (left + 17, 69.5)], AMBER)


def salt(pen: Pen) -> None:
    """Heaps of salt on the salt field."""
    for x, y, half, height in ((28, 84, 22, 38), (74, 84, 20, 32), (50, 90, 27, 58)):
        pen.shape([(x - half, y), (x, y - height), (x + half, y)], WHITE)
        shaded = [(x, y - height), (x + half, y), (x + half * 0.15, y)]
        pen.shape(shaded, (214, 226, 236))
    for x, y in ((20, 93), (34, 96), (63, 95), (80, 92), (88, 96)):
        pen.shape([(x, y - 2), (x + 2, y), (x, y + 2), (x - 2, y)], WHITE)


def floss(pen: Pen) -> None:
    """A bowl of shrimp floss."""
    heap = (232, 140, 74)
    for step in range(60):
        x = 18 + (step * 37 % 64)
        y = 58 - (1 - ((x - 50) / 34) ** 2) * (step * 29 % 34)
        shade = mix(heap, WHITE if step % 3 else INK, 0.25 if step % 3 else 0.12)
        pen.curve((x, y), (7, 5), (step * 41 % 360, step * 41 % 360 + 130), (shade, 1.8))
    bowl(pen, (88, 128, 140))


def bowl(pen: Pen, colour: Colour) -> None:
    """An open bowl that covers the lower third."""
    rim = [around((50, 58), 38, degrees) for degrees in range(0, 181, 6)]
    pen.shape([(x, 58 + (y - 58) * 0.85) for x, y in rim], colour)
    pen.slab((11, 55), (89, 60), mix(colour, WHITE, 0.25), 2.5)
    pen.slab((38, 88), (62, 93), mix(colour, INK, 0.2), 1.5)


def patties(pen: Pen) -> None:
    """Shrimp patties on a plate."""
    pen.oval((50, 72), (42, 17), mix((88, 128, 140), WHITE, 0.75))
    pen.oval((50, 70), (34, 12), WHITE)
    for x, y in ((34, 62), (66, 62), (50, 68), (50, 48)):
        pen.oval((x, y + 3), (16, 9), (190, 104, 48))
        pen.oval((x, y), (16, 9), (236, 158, 92))
        for speck in range(5):
            pen.disc((x - 9 + 4.5 * speck, y - 3 + speck * 3 % 6), 1.1, (206, 92, 56))
