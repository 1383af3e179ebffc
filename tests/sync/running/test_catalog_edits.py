"""Catalog files are edited whole or not at all, by one writer at a time, and can be put back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from sync.catalog.editing import Edit, EditRefused, Put, new_file, new_product
from sync.model import Code
from sync.running import catalog_edits
from sync.running.catalog_edits import (
    KEPT,
    LOCK,
    UNFINISHED,
    FileWork,
    edit_file,
    edit_files,
    take_back,
)
from sync.store.instance import lock_of, locked

CONTENT = b"products:\r\n  - code: A   # m\xc3\xa3\r\n    name: M\xe1\xba\xadt\r\n"
EDIT: list[Edit] = [Put(code=Code("A"), path=("name",), value="Mật ong")]
AFTER = CONTENT.replace(b"M\xe1\xba\xadt", "Mật ong".encode())
BRAND = b"    brand: X\r\n"


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

    take_back(done.digest, home)
    assert file.read_bytes() == CONTENT
    assert [each.name for each in file.parent.iterdir()] == ["a.yaml"]


def test_what_another_wrote_meanwhile_into_another_place_stays(file: Path, home: Path) -> None:
    file.write_bytes(CONTENT + BRAND)

    edit_file(file, EDIT, home, CONTENT)

    assert file.read_bytes() == AFTER + BRAND


def test_who_comes_second_to_the_same_value_sees_what_it_became(file: Path, home: Path) -> None:
    edit_file(file, EDIT, home, CONTENT)

    with pytest.raises(EditRefused) as refused:
        edit_file(file, [Put(code=Code("A"), path=("name",), value="Mật")], home, CONTENT)
    assert refused.value.problem.code == "edit_value_changed"
    assert refused.value.problem.values["now"] == "Mật ong"
    assert file.read_bytes() == AFTER


def test_a_file_that_was_broken_meanwhile_is_left_alone(file: Path, home: Path) -> None:
    file.write_bytes(b"products: []\n")

    assert _refusal(file, home) == "edit_value_changed"
    assert file.read_bytes() == b"products: []\n"


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


def test_an_edit_is_taken_back_from_among_later_ones(file: Path, home: Path) -> None:
    done = edit_file(file, EDIT, home, CONTENT)
    file.write_bytes(AFTER + BRAND)

    take_back(done.digest, home)

    assert file.read_bytes() == CONTENT + BRAND


def test_what_was_changed_since_is_not_put_back(file: Path, home: Path) -> None:
    done = edit_file(file, EDIT, home, CONTENT)
    file.write_bytes(AFTER.replace(b"ong", b"hoa"))

    with pytest.raises(EditRefused) as refused:
        take_back(done.digest, home)
    assert refused.value.problem.code == "edit_file_changed_since"
    kept = Path(str(refused.value.problem.values["kept"]))
    assert (kept / "0-before.yaml").read_bytes() == CONTENT
    assert file.read_bytes() == AFTER.replace(b"ong", b"hoa")


def test_an_edit_that_nobody_kept_is_named(home: Path) -> None:
    with pytest.raises(EditRefused) as refused:
        take_back("0123", home)
    assert refused.value.problem.code == "edit_not_kept"


def test_a_file_that_was_made_goes_again_unless_somebody_wrote_into_it(
    file: Path, home: Path
) -> None:
    fresh = file.with_name("moi.yaml")
    product = new_product({"code": "B", "name": "Bánh"})
    work = FileWork(file=fresh, edits=(product,), begun=new_file({"name": "H"}))
    done = edit_files([work, FileWork(file=file, edits=tuple(EDIT), seen=CONTENT)], home)
    assert b"code: B" in fresh.read_bytes()
    assert file.read_bytes() == AFTER
    with pytest.raises(EditRefused):  # it is there now
        edit_files([work], home)

    take_back(done.digest, home)
    assert not fresh.exists()
    assert file.read_bytes() == CONTENT

    again = edit_files([work], home)
    fresh.write_bytes(fresh.read_bytes() + b"# mine\n")
    with pytest.raises(EditRefused):
        take_back(again.digest, home)
    assert fresh.exists()


def test_where_one_file_cannot_be_written_none_is(
    file: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = _two(file)
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "b.yaml":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(EditRefused) as refused:
        edit_files(works, home)

    assert refused.value.problem.code == "edit_unwritable"
    assert [work.file.read_bytes() for work in works] == [CONTENT, CONTENT]
    assert not (home / KEPT / UNFINISHED).exists()


def test_what_a_killed_writer_left_half_done_is_put_back_by_the_next(
    file: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = _two(file)
    replace = catalog_edits._replace

    def killed(at: Path, content: bytes | None, expected: bytes | None) -> None:
        if at.name == "b.yaml":
            raise KeyboardInterrupt
        replace(at, content, expected)

    with monkeypatch.context() as patched:
        patched.setattr(catalog_edits, "_replace", killed)
        patched.setattr(Path, "unlink", lambda *_, **__: None)  # a killed process tidies nothing
        with pytest.raises(KeyboardInterrupt):
            edit_files(works, home)
    assert [work.file.read_bytes() for work in works] == [AFTER, CONTENT]

    with pytest.raises(EditRefused):
        take_back("0123", home)
    assert [work.file.read_bytes() for work in works] == [CONTENT, CONTENT]


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


def _two(file: Path) -> list[FileWork]:
    other = file.with_name("b.yaml")
    other.write_bytes(CONTENT)
    return [FileWork(file=each, edits=tuple(EDIT), seen=CONTENT) for each in (file, other)]


def _refusal(file: Path, home: Path) -> str:
    with pytest.raises(EditRefused) as refused:
        edit_file(file, EDIT, home, CONTENT)
    return refused.value.problem.code
