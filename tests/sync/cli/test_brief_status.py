"""A status is told the short way where all is plain, and it is what the long way tells."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import sync.marketplace
import sync.model
import sync.status
import sync.store
from sync.cli import exits, outline, status
from sync.cli.session import Session
from sync.model import VIETNAM

Told = Callable[..., tuple[str, bool]]
MOVED = (
    "INSERT INTO movements (shop, reference, sku, reason, quantity, at)"
    " VALUES (?, '1', 'NOBODYS', 'sold', -1, '2026-11-30 00:00:00.000000')"
)
HELD = (
    "INSERT INTO decisions (at, who, origin, verdict)"
    " VALUES ('2026-11-30 00:00:00.000000', 'chị Hoa', 'test', '{}')"
)


@pytest.fixture
def told(ocop: Any, first: list[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    """Ask for the status of the first shop; answers what was said, and whether the short way."""
    long_ways: list[Session] = []
    long_way = status._worked_out

    def counted(session: Session, key: str | None) -> int:
        long_ways.append(session)
        return long_way(session, key)

    monkeypatch.setattr(status, "_worked_out", counted)

    def ask(*more: str, **environ: str) -> tuple[str, bool]:
        before = len(long_ways)
        ran = ocop("status", *first, *more, environ=environ)
        assert ran.code in (exits.FINE, exits.NOT_ALL_TRUE)
        return ran.out + ran.err, len(long_ways) == before

    ocop("sync", *first)
    return ask


def test_the_short_way_tells_the_same_until_anything_is_changed(
    told: Told, tmp_path: Path, ocop: Any, first: list[str]
) -> None:
    long, short = told(), told()
    assert long[1] is False
    assert short == (long[0], True)
    assert told("--lang", "en")[1]
    assert json.loads(told("--json")[0])["fine"]
    shops = tmp_path / "dau-tien" / "shops.yaml"
    shops.write_text(shops.read_text(encoding="utf-8") + "\n# x\n", encoding="utf-8")
    assert [told()[1], told()[1]] == [False, True]
    (product,) = (tmp_path / "dau-tien" / "catalog").glob("*.yaml")
    text = product.read_text(encoding="utf-8")
    begins = datetime.now(VIETNAM).date() + timedelta(days=1)
    campaign = f"campaigns: [{{from: {begins}, to: {begins}, percent: 10}}]\n    price: "
    product.write_text(text.replace("price: ", campaign, 1), encoding="utf-8")
    for _ in range(2):
        assert f"{begins:%d/%m/%Y}" in told()[0]
    product.write_text(text.replace("price: ", "sold: no\n    price: ", 1), encoding="utf-8")
    assert "unsold" not in told()[0]
    assert told()[1]
    ocop("sync", *first)  # what another round did is seen the short way too
    assert told() == (told("--json") and told()[0], True)


def test_what_nobody_can_read_stands_in_no_shop_as_wanted(
    told: Told, tmp_path: Path, ocop: Any, first: list[str]
) -> None:
    assert told()
    (product,) = (tmp_path / "dau-tien" / "catalog").glob("*.yaml")
    text = product.read_bytes()
    product.write_bytes(bytes(len(text)))
    assert [ocop(command, *first).code for command in ("sync", "status", "status")] == [3, 3, 3]
    product.write_bytes(text)
    assert [ocop(command, *first).code for command in ("sync", "status")] == [0, 0]
    shops = tmp_path / "dau-tien" / "shops.yaml"
    with shops.open("a", encoding="utf-8") as file:
        file.write("  - {name: sai, platform: sheet, policy: upsrt}\n")
    assert [ocop("status", *first).code for _ in range(2)] == [3, 3]


def test_what_waits_for_a_person_is_told_the_long_way(
    told: Told, tmp_path: Path, ocop: Any, first: list[str]
) -> None:
    told()
    with closing(sqlite3.connect(tmp_path / "kho" / "ocop.db")) as memory:
        (shop,) = next(memory.execute("SELECT shop FROM shops"))

        def after(words: str, *values: str) -> tuple[str, bool]:
            memory.execute(words, values)
            memory.commit()
            return told()

        said, short = after(HELD.format("hold"))
        assert (short, "chị Hoa" in said) == (False, True)
        assert after(HELD.format("release"))[1]
        said, short = after(MOVED, shop)
        assert (short, "NOBODYS" in said) == (False, True)
        assert after("DELETE FROM movements")[1]
        assert not after("UPDATE shops SET account = 'another'")[1]
        memory.execute("UPDATE alembic_version SET version_num = '9999'")
        memory.commit()
    assert ocop("status", *first).code == exits.OUT_OF_REACH


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("apps: {a: {secret_file: secrets/a.txt}}", 0),
        ("  secret_file: /etc/secret", 0),
        ("  # secret_file: /etc/secret", 1),
        ("  secret_file: a.txt  # here", 1),
        ("  secret_env: OCOP_SECRET", 1),
    ],
)
def test_no_outline_is_kept_where_a_secret_may_lie_elsewhere(
    text: str, keys: int, tmp_path: Path
) -> None:
    (tmp_path / "shops.yaml").write_text(text, encoding="utf-8")
    session = Session(config=tmp_path, home=tmp_path / "home")
    assert (outline.key_of(session) is not None) == keys


def test_a_secret_that_is_given_or_taken_away_makes_another_key(tmp_path: Path) -> None:
    (tmp_path / "shops.yaml").write_text("  secret_env: OCOP_SECRET", encoding="utf-8")
    keys = {
        outline.key_of(Session(config=tmp_path, home=tmp_path / "home", environ=environ))
        for environ in ({}, {"OCOP_SECRET": "x"}, {"OCOP_SECRET": " "}, {"OCOP_SECRET": "y"})
    }
    assert len(keys) == 2


@pytest.mark.parametrize("package", [sync.marketplace, sync.model, sync.status, sync.store])
def test_what_a_package_names_is_the_same_whatever_was_imported_before(package: Any) -> None:
    for name in package.__all__:
        assert type(getattr(package, name)).__name__ != "module", name
    with pytest.raises(AttributeError):
        _ = package.nothing_of_the_kind


def test_a_count_that_is_doubted_is_asked_about_each_time(told: Told, tmp_path: Path) -> None:
    (file,) = (tmp_path / "dau-tien" / "catalog").glob("*.yaml")
    text = file.read_text("utf-8")
    price = re.search(r"price: (\d+)", text)
    assert price
    file.write_text(re.sub(r"stock: \d+", f"stock: {price[1]}", text), "utf-8")
    for _ in range(2):
        said, short = told()
        assert ("ocop stock count" in said, short) == (True, False)
