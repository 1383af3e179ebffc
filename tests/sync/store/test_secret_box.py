"""Where the secret key comes from, and what happens when it is not the right one."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sync.store import SecretBox, StoreUnavailable, WrongKey


def test_the_key_file_is_made_at_first_use_and_found_again(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    sealed = SecretBox.of({}, home).seal("bí mật")
    assert "bí mật" not in sealed
    assert SecretBox.of({}, home).open(sealed) == "bí mật"
    assert [file.name for file in home.iterdir()] == ["secret.key"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has the profile's ACL instead of a mode")
def test_only_its_owner_can_read_the_key_file(tmp_path: Path) -> None:
    SecretBox.of({}, tmp_path)
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_of_many_who_make_the_key_at_once_all_use_the_same(tmp_path: Path) -> None:
    sealed: list[str] = []
    makers = [
        threading.Thread(target=lambda: sealed.append(SecretBox.of({}, tmp_path).seal("x")))
        for _ in range(8)
    ]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [SecretBox.of({}, tmp_path).open(text) for text in sealed] == ["x"] * 8


def test_named_keys_come_before_the_file_and_the_first_encrypts(tmp_path: Path) -> None:
    first, second = (Fernet.generate_key().decode() for _ in range(2))
    sealer = SecretBox.of({"OCOP_SECRET_KEYS": f" {first} , {second},"}, tmp_path)
    assert SecretBox([first]).open(sealer.seal("x")) == "x"
    assert sealer.open(SecretBox([second]).seal("y")) == "y"
    assert list(tmp_path.iterdir()) == []


def test_another_key_does_not_open_what_was_sealed() -> None:
    mine, yours = (SecretBox([Fernet.generate_key().decode()]) for _ in range(2))
    with pytest.raises(WrongKey) as refused:
        yours.open(mine.seal("x"))
    assert refused.value.problem.code == "secret_key_wrong"


@pytest.mark.parametrize("key", ["short", "ơ", "A" * 44, "!" * 44])
def test_a_key_that_is_none_is_refused(key: str, tmp_path: Path) -> None:
    with pytest.raises(WrongKey) as refused:
        SecretBox.of({"OCOP_SECRET_KEYS": key}, tmp_path)
    assert refused.value.problem.code == "secret_key_malformed"
    assert key not in str(refused.value.problem)


@pytest.mark.parametrize("content", [b"", b"\n", b"half a key", b"\xff\xfe\x00"])
def test_a_broken_key_file_is_refused_and_left_as_it_is(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    file.write_bytes(content)
    file.chmod(0o600)
    with pytest.raises(WrongKey) as refused:
        SecretBox.of({}, tmp_path)
    assert refused.value.problem.code == "secret_key_malformed"
    assert file.read_bytes() == content


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(StoreUnavailable) as refused:
        SecretBox.of({}, tmp_path / "home")
    assert refused.value.problem.code == "secret_key_unreadable"
