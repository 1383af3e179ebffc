"""Where values and keys stand that were read: with anchors, aliases, merges and lists too."""

from __future__ import annotations

import pytest

from sync.catalog.reading import Path, Places, Reader

TEXT = """\
first: &first
  deep: {leaf: 1, list: [a, b: c]}
second:
  <<: *first
  own: *first
  list:
    - x
    - y: z
"""


@pytest.mark.parametrize(
    ("path", "at", "spot"),
    [
        ((), "value", (1, 8)),
        ((), "key", (1, 1)),
        (("deep", "leaf"), "value", (2, 16)),
        (("deep", "leaf"), "key", (2, 10)),
        (("deep", "leaf", "none"), "value", (2, 16)),
        (("deep", "list", 1, "b"), "value", (2, 32)),
        (("deep", "list", 9), "value", (2, 25)),
        (("deep", "nowhere"), "key", (2, 9)),
    ],
)
def test_the_first_part(path: Path, at: str, spot: tuple[int, int]) -> None:
    assert places()[0].spot(path, at) == spot


@pytest.mark.parametrize(
    ("path", "at", "spot"),
    [
        (("deep",), "value", (4, 3)),  # merged in: the mapping that it was merged into
        (("deep", "leaf"), "key", (4, 3)),
        (("own", "deep", "leaf"), "value", (5, 8)),  # what an alias stands for is where it is
        (("own",), "key", (5, 3)),
        (("list", 1, "y"), "value", (8, 10)),
        (("list", 1, "y"), "key", (8, 7)),
    ],
)
def test_what_aliases_bring(path: Path, at: str, spot: tuple[int, int]) -> None:
    assert places()[1].spot(path, at) == spot


def places() -> list[Places]:
    return [part.places for part in Reader(TEXT, "file").parts()]
