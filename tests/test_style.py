"""The house style, as far as a machine can hold it."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.measures import (
    FILE_LINES,
    SOURCE,
    USUAL_FILE_LINES,
    Function,
    file_lengths,
    functions,
    modules,
    names_with_several_homes,
    percentile,
)

TABLES_OF_FACTS: set[str] = (
    set()
)  # "path name" of what may be longer: a table is read, not followed
EMPTY_ENDINGS = ("Manager", "Helper", "Handler", "Base", "Util", "Utils", "Data", "Info")
EMPTY_FILES = {"manager", "helpers", "handlers", "base", "util", "utils", "common", "misc"}
ONLY_HOME = {"httpx": "sync/transport/http.py", "tenacity": "sync/transport/retry.py"}
PLATFORMS = ("shopee", "lazada", "tiktok", "postmart", "voso")
POSIX_ONLY = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
POSIX_ONLY_CALLS = {
    "fork",
    "forkpty",
    "geteuid",
    "getuid",
    "killpg",
    "setsid",
    "add_signal_handler",
}


@pytest.fixture(scope="module")
def measured() -> list[Function]:
    return functions()


def test_no_function_is_longer_than_forty_lines(measured: list[Function]) -> None:
    long = {f"{f.path} {f.name}": f.lines for f in measured if f.lines > 40}
    assert {name: lines for name, lines in long.items() if name not in TABLES_OF_FACTS} == {}
    assert long.keys() >= TABLES_OF_FACTS, "no longer long: take it off the list"


def test_the_usual_function_is_short(measured: list[Function]) -> None:
    lengths = [function.lines for function in measured]
    assert statistics.median(lengths) <= 9
    assert percentile(lengths, 0.9) <= 30


def test_no_function_asks_for_more_than_five_things(measured: list[Function]) -> None:
    assert [str(function) for function in measured if function.parameters > 5] == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    long = {path: lines for path, lines in file_lengths().items() if lines > FILE_LINES}
    assert long == {}


def test_the_usual_file_fits_on_few_screens() -> None:
    assert percentile(list(file_lengths().values()), 0.9) <= USUAL_FILE_LINES


def test_names_say_something() -> None:
    empty = [
        f"{path}:{node.lineno} {node.name}"
        for path, node in walked(*SOURCE)
        if isinstance(node, ast.ClassDef) and node.name.endswith(EMPTY_ENDINGS)
    ]
    files = [path for path in file_lengths() if Path(path).stem in EMPTY_FILES]
    assert empty + files == []


@pytest.mark.parametrize(("package", "home"), ONLY_HOME.items())
def test_a_package_with_one_home_is_imported_nowhere_else(package: str, home: str) -> None:
    importers = {path for path, node in walked(*SOURCE, "tools") if package in imported(node)}
    assert importers <= {home}


def test_the_engine_names_no_platform() -> None:
    named = [
        f"{path}:{getattr(node, 'lineno', '?')} {word}"
        for path, module in modules("sync")
        for node, word in words(module)
        if any(platform in word.lower() for platform in PLATFORMS)
    ]
    assert named == []


def test_nothing_needs_posix() -> None:
    needs = [
        f"{path}:{getattr(node, 'lineno', '?')}"
        for path, node in walked(*SOURCE)
        if imported(node) & POSIX_ONLY
        or (isinstance(node, ast.Attribute) and node.attr in POSIX_ONLY_CALLS)
    ]
    assert needs == []


def test_text_is_always_read_and_written_with_a_named_encoding() -> None:
    unnamed = [
        f"{path}:{node.lineno}"
        for path, node in walked(*SOURCE, "tests", "tools")
        if isinstance(node, ast.Call) and is_text(node) and not names_encoding(node)
    ]
    assert unnamed == []


@pytest.mark.parametrize(
    "line",
    [
        "open(path)",
        "path.open()",
        "path.open('w')",
        "path.read_text()",
        "path.write_text(text)",
        "subprocess.run(command, text=True)",
    ],
)
def test_the_search_for_unnamed_encodings_finds_them(line: str) -> None:
    (call,) = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert is_text(call)
    assert not names_encoding(call)


def test_the_search_for_platform_names_reads_code_and_no_prose() -> None:
    module = ast.parse("def a(shopee):\n    'of lazada'\n    return b.tiktok == 'voso'  # postmart")
    assert {word for _, word in words(module)} == {"a", "shopee", "b", "tiktok", "voso"}


def walked(*folders: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node of every module under some folders."""
    for path, module in modules(*folders):
        for node in ast.walk(module):
            yield path, node


def imported(node: ast.AST) -> set[str]:
    """The top packages that a node imports."""
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return {(node.module or "").partition(".")[0]}
    return set()


def words(module: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """What decides at run time: names and strings, but no docstring and no comment."""
    docstrings = {node.value for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        match node:
            case ast.Constant(value=str(text)) if node not in docstrings:
                yield node, text
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield node, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node, name
            case ast.ClassDef(name=name) | ast.alias(name=name) | ast.keyword(arg=str(name)):
                yield node, name


def is_text(call: ast.Call) -> bool:
    """Tell whether a call opens, reads or writes text."""
    match call.func:
        case ast.Name(id="open"):
            return "b" not in mode(call, 1)
        case ast.Attribute(attr="open"):  # of a path; other things are opened by other words
            bare = not call.args and not call.keywords
            return bare or (mode(call, 0) != "" and set(mode(call, 0)) <= set("rwaxt+"))
        case ast.Attribute(attr="read_text" | "write_text"):
            return True
        case ast.Attribute(attr="run" | "Popen" | "check_output"):
            return any(keyword.arg in ("text", "universal_newlines") for keyword in call.keywords)
    return False


def mode(call: ast.Call, position: int) -> str:
    """The mode that a call names, by place or by keyword; "" when it names none."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    given += call.args[position : position + 1]
    first = given[0] if given else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


def names_encoding(call: ast.Call) -> bool:
    """Tell whether a call says how its text is written."""
    place = {"read_text": 0, "write_text": 1}.get(ast.unparse(call.func).rpartition(".")[2], 3)
    named = any(keyword.arg in ("encoding", None) for keyword in call.keywords)
    return named or len(call.args) > place


def test_a_public_class_name_has_one_home() -> None:
    """In adapters the same name stands only for the same thing: in the same file of each."""
    assert names_with_several_homes() == {}
