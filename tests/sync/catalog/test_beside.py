"""What a catalog names must lie below its own folder; of anything else nothing is told."""

from __future__ import annotations

import os
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from sync.catalog.beside import Outside, find_beside
from sync.catalog.pictures import read_again

IMAGE = "images: [images/tom.png]"


@pytest.mark.parametrize(
    "name",
    [
        "{away}",
        "../../khac/kin.png",
        "images/../../kin.png",
        "C:\\anh\\kin.png",
        "\\\\may\\chung\\kin.png",
        "C:kin.png",
    ],
)
def test_nothing_outside_the_folder_is_looked_at(bench: Any, tmp_path: Path, name: str) -> None:
    away = tmp_path.parent / "kin.png"
    shutil.copy(bench.folder / "catalog/images/tom.png", away)
    bench.change(IMAGE, f"images: ['{name.format(away=away)}']")
    (problem,) = bench.load().problems
    assert problem.code == "picture_outside"
    assert "nearest" not in problem.values


def test_a_link_that_leads_out_of_the_folder_is_not_followed(bench: Any, tmp_path: Path) -> None:
    away = tmp_path.parent / "that.png"
    shutil.copy(bench.folder / "catalog/images/tom.png", away)
    try:
        (bench.folder / "catalog/images/noi.png").symlink_to(away)
    except OSError:
        pytest.skip("this computer makes no links")
    bench.change(IMAGE, "images: [images/noi.png]")
    assert bench.only().code == "picture_outside"


def test_a_name_from_a_mac_is_the_same_name(bench: Any) -> None:
    name = "ảnh tôm khô Cà Mau.png"
    shutil.copy(
        bench.folder / "catalog/images/tom.png",
        bench.folder / "catalog/images" / unicodedata.normalize("NFD", name),
    )
    bench.change(IMAGE, f"images: ['images/{name}']")
    assert bench.load().problems == ()


def test_a_folder_and_a_file_of_the_catalog_from_a_mac_have_the_same_names(bench: Any) -> None:
    images = bench.folder / "catalog/images"
    folder = images / unicodedata.normalize("NFD", "ảnh")
    folder.mkdir()
    shutil.copy(images / "tom.png", folder / "tom.png")
    bench.change(IMAGE, "images: [images/ảnh/tom.png]")
    bench.change("    sandbox", "    sells: [tân-tiến]\n    sandbox", "shops.yaml")
    (file,) = (bench.folder / "catalog").glob("*.yaml")
    file.rename(file.with_stem(unicodedata.normalize("NFD", "tân-tiến")))
    assert bench.load().problems == ()


def test_backslashes_are_folders_too(tmp_path: Path) -> None:
    assert find_beside(tmp_path, "a\\b.png") == str(tmp_path.resolve() / "a" / "b.png")
    with pytest.raises(Outside):
        find_beside(tmp_path, "a\x00b")


def test_a_folder_that_becomes_a_link_later_leads_nowhere(bench: Any, tmp_path: Path) -> None:
    images = bench.folder / "catalog/images"
    assert bench.load().problems == ()
    away = tmp_path.parent / "away"
    shutil.copytree(images, away, dirs_exist_ok=True)
    shutil.copy(away / "tom.png", away / "later.png")
    shutil.rmtree(images)
    try:
        images.symlink_to(away, target_is_directory=True)
    except OSError:
        pytest.skip("this computer makes no links")
    bench.change(IMAGE, "images: [images/later.png]")
    assert bench.only().code in {"picture_unreadable", "picture_outside"}


def test_what_is_put_in_the_place_of_a_picture_meanwhile_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the reading; a pipe there would be waited at for ever."""
    secret, file = tmp_path / "secret.pdf", tmp_path / "tom.png"
    secret.write_bytes(b"secret")
    monkeypatch.setattr(Path, "is_symlink", lambda _: False)  # as it was when we looked
    try:
        file.symlink_to(secret)
    except OSError:
        pytest.skip("this computer makes no links")
    with pytest.raises(OSError, match=r"."):
        read_again(file)
    file.unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(file)
        with pytest.raises(FileNotFoundError):
            read_again(file)
