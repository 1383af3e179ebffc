"""The verdict on a revision: what a marketplace's reviewers refuse, in the order they look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.partner.wording import reason_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.replica import Json

_CONTACT = re.compile(
    r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)"  # a telephone number
    r"|[\w.+-]+@[\w-]+\.\w"
    r"|https?://|www\.|\b[\w-]+\.(?:com|vn|net|org)\b"
    r"|\bzalo\b",
    re.IGNORECASE,
)
_CLAIMS = re.compile("chữa bệnh|trị bệnh|điều trị|ung thư|kháng virus", re.IGNORECASE)
_STARS = re.compile(r"(\d)\s*sao\b", re.IGNORECASE)
_TEXTS = ("name", "short_description", "description_html")


def verdict(content: Json) -> list[Json]:
    """The reasons to refuse this content; none means that it passes."""
    for code, look in _LOOKS:
        field = look(content)
        if field is not None:
            return [{"code": code, "field": field, "message": reason_sentence(code)}]
    return []


def _refused_by_name(content: Json) -> str | None:
    return "name" if "[[từ chối]]" in content["name"].lower() else None


def _finds(pattern: re.Pattern[str]) -> Callable[[Json], str | None]:
    def look(content: Json) -> str | None:
        for field in _TEXTS:
            if pattern.search(content.get(field, "")):
                return field
        return None

    return look


def _unproven(content: Json) -> str | None:
    name, proven = content["name"], (content.get("ocop") or {}).get("stars", 0)
    claimed = [int(stars) for stars in _STARS.findall(name)]
    claims = "ocop" in name.lower() or bool(claimed)
    return "name" if claims and proven < max(claimed, default=1) else None


_LOOKS = (
    ("OTHER", _refused_by_name),
    ("CONTACT_INFO", _finds(_CONTACT)),
    ("HEALTH_CLAIM", _finds(_CLAIMS)),
    ("OCOP_UNPROVEN", _unproven),
)
