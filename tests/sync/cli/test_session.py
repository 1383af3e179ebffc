"""The options that every command shares, from wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.cli.session import (
    UsageError,
    default_config,
    parse_common_options,
    session,
    starter_config,
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
    assert session({}, {"OCOP_HOME": "b"}).home == Path("b")
    assert session({}, {}).home == Path("var")
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


def test_secrets_of_the_environment_are_not_in_the_repr() -> None:
    assert "s3cret" not in repr(session({}, {"OCOP_SECRET_KEYS": "s3cret"}))
