"""A catalog that is kept in the database: saved whole, over nobody's edit, and followed."""

from __future__ import annotations

from asyncio import run
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from sync.catalog.followed import FetchFailed, Followed
from sync.catalog.versions import MARK, digest_of
from sync.running.catalog_versions import (
    DatabaseSource,
    SavedMeanwhile,
    fetch,
    kept_versions,
    save,
)
from sync.store.catalog_tables import catalog_contents
from sync.store.catalog_versions import KEPT, CatalogVersion
from sync.store.database import Database


@pytest.fixture
def lan(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "lan", mat_ong="một", tom_kho="một")


@pytest.fixture
def minh(tmp_path: Path) -> Path:
    return tmp_path / "minh"


def folder_of(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def texts_of(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}


async def test_two_people_edit_and_nothing_is_lost(
    address: str, now: datetime, lan: Path, minh: Path
) -> None:
    await save(address, lan, "Lan", now)
    assert (await fetch(address, minh)).changed == ("mat_ong.yaml", "tom_kho.yaml")
    folder_of(minh, mat_ong="hai")
    assert (await save(address, minh, "Minh", now)).changed == ("mat_ong.yaml",)
    folder_of(lan, tom_kho="ba")
    with pytest.raises(SavedMeanwhile) as meanwhile:
        await save(address, lan, "Lan", now)
    assert (meanwhile.value.newest.saved_by, texts_of(lan)["tom_kho"]) == ("Minh", "ba")
    await fetch(address, lan)
    assert texts_of(lan) == {"mat_ong": "hai", "tom_kho": "ba"}
    await save(address, lan, "Lan", now)
    await fetch(address, minh)
    assert texts_of(minh) == texts_of(lan)


async def test_one_file_edited_by_both_is_asked_about(
    address: str, now: datetime, lan: Path, minh: Path
) -> None:
    await save(address, lan, "Lan", now)
    await fetch(address, minh)
    folder_of(minh, mat_ong="hai", ruoc="mới")
    await save(address, minh, "Minh", now)
    folder_of(lan, mat_ong="ba")
    with pytest.raises(SavedMeanwhile) as both:
        await fetch(address, lan)
    assert both.value.paths == ["mat_ong.yaml"]
    assert texts_of(lan) == {"mat_ong": "ba", "tom_kho": "một"}
    (lan / "mat_ong.yaml").unlink()  # put elsewhere
    (minh / "ruoc.yaml").unlink()
    await save(address, minh, "Minh", now)
    await fetch(address, lan)
    assert texts_of(lan) == {"mat_ong": "hai", "tom_kho": "một"}


async def test_who_never_fetched_saves_over_nobody(
    address: str, now: datetime, lan: Path, minh: Path
) -> None:
    await save(address, lan, "Lan", now)
    folder_of(minh, mat_ong="cũ")
    with pytest.raises(SavedMeanwhile):
        await save(address, minh, "Minh", now)
    with pytest.raises(SavedMeanwhile):
        await fetch(address, minh)
    assert texts_of(minh) == {"mat_ong": "cũ"}
    assert (await save(address, lan, "Lan", now)).changed == ()


async def test_of_two_who_save_at_once_one_is_told(
    address: str, now: datetime, lan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await save(address, lan, "Lan", now)
    folder_of(lan, mat_ong="hai")
    async with kept_versions(address) as kept:
        newest = await kept.newest()
        assert newest is not None
        other = CatalogVersion("f" * 64, now, "Minh", {"x.yaml": digest_of(b"x")})
        assert await kept.save(other, lambda _: b"x", newest.version)
        assert not await kept.save(other, lambda _: b"x", newest.version)


async def test_a_file_edited_while_it_is_saved_is_not_kept_torn(
    address: str, now: datetime, lan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sync.running.catalog_versions.files_in", lambda _: {"mat_ong.yaml": digest_of(b"before")}
    )
    with pytest.raises(FetchFailed) as edited:
        await save(address, lan, "Lan", now)
    assert edited.value.problem.code == "catalog_file_edited"
    async with kept_versions(address) as kept:
        assert await kept.newest() is None


async def test_the_newest_stay_and_a_file_is_kept_once(
    address: str, now: datetime, lan: Path
) -> None:
    for number in range(KEPT + 3):
        folder_of(lan, mat_ong=str(number))
        await save(address, lan, "Lan", now)
    async with kept_versions(address) as kept:
        assert len(await kept.saved()) == KEPT
    database = Database(address)
    async with database.asking() as connection:
        contents = await connection.scalar(select(func.count()).select_from(catalog_contents))
    await database.close()
    assert contents == KEPT + 1


def source(address: str) -> DatabaseSource:
    def apart(work: Any) -> Any:
        with ThreadPoolExecutor() as thread:
            return thread.submit(run, work).result()

    return DatabaseSource(address, apart)


async def test_each_version_is_followed_and_a_broken_one_is_not(
    address: str, now: datetime, lan: Path, tmp_path: Path
) -> None:
    followed = Followed(source(address), tmp_path / "home")
    with pytest.raises(FetchFailed) as never:
        followed.follow(lambda _: None)
    assert never.value.problem.code == "catalog_never_saved"
    saved = await save(address, lan, "Lan", now)
    assert followed.follow(lambda _: None) == saved.version
    assert followed.follow(lambda _: None) is None
    folder_of(lan, mat_ong="hỏng")
    await save(address, lan, "Lan", now)
    with pytest.raises(FetchFailed):
        followed.follow(lambda _: never.value.problem)
    assert followed.catalog is not None
    assert texts_of(followed.catalog)["mat_ong"] == "một"
    assert not (followed.catalog / MARK).exists()


@pytest.mark.parametrize(
    ("path", "content"), [("../../climbs.yaml", b"x"), ("mat_ong.yaml", b"another")]
)
async def test_a_version_that_was_tampered_with_is_not_laid_out(
    address: str, now: datetime, tmp_path: Path, path: str, content: bytes
) -> None:
    async with kept_versions(address) as kept:
        files = {path: digest_of(b"x")}
        assert await kept.save(
            CatalogVersion("a" * 64, now, "?", files), lambda _: content, after=None
        )
    followed = Followed(source(address), tmp_path / "home")
    with pytest.raises(FetchFailed) as broken:
        followed.follow(lambda _: None)
    assert broken.value.problem.code == "followed_version_broken"
    assert (followed.version, texts_of(tmp_path)) == (None, {})
