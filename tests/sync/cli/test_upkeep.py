"""Keys are changed and old things forgotten, and the home folder is its owner's alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from sync.cli import exits
from sync.cli.prepare import load, opening, run
from sync.cli.session import Session
from sync.model import ShopName, Tokens
from sync.store import StoreUnavailable
from sync.store.instance import only_instance

SHOP = ShopName("gian-hang-tap")
TOKENS = Tokens(access="a" * 20, refresh="r" * 20, access_expires_at="2030-01-01T00:00:00Z")  # type: ignore[arg-type]


def other_database() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
        return connection.serialize()


OTHER_DATABASE = other_database()
OPTIONS = ["--config", "dau-tien", "--home", "kho"]


@pytest.fixture
def home(ocop: Any, tmp_path: Path) -> Path:
    """A home that remembers the tokens of one shop."""
    ocop("init", "dau-tien")
    stored(tmp_path, TOKENS)
    return tmp_path / "kho"


def stored(folder: Path, new: Tokens | None = None) -> Tokens | None:
    session = Session(config=folder / "dau-tien", home=folder / "kho", environ={})

    async def work() -> Tokens | None:
        async with opening(session, load(session)) as app:
            if new is not None:
                await app.store.tokens.grant(SHOP, new)
            return await app.store.tokens.get(SHOP)

    return run(work())


def test_a_new_key_opens_what_the_old_one_locked_and_the_old_one_opens_nothing(
    ocop: Any, home: Path, tmp_path: Path
) -> None:
    old = (home / "secret.key").read_text(encoding="ascii")
    ran = ocop("keys", "rotate", *OPTIONS)
    assert ran.code == exits.FINE, ran.err
    assert "1 gian hàng" in ran.out
    new = (home / "secret.key").read_text(encoding="ascii")
    assert len(new.split()) == 1
    assert new != old
    assert stored(tmp_path) == TOKENS
    (home / "secret.key").write_text(old, encoding="ascii")
    with pytest.raises(StoreUnavailable):
        stored(tmp_path)


def test_keys_of_the_environment_are_rotated_by_their_order(
    ocop: Any, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = (home / "secret.key").read_text(encoding="ascii").strip()
    new = Fernet.generate_key().decode()
    monkeypatch.setenv("OCOP_SECRET_KEYS", f"{new},{old}")
    ran = ocop("keys", "rotate", *OPTIONS)
    assert "OCOP_SECRET_KEYS" in ran.out
    assert new not in ran.out + ran.err
    monkeypatch.setenv("OCOP_SECRET_KEYS", new)
    assert stored(tmp_path) == TOKENS


def test_while_the_service_runs_the_key_stays(ocop: Any, home: Path) -> None:
    before = (home / "secret.key").read_bytes()
    with only_instance(home):
        ran = ocop("keys", "rotate", *OPTIONS)
    assert ran.code == exits.WRONG_INPUT
    assert "ocop serve" in ran.err
    assert (home / "secret.key").read_bytes() == before


def test_tidy_says_how_much_it_forgot(ocop: Any, home: Path) -> None:
    ran = ocop("tidy", *OPTIONS, "--json")
    assert ran.code == exits.FINE
    assert set(ran.json()) >= {"journal", "rounds", "movements"}
    old, odd = home / "before-restore-20200101-080000", home / "before-restore-của tôi"
    new = home / f"{datetime.now(UTC):before-restore-%Y%m%d-%H%M%S}"
    for folder in (old, odd, new):
        (folder / "exchange").mkdir(parents=True)
    assert ocop("tidy", *OPTIONS, "--json").json()["folders"] == 1
    assert [folder.exists() for folder in (old, odd, new)] == [False, True, True]
    assert ocop("tidy", *OPTIONS).out.startswith("Đã bỏ 0 dòng lịch sử")


def test_who_wrote_stock_down_and_from_where_stays_in_the_log(ocop: Any, home: Path) -> None:
    assert ocop("stock", "receive", "MAU-MATONG", "5", *OPTIONS).code == exits.FINE
    (told,) = ocop("log", *OPTIONS, "--json").json()["decisions"]
    assert (told["verdict"], bool(told["who"]), bool(told["origin"])) == ("stock", True, True)
    assert "MAU-MATONG 5" in ocop("log", *OPTIONS).out


@pytest.mark.skipif(os.name != "posix", reason="Windows grants a user's folder to its user alone")
def test_the_home_is_its_owners_alone_however_it_was_left(
    ocop: Any, home: Path, tmp_path: Path
) -> None:
    home.chmod(0o755)
    (home / "ocop.db").chmod(0o644)
    ocop("status", *OPTIONS)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()}
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}


@pytest.mark.skipif(os.name != "posix", reason="Windows grants a user's folder to its user alone")
def test_a_key_that_others_can_read_is_refused(ocop: Any, home: Path) -> None:
    (home / "secret.key").chmod(0o644)
    ran = ocop("status", *OPTIONS)
    assert ran.code == exits.OUT_OF_REACH
    assert "chmod 600" in ran.err


def test_a_shop_that_is_configured_is_not_closed_and_one_that_is_gone_is(
    ocop: Any, home: Path
) -> None:
    assert ocop("close", "gian-hang-tap", *OPTIONS).code != 0
    assert "da-dong" in ocop("close", "da-dong", *OPTIONS).out


def test_a_backup_brings_back_what_was_remembered_and_keeps_what_came_since(
    ocop: Any, home: Path, tmp_path: Path
) -> None:
    assert ocop("stock", "count", "MAU-MATONG", "7", *OPTIONS).code == exits.FINE
    with only_instance(home):  # a service may be at work
        made = ocop("backup", "giu.zip", *OPTIONS)
    assert made.code == exits.FINE, made.err
    assert "secret.key" in made.out
    assert ocop("stock", "receive", "MAU-MATONG", "5", *OPTIONS).code == exits.FINE
    back = ocop("restore", "giu.zip", *OPTIONS, "--json").json()
    assert counted(ocop) == 7
    assert ocop("home", *OPTIONS).code == exits.NOT_ALL_TRUE, "though no round tells it from before"
    assert ocop("sync", *OPTIONS).code == exits.OUT_OF_REACH
    assert ocop("home", "--accept", *OPTIONS).code == exits.FINE
    shutil.copy(Path(back["before"], "ocop.db"), home / "ocop.db")
    assert counted(ocop) == 12
    assert stored(tmp_path) == TOKENS


def test_an_older_program_goes_back_to_the_copy_from_before_the_upgrade(
    ocop: Any, home: Path
) -> None:
    assert ocop("stock", "count", "MAU-MATONG", "7", *OPTIONS).code == exits.FINE
    assert ocop("backup", "giu.zip", *OPTIONS).code == exits.FINE
    with closing(sqlite3.connect(home / "ocop.db")) as upgraded, upgraded:
        upgraded.execute("UPDATE alembic_version SET version_num = '9999'")
    refused = ocop("stock", *OPTIONS)
    assert refused.code != exits.FINE
    assert "ocop restore" in refused.err
    assert ocop("restore", "giu.zip", *OPTIONS).code == exits.FINE
    assert counted(ocop) == 7


def test_a_backup_holds_no_key_and_overwrites_nothing(ocop: Any, home: Path) -> None:
    (home / "exchange" / "voso").mkdir(parents=True)
    (home / "exchange" / "voso" / "gui-di.xlsx").write_bytes(b"bang")
    assert ocop("backup", "giu.zip", *OPTIONS).code == exits.FINE
    with zipfile.ZipFile("giu.zip") as archive:
        assert set(archive.namelist()) == {"ocop.db", "exchange/voso/gui-di.xlsx"}
    before = Path("giu.zip").read_bytes()
    again = ocop("backup", "giu.zip", *OPTIONS)
    assert again.code == exits.WRONG_INPUT
    assert "giu.zip" in again.err
    assert Path("giu.zip").read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="Windows grants a user's folder to its user alone")
def test_a_copy_is_its_owners_alone_and_is_written_over_nobodys_file(
    ocop: Any, home: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "cua-nguoi-khac"
    theirs.write_bytes(b"x")
    (tmp_path / "giu.zip.part").symlink_to(theirs)  # a name that anybody could have guessed
    before = os.umask(0o022)
    try:
        assert ocop("backup", "giu.zip", *OPTIONS).code == exits.FINE
        os.umask(0o022)
        shutil.rmtree(home)
        assert ocop("restore", "giu.zip", *OPTIONS).code == exits.FINE
    finally:
        os.umask(before)
    assert theirs.read_bytes() == b"x"
    open_to_others = [
        path for path in (Path("giu.zip"), home, *home.iterdir()) if path.stat().st_mode & 0o077
    ]
    assert open_to_others == []


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"../ocop.db": b""}, "không phải bản sao lưu"),
        ({"exchange/../../x": b"", "ocop.db": b""}, "không phải bản sao lưu"),
        ({"exchange/a.xlsx": b""}, "không phải bản sao lưu"),
        ({"ocop.db": b"SQLite format 3\x00 cut"}, "bị hỏng"),
        ({"ocop.db": OTHER_DATABASE}, "bị hỏng"),
        ({"ocop.db": b"", "ocop.db/x": b""}, "bị hỏng"),
    ],
)
def test_what_is_no_sound_backup_replaces_nothing(
    ocop: Any, home: Path, entries: dict[str, bytes], said: str
) -> None:
    with zipfile.ZipFile("la.zip", "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    before = (home / "ocop.db").read_bytes()
    ran = ocop("restore", "la.zip", *OPTIONS)
    assert ran.code == exits.WRONG_INPUT
    assert said in ran.err
    assert (home / "ocop.db").read_bytes() == before
    assert not list(home.glob("before-restore*"))


@pytest.mark.parametrize(
    ("content", "said"), [(None, "Không có tệp"), (b"", "bị hỏng"), (b"PK cut", "bị hỏng")]
)
def test_a_backup_that_cannot_be_read_says_so(
    ocop: Any, home: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        Path("la.zip").write_bytes(content)
    ran = ocop("restore", "la.zip", *OPTIONS)
    assert ran.code == exits.WRONG_INPUT
    assert said in ran.err


def test_while_the_service_runs_nothing_is_put_back(ocop: Any, home: Path) -> None:
    assert ocop("backup", "giu.zip", *OPTIONS).code == exits.FINE
    with only_instance(home):
        ran = ocop("restore", "giu.zip", *OPTIONS)
    assert ran.code == exits.WRONG_INPUT
    assert "ocop serve" in ran.err


def counted(ocop: Any) -> int:
    rows = ocop("stock", "--sku", "MAU-MATONG", *OPTIONS, "--json").json()["stock"]
    (row,) = rows
    on_hand: int = row["on_hand"]
    return on_hand


def test_whoever_changes_what_is_believed_leaves_a_trace(ocop: Any, home: Path) -> None:
    assert ocop("keys", "rotate", *OPTIONS).code == exits.FINE
    assert ocop("retry", *OPTIONS).code == exits.FINE
    assert ocop("home", "--accept", *OPTIONS).code == exits.FINE
    told = ocop("log", *OPTIONS, "--json").json()["decisions"]
    assert [each["verdict"] for each in told] == ["home", "retry", "keys"]
    assert all(each["who"] and each["origin"] and each["at"] for each in told)
    said = ocop("log", *OPTIONS).out
    assert "đổi khóa" in said
    assert "gửi lại" in said


def test_a_memory_elsewhere_is_not_taken_for_the_file_of_the_home(
    ocop: Any, home: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "dau-tien" / "settings.yaml"
    text = settings.read_text("utf-8") if settings.exists() else ""
    ocop("backup", "giu.zip", *OPTIONS)
    before = (home / "ocop.db").stat().st_mtime_ns
    for line, says in (
        ("database_env: OCOP_NOT_SET", "OCOP_NOT_SET"),
        ("databse: postgresql://h/d", "settings.yaml"),
        ("database: postgresql://127.0.0.1:1/d", "database"),
    ):
        settings.write_text(f"{text}\n{line}\n", "utf-8")
        for command in (("backup", "nua.zip"), ("restore", "giu.zip"), ("stock", "lose", "A", "1")):
            ended = ocop(*command, *OPTIONS)
            assert ended.code in {exits.WRONG_INPUT, exits.OUT_OF_REACH}, command
            assert says in ended.err or command[0] == "stock"
    assert not (tmp_path / "nua.zip").exists()
    assert (home / "ocop.db").stat().st_mtime_ns == before


def test_the_service_begins_no_file_where_a_server_was_meant(
    ocop: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ocop("init", "dau-tien")
    monkeypatch.setenv("OCOP_DATABASE", "postgresql://ocop:hunter2@db/ocop")
    ran = ocop("serve", *OPTIONS, "--page", "off")
    assert ran.code == exits.WRONG_INPUT
    assert "database_env: OCOP_DATABASE" in ran.err
    assert "hunter2" not in ran.err
    assert not (tmp_path / "kho" / "ocop.db").exists()
