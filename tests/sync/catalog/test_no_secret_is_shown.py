"""However a secret is misplaced in shops.yaml, neither excerpt nor words nor JSON say it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sync.catalog import excerpt
from sync.model import Location
from sync.output.changes import problems_json
from sync.wording import say

SECRET = "bi-mat/0123456789abcdef"
FILE = "shops.yaml"
MISPLACED = [
    ("secret: bimat-cua-app", f"secret_env: {SECRET}"),
    ("secret: bimat-cua-app", f"secret_env: {SECRET.replace('/', '').replace('-', '')}"),
    ("secret: bimat-cua-app", f"secret_file: {SECRET.replace('/', '')}xyz"),
    ("secret: bimat-cua-app", f"secrt: {SECRET}"),
    ("secret: bimat-cua-app", f"secret: [{SECRET}]"),
    ("secret: bimat-cua-app", f"secret: {{a: {SECRET}}}"),
    ("secret: bimat-cua-app", f"secret:\n        {SECRET}\n    x: 1"),
    ("access_token: bimat", f"access_token: [{SECRET}]"),
    ("access_token: bimat", f"acess_token: {SECRET}"),
    ("access_token: bimat", f"access_token: >\n      {SECRET}\n    zzz: 1"),
    ("access_token: bimat", f'access_token: "{SECRET}\\u0041"\n    zzz: 1'),
    ("access_token: bimat", f"access_token: a\n    access_token: {SECRET}"),
    ("access_token: bimat", f"access_token_env: {SECRET}"),
    ("secret: bimat-cua-app", f"secret: {{{SECRET[7:]}: x}}"),
    ("secret: bimat-cua-app", f"secret: ab, {SECRET[7:]}: x"),
    ("secret: bimat-cua-app", f"secret:\n      ck_{SECRET[7:]}: cs_{SECRET[7:]}"),
    ("secret: bimat-cua-app", f"{SECRET[7:]}: x"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), MISPLACED)
def test_a_misplaced_secret_is_nowhere_in_what_is_said(bench: Any, old: str, new: str) -> None:
    bench.change(old, new, FILE)
    problems = bench.load().problems
    told = json.dumps([problems_json(problems, language) for language in ("vi", "en")])
    for problem in problems:
        told += str(say(problem.code, {"about": problem.about, **problem.values}, "vi"))
        shown = excerpt(problem.where) if problem.where else None
        told += shown.line if shown else ""
    assert problems
    for part in (SECRET, SECRET.replace("/", ""), "0123456789abcdef"):
        assert part not in told


@pytest.mark.parametrize(
    "written",
    [
        "{language: vi, %s: x}",
        "{language: vi, database:postgresql://a:%s@host/x}",
        "language: vi\nnotify: {%s: x}",
        "language: vi\n%s: x",
        "language: vi\nnotify:\n  webhook: {url: https://x.example/%s, tokn:%s}",
    ],
)
def test_no_secret_among_the_settings_is_said(bench: Any, written: str) -> None:
    (bench.folder / "settings.yaml").write_text(written.replace("%s", SECRET[7:]), "utf-8")
    problems = bench.load().problems
    told = json.dumps([problems_json(problems, language) for language in ("vi", "en")])
    for problem in problems:
        told += str(say(problem.code, {"about": problem.about, **problem.values}, "vi"))
        told += str(problem.where and excerpt(problem.where))
    assert problems
    assert SECRET[7:] not in told


@pytest.mark.parametrize(
    "line",
    [
        f"      {SECRET}",
        f"  secret: '{SECRET}'",
        f"  - name: {{x: {SECRET}}}",
        f"  name: \"a\" {SECRET}",
        f"database: postgresql://a:{SECRET}@host/x",
        f"databse: {SECRET}",
        f"{SECRET[7:]}: x",
        f"  secret: {{{SECRET[7:]}: [x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("file", ["shops.yaml", "settings.yaml"])
def test_a_line_of_a_file_with_secrets_shows_keys_alone(
    tmp_path: Path, file: str, line: str
) -> None:
    (tmp_path / file).write_text(line, encoding="utf-8")
    seen = excerpt(Location(str(tmp_path / file), 1, 1))
    assert seen is not None
    assert "0123" not in seen.line
    assert len(seen.line) == len(line)


def test_a_plain_value_of_a_harmless_key_is_shown(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("    every_s: mười phút", encoding="utf-8")
    seen = excerpt(Location(str(tmp_path / FILE), 1, 14))
    assert seen == ("    every_s: mười phút", 14)
