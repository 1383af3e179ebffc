"""A copy of the memory is noticed before it writes: on another computer, elsewhere, or older."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync.model import Settings
from sync.store import Store, StoreUnavailable
from sync.store.home import Home, HomeDoubted, database_address, is_in_home
from sync.store.home_proof import HomeProof
from sync.wording.say import known_codes

NOW = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "var").mkdir()
    return Home(tmp_path / "var", "laptop", tmp_path / "state")


def code_of(home: Home, newest_round: int) -> str | None:
    doubt = home.doubt(newest_round)
    return doubt.code if doubt else None


def test_a_new_home_and_one_that_goes_on_are_never_doubted(home: Home) -> None:
    for newest_round in (0, 1, 7, 7, 300):
        home.prove(newest_round, NOW)


def test_a_home_that_was_copied_to_another_computer_is_doubted_once(
    home: Home, tmp_path: Path
) -> None:
    home.prove(7, NOW)
    other = replace(home, machine="desktop", state_folder=tmp_path / "state of the desktop")
    with pytest.raises(HomeDoubted) as doubted:
        other.prove(7, NOW)
    assert doubted.value.problem.values["machine"] == "laptop"
    other.accept(7, NOW)
    other.prove(8, NOW)


def test_a_copy_in_another_folder_is_doubted_and_the_first_one_is_not(
    home: Home, tmp_path: Path
) -> None:
    home.prove(7, NOW)
    shutil.copytree(home.folder, tmp_path / "copy")
    assert code_of(replace(home, folder=tmp_path / "copy"), 7) == "home_moved"
    assert code_of(home, 8) is None


def test_an_older_copy_that_was_put_back_is_doubted(home: Home) -> None:
    home.prove(40, NOW)
    assert code_of(home, 33) == "home_older"
    with pytest.raises(HomeDoubted) as doubted:
        home.prove(33, NOW)
    assert doubted.value.problem.values["rounds"] == 7
    home.accept(33, NOW)
    home.prove(34, NOW)


def test_a_computer_whose_name_changes_with_its_network_is_known_by_its_note(home: Home) -> None:
    home.prove(7, NOW)
    assert code_of(replace(home, machine="laptop.fritz.box"), 8) is None


def test_without_a_place_for_notes_the_name_of_the_computer_decides(home: Home) -> None:
    bare = replace(home, state_folder=None)
    bare.prove(7, NOW)
    assert code_of(bare, 3) is None
    assert code_of(replace(bare, machine="desktop"), 7) == "home_moved"


def test_files_that_are_garbage_stop_nobody(home: Home) -> None:
    (home.folder / "installation.json").write_text("[1", encoding="utf-8")
    home.prove(7, NOW)
    home.prove(8, NOW)


def test_the_state_folder_follows_the_customs_of_the_system(tmp_path: Path) -> None:
    assert Home.of(tmp_path, {}).state_folder is None
    assert Home.of(tmp_path, {"HOME": "/h"}).state_folder == Path("/h/.local/state/ocop-sync")
    assert Home.of(tmp_path, {"LOCALAPPDATA": "L"}).state_folder == Path("L/ocop-sync")
    assert Home.of(tmp_path, {"OCOP_MACHINE": "kho"}).machine == "kho"


def test_the_same_folder_by_another_way_is_no_other(home: Home, tmp_path: Path) -> None:
    home.prove(7, NOW)
    (tmp_path / "link").symlink_to(home.folder)
    for way in (tmp_path / "link", tmp_path / "state" / ".." / "var"):
        environ = {"OCOP_MACHINE": "laptop", "OCOP_STATE": str(tmp_path / "state")}
        assert code_of(Home.of(way, environ), 7) is None


@pytest.mark.parametrize(
    "settings",
    [
        Settings(database_unread=True),
        Settings(database_env="OCOP_DATABASE"),
        Settings(database_env="postgresql://me:hunter2@h/d"),
    ],
)
def test_where_another_database_is_meant_no_file_is_taken_in_its_stead(settings: Settings) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        database_address(settings, Path("var"), {"OCOP_DATABASE": ""})
    assert refused.value.problem.code in known_codes()
    assert "hunter2" not in str(refused.value.problem)
    assert not is_in_home(settings, Path("var"), {})
    assert is_in_home(Settings(), Path("var"), {})


async def test_lost_settings_lead_to_no_other_memory_than_that_on_the_server(
    home: Home, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, environ = Settings(database_env="DB"), {"DB": "postgresql://me:hunter2@db:5432/ocop"}
    store.place = "db:5432/ocop"
    await HomeProof.of(home.folder, settings, environ, store).prove(NOW)
    with pytest.raises(StoreUnavailable) as refused:
        database_address(Settings(), home.folder, {})
    found = refused.value.problem
    assert (found.code, found.values["place"]) == ("store_gone_from", "db:5432/ocop")
    meant = Settings(database=str(found.values["here"]))
    assert database_address(meant, home.folder, {}) == found.values["here"], "a person said so"
    monkeypatch.chdir(home.folder.parent)
    assert is_in_home(meant, Path(home.folder.name), {}), "though the home is told by half its path"
    await HomeProof.of(home.folder, meant, {}, store).prove(NOW)
    assert database_address(Settings(), home.folder, {}) == found.values["here"]
