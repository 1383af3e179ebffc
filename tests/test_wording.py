"""Every code that the source can say has its sentence, and every sentence is said somewhere."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from itertools import chain

import pytest

from sync.labels.sheets import HERE as LABELS
from sync.web.rendering import HERE
from sync.wording.say import _sentences, _sentences_of_platforms, say
from sync.wording.sentence import Wording, fill
from tools.measures import SOURCE, modules

CARRIES_A_CODE = {"code", "problem"}  # what a parameter is called that takes one, as plain text
SAID_IN_A_TEMPLATE = re.compile(r"\b(?:say|saying)\(\s*[\"']([a-z0-9_]+)[\"'](\s*~)?")
A_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@pytest.fixture(scope="module")
def nodes() -> list[tuple[str, ast.AST]]:
    return [(path, node) for path, module in modules(*SOURCE) for node in ast.walk(module)]


def test_every_code_has_a_sentence(nodes: list[tuple[str, ast.AST]]) -> None:
    takers = dict(chain.from_iterable(takers_of_codes(node) for path, node in nodes))
    written = {
        code: f"{path}:{node.lineno}"
        for path, node in nodes
        if isinstance(node, ast.Call) and not path.startswith("sandbox/")
        for code in codes_given(node, takers)
    }
    assert len(written) > 50, "the search for codes finds too little to mean anything"
    known = {**_sentences(), **_sentences_of_platforms()}
    assert {code: place for code, place in written.items() if code not in known} == {}


def test_every_code_in_a_template_has_a_sentence() -> None:
    literals, openings = said_in_templates()
    assert len(literals) > 10, "the search for codes finds too little to mean anything"
    assert literals - _sentences().keys() == set()
    assert [each for each in openings if not any(c.startswith(each) for c in _sentences())] == []


def test_every_sentence_is_said_somewhere(nodes: list[tuple[str, ast.AST]]) -> None:
    literals, openings = said(nodes)
    on_pages, begun_on_pages = said_in_templates()
    literals, openings = literals | on_pages, openings + begun_on_pages
    unsaid = [code for code in _sentences() if code not in literals]
    assert [code for code in unsaid if not code.startswith(openings)] == []


def test_every_sentence_says_the_same_in_both_languages() -> None:
    for code, sentence in _sentences().items():
        assert sentence.vi.what, code
        assert sentence.en.what, code
        assert bool(sentence.vi.todo) == bool(sentence.en.todo), code
        assert places(sentence.vi) == places(sentence.en), code


def places(wording: Wording) -> set[str]:
    """The values that a wording asks for."""
    pieces = chain.from_iterable(string.Formatter().parse(text) for text in wording)
    return {name for _, name, _, _ in pieces if name}


def takers_of_codes(node: ast.AST) -> Iterator[tuple[str, int]]:
    """The functions and the types that take a code, with its position among the arguments."""
    match node:
        case ast.FunctionDef(name=name, args=ast.arguments(args=asked)):
            fields = [one for one in asked if one.arg not in ("self", "cls")]
            named = [(one.arg, one.annotation) for one in fields]
        case ast.ClassDef(name=name, body=body):
            lines = [line for line in body if isinstance(line, ast.AnnAssign)]
            named = [(ast.unparse(line.target), line.annotation) for line in lines]
        case _:
            return
    for position, (word, kind) in enumerate(named):
        if word in CARRIES_A_CODE and kind is not None and ast.unparse(kind) == "str":
            yield name, position


def codes_given(call: ast.Call, takers: dict[str, int]) -> Iterator[str]:
    """The codes that a call passes on as they stand in the source."""
    name = ast.unparse(call.func).rpartition(".")[2]
    if name not in takers:
        return
    given = [keyword.value for keyword in call.keywords if keyword.arg in CARRIES_A_CODE]
    given += call.args[takers[name] : takers[name] + 1]
    for value in given:
        either = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
        for one in either:
            if isinstance(one, ast.Constant) and A_CODE.fullmatch(str(one.value)):
                yield str(one.value)


def said(nodes: list[tuple[str, ast.AST]]) -> tuple[set[str], tuple[str, ...]]:
    """Every string of the source, and how f-strings like `f"exit_{number}"` begin."""
    literals, openings, keys = set[str](), set[str](), set[ast.expr | None]()
    for path, node in nodes:
        match node:
            case ast.Dict() if path.startswith("sync/wording/"):
                keys |= set(node.keys)
            case ast.JoinedStr(values=[ast.Constant(value=str(opening)), *_]):
                openings |= {opening} if opening.endswith("_") else set()
            case ast.Constant(value=str(text)) if node not in keys:
                literals.add(text)
    return literals, tuple(openings)


def said_in_templates() -> tuple[set[str], tuple[str, ...]]:
    """The codes that templates say, and how those begin that they put together: `"nav_" ~ name`."""
    literals, openings = set[str](), set[str]()
    for file in (*(HERE / "templates").rglob("*.html"), *(LABELS / "templates").rglob("*.html")):
        for code, joined in SAID_IN_A_TEMPLATE.findall(file.read_text(encoding="utf-8")):
            (openings if joined else literals).add(code)
    return literals, tuple(openings)


def test_a_part_that_has_nothing_to_say_is_left_out() -> None:
    free, chosen = (say("attribute_missing", {"name": "Vị", "allowed": a}) for a in ((), ("Mặn",)))
    assert free.what == "Ngành hàng này bắt buộc có “Vị”."
    assert chosen.what == "Ngành hàng này bắt buộc có “Vị”. Giá trị cho phép: Mặn."


def test_every_column_of_a_table_has_its_heading(nodes: list[tuple[str, ast.AST]]) -> None:
    """As written at a call of `laid_out`, or in the `COLUMNS` beside it."""
    written = {
        str(word.value): f"{path}:{node.lineno}"
        for path, node in nodes
        if path.startswith("sync/cli/") and isinstance(node, ast.Call | ast.Assign)
        for columns in columns_of(node)
        for word in ast.walk(columns)
        if isinstance(word, ast.Constant) and A_CODE.fullmatch(str(word.value))
    }
    assert len(written) > 50, "the search for columns finds too little to mean anything"
    known = {**_sentences(), **_sentences_of_platforms()}
    assert {n: place for n, place in written.items() if f"word_column_{n}" not in known} == {}


def columns_of(node: ast.Call | ast.Assign) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return [node.value] if ast.unparse(node.targets[0]) == "COLUMNS" else []
    return node.args[1:2] if ast.unparse(node.func) == "laid_out" else []


@pytest.mark.parametrize("words", ["mã sai", "mã sai.", "mã sai...", "mã sai!", "mã sai?", "mã…"])
def test_a_platforms_sentence_within_ours_ends_once(words: str) -> None:
    plain = fill("Sàn từ chối: {words}.", {"words": words})
    coded = fill("Sàn từ chối: {words} ({code}).", {"words": words, "code": "invalid_code"})
    bare = words.removesuffix(".") if words.endswith("sai.") else words
    ends = "" if bare.endswith((".", "!", "?", "…")) else "."
    assert (plain, coded) == (f"Sàn từ chối: {bare}{ends}", f"Sàn từ chối: {bare} (invalid_code).")
