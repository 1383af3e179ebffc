"""Descriptions: a few tags without attributes, long enough without them, short enough with them."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from sandbox.partner.facts import HTML_MOST, TEXT_LEAST
from sandbox.partner.refusal import Problem
from sandbox.partner.shapes import Problems, fitting, many_lines

if TYPE_CHECKING:
    from sandbox.replica import Json

_TAGS = "p br ul ol li b strong i em u h3 h4 table tr td th"
ALLOWED = frozenset(_TAGS.split())


class _Reader(HTMLParser):
    """Collects the text between tags, and whatever is not allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.forbidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.forbidden.append(tag)
        self.forbidden += [f"{tag} {name}" for name, _ in attrs]

    def handle_endtag(self, tag: str) -> None:
        if tag not in ALLOWED:
            self.forbidden.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self.forbidden.append("<!-- -->")

    def handle_decl(self, decl: str) -> None:
        self.forbidden.append(decl)

    def handle_pi(self, data: str) -> None:
        self.forbidden.append(data)

    def unknown_decl(self, data: str) -> None:
        self.forbidden.append(data)


@dataclass(frozen=True, slots=True)
class Html:
    """A description as the seller writes it."""

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        if not isinstance(value, str):
            problems.append(Problem(where, "WRONG_TYPE"))
            return None
        text = fitting(many_lines(value), (0, HTML_MOST), where, problems)
        if text is None:
            return None
        reader = _Reader()
        reader.feed(text)
        reader.close()
        before = len(problems)
        for forbidden in dict.fromkeys(reader.forbidden):
            problems.append(Problem(where, "FORBIDDEN_HTML", {"value": forbidden}))
        fitting("".join(reader.text).strip(), (TEXT_LEAST, HTML_MOST), where, problems)
        return text if len(problems) == before else None

    def schema(self) -> Json:
        return {
            "type": "string",
            "minLength": TEXT_LEAST,
            "maxLength": HTML_MOST,
            "description": f"HTML. Tags: {_TAGS}; no attributes. At least {TEXT_LEAST} characters "
            "without tags. Re-serialised when read back.",
        }
