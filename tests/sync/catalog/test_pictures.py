"""Pictures are judged by what can be seen in them, whatever made them; no file is touched."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, UnidentifiedImageError

from sync.catalog.open_picture import opened
from sync.catalog.papers import MAX_BYTES, papers_of
from sync.catalog.pictures import pictures_of
from sync.catalog.yaml_schema import WrittenPaper

IPHONE = Path(__file__).parents[1] / "iphone.heic"  # nothing here writes HEIC: a GPL encoder would


def photo(folder: Path, name: str, size: tuple[int, int], kind: str) -> Path:
    file = folder / name
    if kind == "HEIF":
        file.write_bytes(IPHONE.read_bytes())
        return file
    Image.effect_noise(size, 60).convert("RGB").save(file, kind)
    return file


def codes(folder: Path, name: str) -> list[str]:
    return [finding.code for finding in pictures_of((name,), folder)[1]]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF"])
def test_whatever_a_phone_made_can_be_seen(tmp_path: Path, kind: str) -> None:
    file = photo(tmp_path, "IMG_0001.HEIC", (600, 500), kind)
    before = file.read_bytes()
    (found,), findings = pictures_of(("IMG_0001.HEIC",), tmp_path)
    assert findings == []
    assert found.sha256 == hashlib.sha256(before).hexdigest()
    assert file.read_bytes() == before


def test_a_photo_that_broke_off_is_found(tmp_path: Path) -> None:
    file = photo(tmp_path, "a.heic", (600, 600), "HEIF")
    file.write_bytes(file.read_bytes()[:-2000])
    assert codes(tmp_path, "a.heic") == ["picture_unreadable"]


@pytest.mark.parametrize(
    ("size", "wrong"),
    [((499, 600), ["picture_too_small"]), ((500, 4001), ["picture_too_narrow"]), ((500, 4000), [])],
)
def test_what_no_platform_can_be_given_is_said_at_once(
    tmp_path: Path, size: tuple[int, int], wrong: list[str]
) -> None:
    photo(tmp_path, "a.png", size, "PNG")
    assert codes(tmp_path, "a.png") == wrong


def test_a_large_photo_of_a_paper_is_fine_for_it_is_shrunk_and_a_large_pdf_is_not(
    tmp_path: Path,
) -> None:
    photo(tmp_path, "giay.heic", (3000, 2000), "HEIF")
    large = tmp_path / "giay.png"
    photo(tmp_path, "giay.png", (2400, 2400), "PNG")
    assert large.stat().st_size > MAX_BYTES
    (tmp_path / "giay.pdf").write_bytes(b"%PDF-1.7" + b"0" * MAX_BYTES)
    papers = [
        WrittenPaper(kind="origin", number=name, file=name)
        for name in ("giay.heic", "giay.png", "giay.pdf")
    ]
    found, findings = papers_of(papers, tmp_path)
    assert [paper.file is not None for paper in found] == [True, True, False]
    assert [finding.code for finding in findings] == ["paper_file_too_large"]


def test_the_library_for_heic_is_loaded_only_where_there_is_such_a_picture(tmp_path: Path) -> None:
    photo(tmp_path, "a.jpg", (600, 600), "JPEG")
    asks = (
        "import sys, pathlib; from sync.catalog.pictures import pictures_of;"
        f"print(pictures_of(('a.jpg',), pathlib.Path({str(tmp_path)!r}))[1],"
        " 'pi_heif' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", asks], capture_output=True, check=True)
    assert told.stdout.split() == [b"[]", b"False"]


def test_what_is_no_picture_is_told_whatever_pillow_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {name: reader for name, reader in Image.OPEN.items() if name not in {"HEIF", "AVIF"}}
    monkeypatch.setattr(Image, "OPEN", known)
    with pytest.raises(UnidentifiedImageError):
        opened(b"\x89PNG and no more")
