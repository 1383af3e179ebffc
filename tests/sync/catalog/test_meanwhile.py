"""Two people edit one file: what meets is refused, the rest is kept, and one edit goes back."""

from __future__ import annotations

import pytest

from sync.catalog.editing import (
    Add,
    Drop,
    Edit,
    EditRefused,
    Move,
    Put,
    Rename,
    edited,
    must_meet,
    undone,
)
from sync.model import Code, Sku

SEEN = b"""\
products:
  - code: A   # first
    name: Tea
    images: [a.png, b.png]
    price: 5
  - code: B
    name: Crab
    variants:
      - {sku: B1, price: 1}
      - {sku: B2, price: 2}
"""
A, B, B1 = Code("A"), Code("B"), Sku("B1")
NEW: Edit = Add(value={"code": "C", "name": "Shrimp"})


@pytest.mark.parametrize(
    ("edit", "meanwhile"),
    [
        (Put(code=A, path=("price",), value=7), Put(code=A, path=("name",), value="Leaf")),
        (Put(code=B, sku=B1, path=("price",), value=7), Move(code=B, to=0)),
        (Add(code=A, path=("images",), value="d.png"), Drop(code=A, path=("images", 0))),
        (NEW, Drop(code=A)),
        (Rename(code=A, to="A2"), Put(code=A, path=("price",), value=7)),
        (Put(code=Code("C"), path=("price",), value=7), NEW),
    ],
)
def test_edits_that_do_not_meet_are_both_made(edit: Edit, meanwhile: Edit) -> None:
    now = edited(SEEN, [meanwhile])
    if edit.code == "C":
        now = SEEN

    must_meet(SEEN, now, [edit], "a.yaml")


@pytest.mark.parametrize(
    ("edit", "meanwhile"),
    [
        (Put(code=A, path=("price",), value=7), Put(code=A, path=("price",), value=6)),
        (Put(code=A, path=("price",), value=7), Drop(code=A, path=("price",))),
        (Drop(code=B), Put(code=B, sku=B1, path=("price",), value=6)),
        (Drop(code=B, sku=B1), Drop(code=B, sku=B1)),
        (Add(code=A, path=("images",), value="d.png", at=1), Drop(code=A, path=("images", 0))),
        (Add(value={"code": "C", "name": "S"}, at=0), Move(code=B, to=0)),
        (Move(code=B, to=0), Drop(code=A)),
        (Move(code=B, sku=B1, to=1), Drop(code=B, sku=Sku("B2"))),
        (Rename(code=B, sku=B1, to="B9"), Rename(code=B, sku=B1, to="B8")),
    ],
)
def test_edits_of_the_same_thing_are_refused(edit: Edit, meanwhile: Edit) -> None:
    with pytest.raises(EditRefused) as refused:
        must_meet(SEEN, edited(SEEN, [meanwhile]), [edit], "a.yaml")
    assert refused.value.problem.code == "edit_value_changed"


@pytest.mark.parametrize(
    ("edit", "since"),
    [
        (Put(code=A, path=("price",), value=7), Put(code=A, path=("name",), value="Leaf")),
        (Put(code=A, path=("brand",), value="X"), Move(code=B, to=0)),
        (Drop(code=A, path=("price",)), NEW),
        (Put(code=B, sku=B1, path=("price",), value=9), Put(code=A, path=("price",), value=7)),
        (NEW, Put(code=A, path=("price",), value=7)),
    ],
)
def test_one_edit_is_taken_back_from_among_others(edit: Edit, since: Edit) -> None:
    after = edited(SEEN, [edit])

    back = undone(SEEN, after, edited(after, [since]))

    assert sorted(back.split()) == sorted(edited(SEEN, [since]).split())


@pytest.mark.parametrize(
    ("edit", "since"),
    [
        (Put(code=A, path=("price",), value=7), Put(code=A, path=("price",), value=8)),
        (Put(code=A, path=("price",), value=7), Drop(code=A)),
        (NEW, Put(code=Code("C"), path=("price",), value=8)),
        (Drop(code=A), NEW),
    ],
)
def test_what_was_written_again_since_is_left_alone(edit: Edit, since: Edit) -> None:
    after = edited(SEEN, [edit])

    with pytest.raises(EditRefused):
        undone(SEEN, after, edited(after, [since]))


def test_what_is_written_for_several_places_is_left_to_a_person() -> None:
    before = SEEN.replace(b"price: 5", b"price: &p 5\n    list_price: *p")
    after = edited(before, [Put(code=A, path=("name",), value="Leaf")])

    with pytest.raises(EditRefused) as refused:
        undone(before, after, after + b"# c\n")
    assert refused.value.problem.code == "edit_by_hand"
