"""The options that every command shares, from wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.cli.session import (
    UsageError,
    default_config,
    hinted,
    parse_common_options,
    session,
    starter_config,
    told_to_type,
)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json", "--config", "d", "plan", "--shop", "x"],
        ["plan", "--json", "--shop", "x", "--config=d"],
        ["plan", "--shop", "x", "--config", "d", "--json"],
    ],
)
def test_common_options_may_stand_before_or_after_the_command(arguments: list[str]) -> None:
    assert parse_common_options(arguments) == (
        {"json": "yes", "config": "d"},
        ["plan", "--shop", "x"],
    )


def test_after_two_dashes_nothing_is_an_option_any_more() -> None:
    assert parse_common_options(["init", "--", "--json"]) == ({}, ["init", "--", "--json"])


def test_an_option_without_its_value_is_mistyped() -> None:
    with pytest.raises(UsageError):
        parse_common_options(["plan", "--home"])


def test_the_option_outweighs_the_environment_and_that_the_default() -> None:
    assert session({"home": "a"}, {"OCOP_HOME": "b"}).home == Path("a")
    assert session({"config": "c"}, {"OCOP_HOME": "b"}).home == Path("b")
    assert session({}, {}).home.parts[0] == "var"
    assert session({"config": "c"}, {"OCOP_CONFIG": "d"}).config == Path("c")
    named = session({}, {"OCOP_CONFIG": "d", "OCOP_HOME": "b"})
    assert (named.config, named.home, named.sample) == (Path("d"), Path("b"), False)
    assert session({"lang": "vi"}, {"OCOP_LANG": "en"}).language == "vi"
    assert session({}, {"OCOP_LANG": "en"}).language == "en"
    assert session({}, {"OCOP_LANG": "xx"}).language is None


def test_the_config_here_comes_before_the_starter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert default_config() == starter_config()
    assert (starter_config() / "shops.yaml").is_file()
    (tmp_path / "config").mkdir()
    assert default_config() == Path("config")
    (tmp_path / "shops.yaml").write_text("shops: []", encoding="utf-8")
    assert default_config() == Path(), "her own shops stand here"
    (tmp_path / "config" / "shops.yaml").write_text("shops: []", encoding="utf-8")
    assert default_config() == Path("config")


def test_the_sample_never_shares_a_home_with_what_is_real(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert session({}, {}).sample
    assert session({}, {}).home == Path("var/sample")
    assert session({}, {"OCOP_HOME": "b"}).home == Path("b/sample")
    (tmp_path / "config").mkdir()
    assert not session({}, {}).sample
    assert session({}, {}).home == Path("var")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bước tiếp: ocop plan", "Bước tiếp: ocop plan --config 'my shop'"),
        ("ocop sync --shop a", "ocop sync --config 'my shop' --shop a"),
        ("ocop stock count SKU", "ocop stock count --config 'my shop' SKU"),
        ("chạy: ocop sandbox — rồi", "chạy: ocop sandbox — rồi"),
        ("không có lệnh nào", "không có lệnh nào"),
    ],
)
def test_what_is_to_be_typed_next_repeats_the_chosen_folders(text: str, said: str) -> None:
    assert hinted(text, session({"config": "my shop"}, {}).typed) == said
    assert hinted(text, session({}, {}).typed) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Thực hiện: ocop sync", "Thực hiện: ocop sync --config x"),
        ("Trả lời: ocop approve; hoặc", "Trả lời: ocop approve --config x; hoặc"),
        ("ocop serve không chạy: chưa ai bật", "ocop serve không chạy: chưa ai bật"),
    ],
)
def test_a_sentence_names_the_folders_where_it_says_what_to_type(text: str, said: str) -> None:
    assert told_to_type(text, " --config x") == said
    assert told_to_type(text, "") == text


def test_secrets_of_the_environment_are_not_in_the_repr() -> None:
    assert "s3cret" not in repr(session({}, {"OCOP_SECRET_KEYS": "s3cret"}))
