"""However `ocop` is called and whatever breaks: an exit code, a sentence, never a traceback."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import sync.cli.schema
from sync.cli import exits
from sync.cli.commands import COMMANDS
from sync.model import Problem


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["xyz"], "Không hiểu “xyz”."),
        (["pln"], "có phải bạn muốn gõ: ocop plan?"),
        (["plan", "--shp", "a"], "Không có tùy chọn --shp."),
        (["plan", "--shop"], "Sau --shop còn thiếu giá trị."),
        (["plan", "--shop", "--quick"], "Sau --shop còn thiếu giá trị."),
        (["sync", "--approve", "a", "--approve=b"], "Tùy chọn --approve chỉ được ghi một lần."),
        (["connect"], "Còn thiếu --shop."),
        (["plan", "-x"], "Không có tùy chọn -x."),
        (["plan", "--quick=yes"], "Tùy chọn --quick dùng chưa đúng."),
        (["log", "--limit", "nhiều"], "Giá trị của --limit không dùng được."),
        (["log", "--limit", "0"], "Giá trị của --limit không dùng được."),
        (["sandbox", "--port", "99999"], "Giá trị của --port không dùng được."),
        (["check", "a", "b"], "Không hiểu “a b”."),
        (["init"], "Còn thiếu THƯ_MỤC.\nXem cách dùng: ocop init --help"),
        (["--lang"], "Sau --lang còn thiếu giá trị."),
        (["check", "--config", "--json"], "Sau --config còn thiếu giá trị."),
        (["--lang", "fr", "check"], "Không có ngôn ngữ “fr”"),
        (["--", "--json"], "Không có tùy chọn --json."),
        (["\x00", "\udcff", "[bold]"], "Không hiểu"),
    ],
)
def test_a_mistyped_line_is_said_in_vietnamese_and_ends_with_64(
    ocop: Any, arguments: list[str], says: str
) -> None:
    ran = ocop(*arguments)
    assert ran.code == exits.MISTYPED
    assert says in ran.err
    assert re.search(r"ocop( [a-z]+)? --help", ran.err)
    assert "Traceback" not in ran.err + ran.out


def test_a_machine_gets_the_complaint_as_json(ocop: Any) -> None:
    ran = ocop("pln", "--json", "--lang", "en")
    assert ran.json()["error"]["code"] == "usage_command_unknown"
    assert "did you mean: ocop plan?" in ran.json()["error"]["what"]
    assert ran.code == exits.MISTYPED


def test_a_missing_config_folder_says_how_to_make_one(ocop: Any) -> None:
    ran = ocop("schema", "--write", "--config", "nowhere")
    assert ran.code == exits.WRONG_INPUT
    assert "Không có thư mục cấu hình nowhere." in ran.err
    assert "ocop init nowhere" in ran.err


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make `ocop schema` meet the given error."""

    def arrange(error: BaseException) -> None:
        def fail(_language: str) -> None:
            raise error

        monkeypatch.setattr(sync.cli.schema, "schema", fail)

    return arrange


def test_a_fault_of_ours_is_kept_in_the_home_folder_and_named(
    ocop: Any, breaking: Any, tmp_path: Path
) -> None:
    breaking(RuntimeError("something nobody thought of"))
    ran = ocop("schema", "--home", "kho")
    assert ran.code == exits.OUR_FAULT
    assert "Traceback" not in ran.err + ran.out
    (kept,) = (tmp_path / "kho").glob("ocop-error-*.log")
    assert str(kept) in ran.err
    assert "something nobody thought of" in kept.read_text(encoding="utf-8")


def test_where_the_home_folder_cannot_be_written_the_trace_goes_elsewhere(
    ocop: Any, breaking: Any, tmp_path: Path
) -> None:
    breaking(RuntimeError("again"))
    (tmp_path / "kho").write_text("a file, no folder", encoding="utf-8")
    ran = ocop("schema", "--home", "kho")
    found = re.search(r"Chi tiết ở tệp (\S+\.log)", ran.err)
    assert found
    kept = Path(found[1])
    assert "again" in kept.read_text(encoding="utf-8")
    kept.unlink()


def test_an_error_that_knows_its_problem_is_said_with_it(ocop: Any, breaking: Any) -> None:
    class Closed(Exception):
        problem = Problem(code="sandbox_port_taken", values={"name": "shopee", "port": 8711})

    breaking(Closed())
    ran = ocop("schema")
    assert ran.code == exits.OUT_OF_REACH
    assert "Cổng 8711 cho shopee" in ran.err


def test_ctrl_c_ends_with_130_and_a_sentence(ocop: Any, breaking: Any) -> None:
    breaking(KeyboardInterrupt())
    ran = ocop("schema")
    assert ran.code == exits.INTERRUPTED
    assert ran.err.startswith("Đã dừng theo yêu cầu.")


def test_the_version_is_said_by_every_name_of_the_option(ocop: Any) -> None:
    ran = ocop("--version")
    assert re.fullmatch(r"ocop \d+\.\d+\.\d+\n", ran.out)
    assert ran.code == exits.FINE


def _parameters_of(work: Callable[..., int]) -> dict[str, inspect.Parameter]:
    """What a function takes by name, the keys of `**choices: Unpack[...]` one by one."""
    found: dict[str, inspect.Parameter] = {}
    for name, parameter in inspect.signature(work).parameters.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            (choices,) = get_args(get_type_hints(work)[name])
            found |= {
                key: parameter.replace(
                    name=key,
                    kind=parameter.KEYWORD_ONLY,
                    default=parameter.empty if key in choices.__required_keys__ else None,
                )
                for key in get_type_hints(choices)
            }
        else:
            found[name] = parameter
    return found


def test_every_command_takes_by_name_what_may_be_said_to_it() -> None:
    for name, command in COMMANDS.items():
        module, _, function = command.work.partition(":")
        work = getattr(importlib.import_module(f"sync.cli.{module}"), function)
        taken = _parameters_of(work)
        assert next(iter(taken)) == "session", name
        assert {*taken} - {"session"} == {each.name for each in command.parameters}, name
        for each in command.parameters:
            assert (taken[each.name].default is inspect.Parameter.empty) == each.required, name
