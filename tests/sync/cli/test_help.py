"""`--help` answers at once, and in one language."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits

COMMANDS = (
    "check", "categories", "try", "plan", "preview", "sync", "approve", "hold", "release",
    "retry", "undo", "undo edit", "take", "adopt",
    "catalog export", "catalog import", "catalog save", "catalog fetch",
    "catalog versions", "catalog translated", "connect",
    "status", "papers", "log", "report",
    "orders", "sales", "income", "income sold", "stock",
    "stock history",
    "stock count", "stock receive", "stock sell", "stock lose", "stock aside",
    "stock back", "stock cancel",
    "stock confirm",
    "stock believe", "stock assign",
    "lots", "lots add", "lots recall", "labels",
    "sheet", "sheet out", "sheet take-in", "sheet fill",
    "sheet close", "site preview", "site theme", "close", "home", "notify",
    "users", "users list", "users add", "users role", "users password", "users remove",
    "users link", "users token", "backup", "restore", "migrate", "move",
    "keys rotate", "tidy",
    "schema", "serve", "page", "install-service", "uninstall-service", "worker",
    "sandbox", "demo", "init",
)  # fmt: skip
ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|show|message|exit|default|required|try|error"
    r"|text|integer|path|file|dir|name|code|range|the|and|with)\b",
    re.IGNORECASE,
)
NAMES_OF_THINGS = re.compile(
    r"--\w+|ocop \w+|\./config|config|\*\.schema\.json|JSON Schema|OCOP_\w+"
)
VIETNAMESE = re.compile(
    "[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE
)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_vietnamese_with_no_english_left(ocop: Any, command: str) -> None:
    ran = ocop(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"ocop {command} – ")
    assert "Cách dùng: ocop" in ran.out
    assert not ENGLISH.findall(NAMES_OF_THINGS.sub("", ran.out))


@pytest.mark.parametrize("command", COMMANDS)
def test_english_is_there_on_request_with_no_vietnamese_left(ocop: Any, command: str) -> None:
    for ran in (
        ocop(command, "--help", "--lang", "en"),
        ocop(command, "--help", environ={"OCOP_LANG": "en"}),
    ):
        assert ran.code == 0
        assert "Usage: ocop" in ran.out
        assert not VIETNAMESE.findall(ran.out)


def test_the_overview_lists_every_command_and_every_exit_code(ocop: Any) -> None:
    out = ocop("--help").out
    listed = re.findall(r"^  (\w[\w-]*(?: [\w-]+)?)  +\S", out, re.MULTILINE)
    assert [name for name in listed if not name.isdigit()] == list(COMMANDS)
    assert [name for name in listed if name.isdigit()] == [str(code) for code in exits.ALL]
    assert not ENGLISH.findall(NAMES_OF_THINGS.sub("", re.sub(r"\n  \w+", "", out)))


def test_the_help_of_a_group_lists_its_commands(ocop: Any) -> None:
    for group in ("stock", "sheet"):
        named = re.findall(rf"^  ({group} [\w-]+)  +\S", ocop(group, "--help").out, re.MULTILINE)
        assert named == [command for command in COMMANDS if command.startswith(f"{group} ")]


def test_what_must_be_given_and_what_may_be_stand_apart(ocop: Any) -> None:
    plan, init = ocop("plan", "--help").out, ocop("init", "--help").out
    assert "Cách dùng: ocop plan [TÙY CHỌN]\n" in plan
    assert re.search(r"^  --shop TÊN +chỉ gian hàng này$", plan, re.MULTILINE)
    assert "Cần cho biết" not in plan
    assert "Cách dùng: ocop init THƯ_MỤC [TÙY CHỌN]\n" in init
    assert "Cần cho biết\n  THƯ_MỤC  " in init


def test_nothing_typed_and_a_lone_dash_h_show_the_overview(ocop: Any) -> None:
    assert ocop().out == ocop("-h").out == ocop("--help").out


def test_every_command_offers_what_all_commands_share(ocop: Any) -> None:
    for command in COMMANDS:
        out = ocop(command, "--help").out
        for option in ("--config THƯ_MỤC", "--home THƯ_MỤC", "--lang vi|en", "--json", "--help"):
            assert option in out


def test_a_narrow_terminal_gets_no_line_that_is_too_long(
    ocop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert max(map(len, ocop("plan", "--help").out.splitlines())) <= 40


@pytest.fixture
def modules_after() -> Callable[[str], set[str]]:
    """Which modules a fresh process has imported after one call of `ocop`."""

    def ask(*arguments: str) -> set[str]:
        script = (
            "import sys; from sync.cli.main import run; run(sys.argv[1:]);"
            "print('MODULES', *sys.modules)"
        )
        command = [sys.executable, "-c", script, *arguments]
        done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
        return set(done.stdout.partition("MODULES")[2].split())

    return ask


@pytest.mark.parametrize("arguments", [["--help"], ["sync", "--help"], ["demo", "--help"]])
def test_help_imports_nothing_heavy(modules_after: Any, arguments: list[str]) -> None:
    heavy = {"httpx", "sqlalchemy", "pydantic", "rich", "uvicorn", "PIL", "yaml", "asyncio"}
    assert not heavy & modules_after(*arguments)


@pytest.mark.parametrize(
    ("command", "unneeded"),
    [
        ("check", {"sqlalchemy", "httpx", "openpyxl", "xlsxwriter", "uvicorn", "apscheduler"}),
        ("status", {"httpx", "openpyxl", "xlsxwriter", "uvicorn", "apscheduler"}),
    ],
)
def test_a_command_imports_what_it_needs(
    modules_after: Any, tmp_path: Path, command: str, unneeded: set[str]
) -> None:
    assert not unneeded & modules_after(command, "--home", str(tmp_path))


def test_the_status_alone_imports_no_orm_no_model_and_no_adapter() -> None:
    script = "import sys, sync.cli.status; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8"
    )
    heavy = {"sqlalchemy", "pydantic", "yaml", "httpx", "asyncio", "PIL", "adapters"}
    assert heavy.isdisjoint(done.stdout.split())
