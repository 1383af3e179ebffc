"""Title and description: length, letters, and HTML that holds together."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from sandbox.tiktok import facts
from sandbox.tiktok.fields import Refusal

if TYPE_CHECKING:
    from sandbox.tiktok.rules_attributes import Case

_ENTITY = re.compile(r"&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_REPEATED = re.compile(rf"(\S)\1{{{facts.REPEATS}}}")
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_TAG = re.compile(r"<[^>]*>")
_VOID = frozenset({"br", "hr", "img", "wbr", "col", "input", "source"})
_LAID_OUT = frozenset("\n\r\t")


def title(case: Case) -> str:
    """25 to 255 characters of plain text."""
    text = case.wish.text("title").strip()
    least, most = facts.TITLE_LENGTH
    if not text:
        raise Refusal(12052261, "The product name is required.")
    if not least <= len(text) <= most:
        raise Refusal(12052051, f"The product name must have {least} to {most} characters.")
    if _CHINESE.search(text):
        raise Refusal(12052262, "The product name cannot contain Chinese characters.")
    if _is_unruly(text, frozenset()) or not any(letter.isalnum() for letter in text):
        raise Refusal(12052931, _unruly("product name"))
    return text


def description(case: Case) -> str:
    """At most 10,000 characters of HTML."""
    text = case.wish.text("description")
    if not text.strip():
        raise Refusal(12052015, "The product description is required.")
    if len(text) > facts.DESCRIPTION_LENGTH:
        raise Refusal(12052013, f"The description is over {facts.DESCRIPTION_LENGTH} characters.")
    if _CHINESE.search(text):
        raise Refusal(12052346, "The description cannot contain Chinese characters.")
    if _is_unruly(_TAG.sub(" ", text), _LAID_OUT):
        raise Refusal(12052932, _unruly("description"))
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.broken or reader.open:
        raise Refusal(12052344, "The HTML syntax of the description is not correct.")
    _check_images(reader.images)
    return text


def _check_images(images: list[dict[str, str | None]]) -> None:
    if len(images) > facts.DESCRIPTION_IMAGES:
        raise Refusal(12052056, f"The description has over {facts.DESCRIPTION_IMAGES} images.")
    for image in images:
        missing = [name for name in ("src", "width", "height") if not image.get(name)]
        if missing:
            raise Refusal(12052348, f"An img of the description lacks {', '.join(missing)}.")
        if not str(image["src"]).startswith(facts.IMAGE_HOST):
            raise Refusal(12052340, "An image of the description was not uploaded here.")


def is_tidy(text: str) -> bool:
    """Whether a short text follows the rules of letters."""
    return not _is_unruly(text, frozenset())


def _is_unruly(text: str, allowed: frozenset[str]) -> bool:
    if _ENTITY.search(text) or _REPEATED.search(text):
        return True
    return any(_is_odd(letter) for letter in text if letter not in allowed)


def _is_odd(letter: str) -> bool:
    """Control characters and pictographs; © and ® are symbols, too, but letters of trade."""
    kind = unicodedata.category(letter)
    return kind in {"Cc", "Co", "Cn", "Cs"} or (kind == "So" and letter not in "©®°№")


def _unruly(what: str) -> str:
    return (
        f"The {what} cannot contain HTML escape characters, emoji, control characters, only "
        f"symbols, or a character repeated over {facts.REPEATS} times."
    )


class _Reader(HTMLParser):
    """Counts open tags and collects pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.broken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.images.append(dict(attrs))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.images.append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.broken = True
