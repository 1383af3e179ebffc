"""Two people edit one product: both edits stay, or the second is told what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.catalog.editing import EditRefused, Put, ValueChange
from sync.model import Code
from sync.running import seen_files
from sync.running.seen_files import news_of, save, seen, show, told_of

A = Code("A")
CONTENT = b"""products:
  - code: A   # ours
    name: Tea
    variants:
      - {sku: A-1, price: 1000}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.yaml"
    file.write_bytes(CONTENT)
    return file


def put(field: str, value: str) -> Put:
    return Put(code=A, path=(field,), value=value)


def test_what_two_people_write_into_different_places_both_stays(file: Path, tmp_path: Path) -> None:
    (_, first), (_, second) = show(file, tmp_path), show(file, tmp_path)
    assert first == second
    save(file, [put("name", "Green tea")], tmp_path, first)
    save(file, [put("story", "Old")], tmp_path, second)
    assert file.read_bytes() == CONTENT.replace(
        b"name: Tea\n", b"name: Green tea\n    story: Old\n"
    )
    assert news_of(file, A, tmp_path, second) == [
        ValueChange(("name",), "Tea", "Green tea"),
        ValueChange(("story",), None, "Old"),
    ]


def test_who_would_write_over_another_is_told_and_nothing_is_written(
    file: Path, tmp_path: Path
) -> None:
    content, version = show(file, tmp_path)
    assert content == CONTENT
    file.write_bytes(CONTENT.replace(b"1000", b"2000").replace(b"Tea", b"Black tea"))
    theirs = file.read_bytes()
    mine = put("name", "Green tea")
    with pytest.raises(EditRefused) as refused:
        save(file, [mine], tmp_path, version)
    assert refused.value.problem.code == "edit_value_changed"
    assert file.read_bytes() == theirs
    assert told_of(file, [mine], tmp_path, version) == [
        (mine, ValueChange(("name",), "Tea", "Black tea"))
    ]
    price = ValueChange(("variants", 0, "price"), "1000", "2000")
    assert news_of(file, A, tmp_path, version)[1:] == [price]


@pytest.mark.parametrize("version", ["", "../../../etc/passwd", "0" * 32, "A" * 32])
def test_a_form_that_nobody_knows_writes_nothing(file: Path, tmp_path: Path, version: str) -> None:
    show(file, tmp_path)
    with pytest.raises(EditRefused) as refused:
        seen(version, tmp_path)
    assert refused.value.problem.code == "edit_seen_lost"


def test_of_what_was_shown_the_newest_is_kept(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen_files, "MOST_KEPT", 2)
    for number in range(4):
        file.write_bytes(CONTENT + b"#" * number)
        show(file, tmp_path)
    assert len(list((tmp_path / seen_files.FOLDER).iterdir())) == 2


def test_what_was_kept_and_tampered_with_is_not_believed(file: Path, tmp_path: Path) -> None:
    _, version = show(file, tmp_path)
    (tmp_path / seen_files.FOLDER / version).write_bytes(b"products: []\n")
    with pytest.raises(EditRefused):
        seen(version, tmp_path)
