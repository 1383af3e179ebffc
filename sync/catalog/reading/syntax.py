"""Says what broke the YAML, by what a person has most likely done."""

from __future__ import annotations

import re

import yaml

from sync.catalog.reading.text import lines
from sync.catalog.reading.unread import Unread, unread
from sync.model import Location

# libyaml's words (or how they begin) -> our code
_CAUSES = (
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_colon_missing"),
    ("found unexpected end of stream", "yaml_quote_open"),
    ("did not find expected ',' or", "yaml_bracket_open"),
    ("did not find expected '-' indicator", "yaml_indentation"),
    ("did not find expected key", "yaml_indentation"),
    ("found unknown escape character", "yaml_escape"),
    ("did not find expected hexdecimal number", "yaml_escape"),
    ("found character that cannot start any token", "yaml_character"),
)
_OPENED = {"yaml_quote_open", "yaml_bracket_open"}  # best shown where they were opened
_TAB_BEFORE_TEXT = re.compile(r"^[ ]*(?:-[ ]+)*\t")


def syntax_error(error: yaml.YAMLError, text: str, file: str) -> Unread:
    """Turn libyaml's complaint into a problem at its place."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return unread("yaml_syntax", Location(file, 1, 1))
    mark = error.problem_mark
    line = mark.line + 1
    written = lines(text)
    for near in (line, line - 1):
        if 1 <= near <= len(written) and (tab := _TAB_BEFORE_TEXT.match(written[near - 1])):
            return unread("yaml_tab", Location(file, near, tab.end()))
    code = _cause(error.problem or "")
    if code in _OPENED and error.context_mark is not None:
        mark = error.context_mark
    return unread(code, Location(file, min(mark.line + 1, len(written)), mark.column + 1))


def _cause(problem: str) -> str:
    for words, code in _CAUSES:
        if problem.startswith(words):
            return code
    return "yaml_syntax"
