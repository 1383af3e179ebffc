"""Two copies of a catalog become one, and nobody's edit is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.catalog import versions
from sync.catalog.followed import FetchFailed
from sync.catalog.versions import files_in, is_below, merged, version_of

FOLDERS = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from(["1", "2", "3"]))


@given(base=FOLDERS, mine=FOLDERS, theirs=FOLDERS)
def test_what_either_side_changed_is_there_afterwards_or_is_asked_about(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    merge = merged(base, mine, theirs)
    after: dict[str, str | None] = {**mine, **merge.taken}
    for path in base.keys() | mine.keys() | theirs.keys():
        if path in merge.contested:
            assert base.get(path) != mine[path] != theirs.get(path) != base.get(path)
        elif theirs.get(path) != base.get(path):
            assert after.get(path) == theirs.get(path)
        else:
            assert after.get(path) == mine.get(path)


def test_hidden_files_and_links_are_none_of_a_catalog(tmp_path: Path) -> None:
    (tmp_path / "anh").mkdir()
    for name in ("a.yaml", ".ocop-version", "anh/1.jpg"):
        (tmp_path / name).write_text("x", "utf-8")
    assert list(files_in(tmp_path)) == ["a.yaml", "anh/1.jpg"]
    assert version_of(files_in(tmp_path)) != version_of({})
    assert files_in(tmp_path / "nowhere") == {}


@pytest.mark.parametrize("bound", ["MOST_FILE_BYTES", "MOST_BYTES", "MOST_FILES"])
def test_a_folder_beyond_the_bounds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("xx", "utf-8")
    monkeypatch.setattr(versions, bound, 1)
    with pytest.raises(FetchFailed):
        files_in(tmp_path)


@pytest.mark.parametrize("path", ["a.yaml", "anh/mật ong.jpg"])
def test_a_path_below_its_folder(path: str) -> None:
    assert is_below(path)


@pytest.mark.parametrize(
    "path",
    ["../a.yaml", "/etc/passwd", "anh/../../a", "c:\\a", "c:a", "anh\\a", ".git/config", ""],
)
def test_a_path_that_leaves_its_folder(path: str) -> None:
    assert not is_below(path)
