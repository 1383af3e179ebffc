"""Shops, their apps and secrets, and the settings."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from sync.catalog import settings
from sync.model import Buffer, LastUnits, ShopName, StockRule
from sync.wording import say

FILE = "shops.yaml"
REAL = """\
apps:
  that: {platform: shopee, key: "2", secret_env: KHOA}
shops:
  - {name: that, app: that, account: "9", access_token_file: token.txt}
"""

MISTAKES = [
    ("app: thu", "app: tu", "app_unknown_near", "5:10"),
    ("app: thu", "app: qqqqq", "app_unknown", "5:10"),
    ("http://127.0.0.1:8711", "http://10.0.0.1:8711", "sandbox_not_loopback", "7:14"),
    ("http://127.0.0.1:8711", "http://127.0.0.1@evil.vn", "sandbox_not_loopback", "7:14"),
    ("http://127.0.0.1:8711", "http://[::1", "sandbox_not_loopback", "7:14"),
    ("    sandbox", "    host: http://a\n    sandbox", "host_not_https", "7:11"),
    ("    sandbox", "    every_s: 3\n    sandbox", "every_too_short", "7:14"),
    ("    sandbox", "    sells: [tan-tienn]\n    sandbox", "sells_unknown_near", "7:13"),
    ("    sandbox", "    sells: [TOMKHO, qqq]\n    sandbox", "sells_unknown", "7:21"),
    ("    sandbox", "    policy: all\n    sandbox", "wrong_type_choice", "7:13"),
    ("    sandbox", "    price_rule: {step: 0}\n    sandbox", "number_not_positive", "7:24"),
    ("    sandbox", "    price_rule: {percent: -100}\n    sandbox", "percent_range", "7:27"),
    ("    sandbox", "    stock_rule: {share_percent: 101}\n    sandbox", "percent_range", "7:33"),
    (
        "    sandbox",
        "    price_rule: {floor: 5000, ceiling: 4000}\n    sandbox",
        "floor_above_ceiling",
        "7:25",
    ),
    (
        "    sandbox",
        "    stock_rule: {share_percent: 50, fixed: 3}\n    sandbox",
        "share_twice",
        "7:44",
    ),
    (
        "    sandbox",
        "    stock_rule: {share: all, fixed: 3}\n    sandbox",
        "share_twice",
        "7:37",
    ),
    ("    sandbox", "    stock_rule: {share: none}\n    sandbox", "wrong_type_choice", "7:25"),
    (
        "    sandbox",
        "    stock_rule: {last_units: {below: 3, to: gian-tu}}\n    sandbox",
        "last_units_shop_unknown_near",
        "7:45",
    ),
    (
        "    sandbox",
        "    stock_rule: {last_units: {below: 3, to: qqqqqq}}\n    sandbox",
        "last_units_shop_unknown",
        "7:45",
    ),
    (
        "    sandbox",
        "    stock_rule: {last_units: {below: 0, to: gian-thu}}\n    sandbox",
        "number_not_positive",
        "7:38",
    ),
    (
        "    sandbox",
        "    stock_rule: {buffer: {days: 7, lead_days: 0}}\n    sandbox",
        "number_not_positive",
        "7:47",
    ),
    ("    sandbox", "    stock_rule: {fixed: -3}\n    sandbox", "wrong_type_whole", "7:25"),
    ("    sandbox", "    fields: {titel: theirs}\n    sandbox", "unknown_field_near", "7:14"),
    ("    sandbox", "    fields: {title: their}\n    sandbox", "wrong_type_choice", "7:21"),
    ("    sandbox", "    fields: {stock: theirs}\n    sandbox", "field_stays_ours", "7:21"),
    ("    sandbox", "    fields: {stock: ask}\n    sandbox", "field_stays_ours", "7:21"),
    ("    sandbox", "    fields: {variants: theirs}\n    sandbox", "field_stays_ours", "7:24"),
    ("    access_token", "    acess_token", "unknown_field_near", "8:5"),
    (
        "    access_token: bimat",
        "    access_token_env: x\n    access_token: b",
        "secret_twice",
        "8:23",
    ),
    ("secret: bimat-cua-app", "secret_env: KHONG_CO", "secret_env_missing", "2:49"),
    ("secret: bimat-cua-app", "secret_file: khong-co", "secret_file_missing", "2:50"),
    (", secret: bimat-cua-app", "", "missing_field", "2:8"),
    ('key: "1", ', "", "missing_field", "2:8"),
]


@pytest.mark.parametrize(("old", "new", "code", "place"), MISTAKES)
def test_a_mistake_is_named_at_its_place(
    bench: Any, old: str, new: str, code: str, place: str
) -> None:
    bench.change(old, new, FILE)
    problem = bench.only()
    assert (problem.code, problem.severity) == (code, "stop")
    assert bench.place(problem) == (FILE, *map(int, place.split(":")))
    open_ = bench.load().shops
    if code.startswith("sells_unknown"):  # its listings stay, and keep their stock
        assert [shop.policy for shop in open_] == ["upsert"]
    else:
        assert open_ == ()


def test_a_shop_knows_who_decides_what(bench: Any) -> None:
    told = "{title: theirs, description: ask, price: ours, stock: ours, variants: ask}"
    bench.change("    sandbox", f"    fields: {told}\n    sandbox", FILE)
    (shop,) = bench.load().shops
    assert shop.fields_left_to("theirs") == {"title"}
    assert shop.fields_left_to("ask") == {"description", "variants"}
    assert shop.fields_left_to("ours") == {"price"}


def _stock_rule_of(bench: Any, rule: str) -> StockRule:
    bench.change("    sandbox", f"    stock_rule: {rule}\n    sandbox", FILE)
    (shop,) = bench.load().shops
    found: StockRule = shop.stock_rule
    return found


def test_every_way_to_share_the_stock_is_read(bench: Any) -> None:
    rule = _stock_rule_of(
        bench,
        "{fixed: 5, reserve: 1, ceiling: 9, last_units: {below: 3, to: gian-thu},"
        " buffer: {days: 7, lead_days: 0.5, most: 4}}",
    )
    assert rule == StockRule(
        fixed=5,
        reserve=1,
        ceiling=9,
        last_units=LastUnits(below=3, to=ShopName("gian-thu")),
        buffer=Buffer(days=7, lead_days=0.5, most=4),
    )


def test_a_shop_may_offer_all_that_others_offer_too(bench: Any) -> None:
    rule = _stock_rule_of(bench, "{share: all, reserve: 2}")
    assert rule == StockRule(share="all", reserve=2)


SECOND = "  - {{name: hai, app: thu, account: '2', sandbox: 'http://[::1]:1', {more}}}\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "codes"),
    [
        ("share_percent: 60", "stock_rule: {share_percent: 60}", ["shares_over_hundred"]),
        ("share_percent: 60", "stock_rule: {share_percent: 40}", []),
        ("share_percent: 60", "stock_rule: {share: all}", []),
        ("share_percent: 60", "sells: [MAT], stock_rule: {share_percent: 60}", []),
        (
            "last_units: {below: 3, to: hai}",
            "stock_rule: {last_units: {below: 3, to: gian-thu}}",
            ["last_units_handed_on"] * 2,
        ),
        (
            "last_units: {below: 3, to: hai}",
            "stock_rule: {last_units: {below: 3, to: hai}}",
            [],
        ),
    ],
)
def test_how_shops_share_is_judged_over_all_of_them(
    bench: Any, ours: str, theirs: str, codes: list[str]
) -> None:
    sells = "sells: [TOMKHO]\n    " if "sells" in theirs else ""
    bench.change("    sandbox", f"    {sells}stock_rule: {{{ours}}}\n    sandbox", FILE)
    second = SECOND.format(more=theirs).replace("[MAT]", "[qqq]")
    bench.change("shops:\n", "shops:\n" + second, FILE)
    found = [p.code for p in bench.load().problems if not p.code.startswith("sells_")]
    assert found == codes


def _real(bench: Any) -> Path:
    bench.write(FILE, REAL)
    token: Path = bench.write("token.txt", "bimat-token\n")
    token.chmod(0o600)
    return token


def test_a_real_shop_takes_its_secrets_from_environment_and_file(bench: Any) -> None:
    _real(bench)
    (shop,) = bench.load(environ={"KHOA": "bimat-khoa"}).shops
    assert (shop.app.secret, shop.access_token, shop.sandbox) == ("bimat-khoa", "bimat-token", None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards files otherwise")
def test_keys_that_an_owner_is_to_bring_need_no_secret(bench: Any) -> None:
    bench.change('key: "1", secret: bimat-cua-app', "key: consent", FILE)
    assert bench.load().problems == ()


def test_a_secret_file_that_others_can_read_is_refused(bench: Any) -> None:
    _real(bench).chmod(0o644)
    problem = bench.only(environ={"KHOA": "x"})
    assert (problem.code, bench.place(problem)) == ("secret_file_open", (FILE, 4, 62))


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "secret_file_empty"), (b"\xff\xfe", "secret_file_unreadable")],
)
def test_a_secret_file_without_a_secret_is_refused(bench: Any, content: bytes, code: str) -> None:
    _real(bench).write_bytes(content)
    assert bench.only(environ={"KHOA": "x"}).code == code


def test_a_folder_is_no_secret_file(bench: Any) -> None:
    token = _real(bench)
    token.unlink()
    token.mkdir(mode=0o700)
    assert bench.only(environ={"KHOA": "x"}).code == "secret_file_unreadable"


@pytest.mark.parametrize(
    ("old", "new", "column"), [("secret_env", "secret", 46), ("_token_file", "_token", 44)]
)
def test_a_real_shop_may_not_have_a_secret_in_plain_sight(
    bench: Any, old: str, new: str, column: int
) -> None:
    _real(bench)
    bench.change(old, new, FILE)
    problem = bench.only(environ={"KHOA": "x"})
    assert problem.code == "secret_plain"
    assert bench.load(environ={"KHOA": "x"}).shops == ()


def test_no_secret_reaches_a_problem_or_a_representation(bench: Any) -> None:
    _real(bench)
    bench.change("secret_env: KHOA", "secret: bimat-khoa, sercet: bimat-khoa", FILE)
    bench.change("access_token_file: token.txt", "access_token: [bimat-token]", FILE)
    configuration = bench.load()
    assert len(configuration.problems) >= 3
    shown = repr(configuration) + "".join(
        "".join(say(problem.code, problem.values)) for problem in configuration.problems
    )
    assert "bimat" not in shown


@pytest.mark.parametrize("written", [", secret:bimat", ", bimat-cua-app", ", secret: *bimat"])
def test_a_secret_in_the_wrong_place_is_not_repeated(bench: Any, written: str) -> None:
    bench.change(", secret: bimat-cua-app", written, FILE)
    configuration = bench.load()
    assert configuration.problems
    assert "bimat" not in repr(configuration.problems)


def test_a_shop_does_not_show_its_secrets(bench: Any) -> None:
    assert "bimat" not in repr(bench.load().shops)


def test_names_and_accounts_stand_once(bench: Any) -> None:
    bench.change(
        "shops:\n",
        'shops:\n  - {name: gian-thu, app: thu, account: "227", sandbox: "http://[::1]:1"}\n',
        FILE,
    )
    codes = [(p.code, p.where.line, p.where.column) for p in bench.load().problems]
    assert codes == [("shop_name_reused", 5, 11), ("account_reused", 7, 14)]
    assert len(bench.load().shops) == 1


def test_a_broken_shop_leaves_the_others_open(bench: Any) -> None:
    bench.change(
        "shops:\n", "shops:\n  - {name: hong, app: thu, sandbox: http://localhost}\n", FILE
    )
    assert bench.only().code == "missing_field"
    assert [shop.name for shop in bench.load().shops] == ["gian-thu"]


def test_what_is_unreadable_in_the_catalog_is_not_held_against_sells(bench: Any) -> None:
    bench.change("    sandbox", "    sells: [MAT]\n    sandbox", FILE)
    bench.write("catalog/hong.yaml", "[")
    assert [problem.code for problem in bench.load().problems] == ["wrong_type_mapping"]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("langage: vi", "unknown_field_near", (1, 1)),
        ("language: fr", "wrong_type_choice", (1, 11)),
        ("time_zone: Asia/Hanoi", "time_zone_unknown", (1, 12)),
        ("time_zone: ../../etc", "time_zone_unknown", (1, 12)),
        ("database_env: KHONG_CO", "secret_env_missing", (1, 15)),
        ("database_env: postgresql://u:bimat@h/d", "secret_env_unnamed", (1, 15)),
        ("safety: {withdraw_percent: 300}", "percent_range", (1, 28)),
        ("keep_days: 999999999", "days_too_many", (1, 12)),
        ("rating_rounds: {dossier_days: 999999999}", "days_too_many", (1, 31)),
        ("safety: {withdraw_percent: x}", "wrong_type_number", (1, 28)),
    ],
)
def test_a_mistake_in_the_settings_is_named(
    bench: Any, text: str, code: str, place: tuple[int, int]
) -> None:
    bench.write("settings.yaml", text)
    problem = bench.only()
    assert (problem.code, bench.place(problem)) == (code, ("settings.yaml", *place))


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ('language: "vi\ndatabase: postgresql://h/d', True),
        ("  language: vi\n\tx\ndatabase_env: OCOP_DATABASE", True),
        ("databse_env: OCOP_DATABASE", True),
        ("Database: postgresql://h/d", True),
        ("'database' = postgresql://h/d", True),
        ("# database_env: OCOP_DATABASE\nlangage: vi", False),
        ("date: 1", False),
        ("language: vi", False),
    ],
)
def test_a_database_that_a_faulty_file_means_is_not_taken_for_none(
    tmp_path: Path, text: str, *, unread: bool
) -> None:
    file = tmp_path / "settings.yaml"
    for encoding in ("utf-8", "utf-16") if unread else ("utf-8",):
        file.write_text(text, encoding)
        read = settings.read_settings(file, {})
        assert read.settings.database_unread is unread


def test_a_mistake_in_the_categories_is_named_and_stops_their_products(bench: Any) -> None:
    bench.change("food: true", "food: maybe", "categories.yaml")
    problem = bench.only()
    assert problem.code == "wrong_type_yes_no"
    assert bench.place(problem) == ("categories.yaml", 1, 32)
    assert bench.load().blocked == {"TOMKHO"}


def test_the_environment_is_only_what_was_passed_in(bench: Any) -> None:
    _real(bench)
    variable = next(iter(os.environ))
    bench.change("KHOA", variable, FILE)
    assert bench.only().code == "secret_env_missing"
