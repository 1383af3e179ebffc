"""A pen that draws in a square of 100 by 100, wherever that square stands on the card."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with this share (0 to 1) of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def around(centre: Point, radius: float, degrees: float) -> Point:
    """The point at this angle, clockwise from the right."""
    turn = math.radians(degrees)
    return centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws shapes by their place in the square; `unit` is one hundredth of its side in pixels."""

    draw: ImageDraw.ImageDraw
    corner: Point
    unit: float

    def _on_card(self, points: Iterable[Point]) -> list[Point]:
        left, top = self.corner
        return [(left + x * self.unit, top + y * self.unit) for x, y in points]

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """A filled circle."""
        self.oval(centre, (radius, radius), colour)

    def oval(self, centre: Point, radii: Point, colour: Colour) -> None:
        """A filled ellipse that stands straight."""
        (x, y), (across, up) = centre, radii
        self.draw.ellipse(self._box((x - across, y - up), (x + across, y + up)), fill=colour)

    def leaf(self, centre: Point, radii: Point, degrees: float, colour: Colour) -> None:
        """A filled ellipse, turned."""
        turn = math.radians(degrees)
        rim = [(math.cos(t) * radii[0], math.sin(t) * radii[1]) for t in _full_turn()]
        turned = [
            (
                centre[0] + x * math.cos(turn) - y * math.sin(turn),
                centre[1] + x * math.sin(turn) + y * math.cos(turn),
            )
            for x, y in rim
        ]
        self.shape(turned, colour)

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        self.draw.polygon(self._on_card(points), fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float = 1.5) -> None:
        """A line with round bends and ends."""
        pixels = max(1, round(width * self.unit))
        self.draw.line(self._on_card(points), fill=colour, width=pixels, joint="curve")
        for end in (points[0], points[-1]):
            self.disc(end, width / 2, colour)

    def curve(self, centre: Point, radii: Point, span: Point, stroke: tuple[Colour, float]) -> None:
        """A piece of an ellipse's rim, between two angles in degrees."""
        first, last = span
        steps = [first + (last - first) * step / 24 for step in range(25)]
        rim = [
            (
                centre[0] + radii[0] * math.cos(math.radians(t)),
                centre[1] + radii[1] * math.sin(math.radians(t)),
            )
            for t in steps
        ]
        self.line(rim, *stroke)

    def slab(self, corner: Point, opposite: Point, colour: Colour, bend: float = 3) -> None:
        """A rectangle with rounded corners."""
        box = self._box(corner, opposite)
        self.draw.rounded_rectangle(box, radius=bend * self.unit, fill=colour)

    def _box(self, corner: Point, opposite: Point) -> tuple[float, float, float, float]:
        (left, top), (right, bottom) = self._on_card((corner, opposite))
        return left, top, right, bottom


def _full_turn() -> list[float]:
    return [2 * math.pi * step / 48 for step in range(48)]
