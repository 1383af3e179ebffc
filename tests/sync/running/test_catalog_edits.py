"""A catalog file is edited whole or not at all, by one writer at a time, and can be put back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from sync.catalog.editing import EditRefused, Put
from sync.model import Code
from sync.running import catalog_edits
from sync.running.catalog_edits import LOCK, edit_file, take_back
from sync.store.instance import lock_of, locked

CONTENT = b"products:\r\n  - code: A   # m\xc3\xa3\r\n    name: M\xe1\xba\xadt\r\n"
EDIT = [Put(code=Code("A"), path=("name",), value="Mật ong")]
AFTER = CONTENT.replace(b"M\xe1\xba\xadt", "Mật ong".encode())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "catalog" / "a.yaml"
    file.parent.mkdir()
    file.write_bytes(CONTENT)
    return file


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_an_edit_is_made_and_taken_back_to_the_byte(file: Path, home: Path) -> None:
    done = edit_file(file, EDIT, home, CONTENT)
    assert file.read_bytes() == AFTER

    take_back(file, done.digest, home)
    assert file.read_bytes() == CONTENT
    assert [each.name for each in file.parent.iterdir()] == ["a.yaml"]


def test_a_file_that_changed_meanwhile_is_left_alone(file: Path, home: Path) -> None:
    file.write_bytes(CONTENT + b"    brand: X\r\n")

    assert _refusal(file, home) == "edit_file_changed"
    assert file.read_bytes() == CONTENT + b"    brand: X\r\n"


def test_an_editor_that_saves_at_the_last_moment_is_not_written_over(
    file: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saved_meanwhile(_descriptor: int) -> None:
        file.write_bytes(b"products: []\n")

    monkeypatch.setattr("os.fsync", saved_meanwhile)

    assert _refusal(file, home) == "edit_file_changed"
    assert file.read_bytes() == b"products: []\n"
    assert [each.name for each in file.parent.iterdir()] == ["a.yaml"]


def test_two_writers_do_not_meet(file: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog_edits, "PATIENCE_S", 0.0)
    with closing(lock_of(home, LOCK, 0.0)) as lock:
        assert locked(lock)
        assert _refusal(file, home) == "edit_locked"
    assert file.read_bytes() == CONTENT


def test_what_was_changed_since_is_not_put_back(file: Path, home: Path) -> None:
    done = edit_file(file, EDIT, home, CONTENT)
    file.write_bytes(AFTER + b"\n")

    with pytest.raises(EditRefused) as refused:
        take_back(file, done.digest, home)
    assert refused.value.problem.code == "edit_file_changed_since"
    assert Path(str(refused.value.problem.values["kept"])).read_bytes() == CONTENT


def test_a_linked_file_stays_a_link_and_keeps_its_mode(file: Path, home: Path) -> None:
    real = file.with_name("real.yaml")
    file.rename(real)
    real.chmod(0o640)
    file.symlink_to(real)

    edit_file(file, EDIT, home, CONTENT)

    assert file.is_symlink()
    assert real.read_bytes() == AFTER
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_cannot_be_written_is_named(file: Path, home: Path) -> None:
    file.unlink()

    assert _refusal(file, home) == "edit_unwritable"


def _refusal(file: Path, home: Path) -> str:
    with pytest.raises(EditRefused) as refused:
        edit_file(file, EDIT, home, CONTENT)
    return refused.value.problem.code
