"""Fingerprints: one photograph stays alike however it is saved; another never is."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from sync.catalog import fingerprint as module
from sync.catalog.fingerprint import fingerprint, fingerprint_of
from sync.planning.matching import fingerprints_alike
from tests.campaigns.typed import photograph, uploaded


def test_a_photograph_is_alike_after_a_phone_has_saved_it_again() -> None:
    dice = random.Random(7)
    for _ in range(5):
        photo, other = photograph(dice), photograph(dice)
        mark, again, strange = map(fingerprint, (photo, uploaded(photo, dice), other))
        assert mark is not None
        assert again is not None
        assert strange is not None
        assert fingerprints_alike(mark, again)
        assert not fingerprints_alike(mark, strange)


def test_what_is_no_picture_has_no_fingerprint(tmp_path: Path) -> None:
    assert fingerprint(b"<html>") is None
    assert fingerprint_of(tmp_path / "none.jpg") is None
    (tmp_path / "cut.jpg").write_bytes(photograph(random.Random(1))[:400])
    assert fingerprint_of(tmp_path / "cut.jpg") is None


def test_what_is_too_large_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    target = io.BytesIO()
    Image.new("RGB", (600, 600)).save(target, "PNG")
    monkeypatch.setattr(module, "MOST_PIXELS", 100)
    assert fingerprint(target.getvalue()) is None
