"""Turns a template and values into an answer; every sentence comes from `sync.wording`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sync.model import Language, Problem
from sync.model.people import Viewer
from sync.output.format import change_lines
from sync.planning import changed_values
from sync.web.context import context_of, shops_of
from sync.web.live import ShopStep
from sync.web.navigation import sections_for
from sync.wording import Saying, known_codes, say
from sync.wording.fields import FIELDS
from sync.wording.fields_en import FIELDS_EN
from sync.wording.sentence import grouped
from sync.wording.visible import visible_lines

HERE: Final = Path(__file__).parent
LANGUAGE_COOKIE: Final = "ocop_lang"


@cache
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["shown"] = lambda text: visible_lines(str(text))
    found.globals["asset"] = asset
    return found


def template_names() -> list[str]:
    """Name every template."""
    return _templates().list_templates()


def compile_template(name: str) -> None:
    """Have a template ready before somebody waits for it: it takes up to 90 ms."""
    _templates().get_template(name)


@cache
def asset(name: str) -> str:
    """The address of a file of `static`, which is another one once the file is another."""
    digest = hashlib.blake2b((HERE / "static" / name).read_bytes(), digest_size=6).hexdigest()
    return f"/static/{name}?v={digest}"


def language_of(request: Request) -> Language:
    """What this browser's person chose to read, else what the installation speaks."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen == "vi":
        return "vi"
    return "en" if chosen == "en" else context_of(request).language


def page(request: Request, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Answer with a whole page, or with a part of one."""
    return HTMLResponse(fragment(request, template, **values), status)


def fragment(request: Request, template: str, /, **values: Any) -> str:
    """Write a template; it may use what `_words` offers, beside the values."""
    language, viewer = language_of(request), request.scope.get("state", {}).get("viewer")
    around = {
        "here": request.url.path,
        "viewer": viewer,
        "sections": sections_for(viewer),
        "steps": _steps(request),
        **_words(language, context_of(request).app.configuration.settings.time_zone),
    }
    return _templates().get_template(template).render(around | values)


def _steps(request: Request) -> list[ShopStep]:
    """How far the rounds are that this viewer may know of, the first begun first."""
    steps = context_of(request).live.steps
    return [steps[shop.name] for shop in shops_of(request) if shop.name in steps] if steps else []


def _words(language: Language, time_zone: str) -> Mapping[str, Any]:
    """How a template says things: `say(code, name=value)`, `problem(p)`, `moment(at)`."""
    zone, hints = ZoneInfo(time_zone), FIELDS if language == "vi" else FIELDS_EN

    def said(code: str, /, **values: Any) -> str:
        return say(code, values, language).what if values else _valueless(code, language)

    def field_name(name: str) -> str:
        """The field of a form; of a variant it stands behind the SKU and a colon."""
        code = f"page_field_{name.rpartition(':')[2].rpartition('.')[2]}"
        return said(code) if code in known_codes() else name

    def word(opening: str, code: str) -> str:
        """The word for a code, or what the machine calls it."""
        return said(f"{opening}{code}") if f"{opening}{code}" in known_codes() else code

    return {
        "language": language,
        "say": said,
        "word": word,
        "saying": lambda code: say(code, {}, language),
        "problem": partial(saying_of, language=language),
        "moment": lambda at: f"{at.astimezone(zone):%H:%M %d/%m/%Y}",
        "clock": lambda at: f"{at.astimezone(zone):%H:%M}",
        "day": lambda at: f"{at.astimezone(zone) if isinstance(at, datetime) else at:%d/%m/%Y}",
        "field_name": field_name,
        "field_hint": lambda name: _here("hint", name, language) or _hint(hints, name.split(".")),
        "setting_name": lambda name: (
            _here("setting", name, language) or _hint(hints, name.split("."))
        ),
        "lines_of": lambda change: change_lines(Spoken(language), change, *changed_values(change)),
        "number": grouped,
        "dong": lambda amount: f"{grouped(amount)} ₫",
        "now": datetime.now(zone),
    }


@lru_cache(4096)
def _valueless(code: str, language: Language) -> str:
    """The sentence of a code that tells no value: some stand hundreds of times on a page."""
    return say(code, {}, language).what


def _here(kind: str, name: str, language: Language) -> str:
    """What the page says of a field in words of its own; "" where the file's hint will do."""
    code = f"page_{kind}_{name.replace('.', '_')}"
    return _valueless(code, language) if code in known_codes() else ""


def _hint(hints: Mapping[str, str], path: Sequence[str]) -> str:
    """Find what a field means, by as much of its path as the hints know."""
    endings = (".".join(path[at:]) for at in range(len(path)))
    return next((hints[each] for each in endings if each in hints), "")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words codes in the language of one browser, for what is worded outside of a template."""

    language: Language

    @classmethod
    def of(cls, request: Request) -> Spoken:
        """Speak as this browser's person reads."""
        return cls(language_of(request))

    def word(self, code: str, /, **values: Any) -> str:
        """The first sentence of a code."""
        return say(code, values, self.language).what


def saying_of(problem: Problem, *, language: Language) -> Saying:
    """What is so, and what to do next: on the page, where that is no command."""
    said = say(problem.code, {"about": problem.about, **problem.values}, language)
    here = f"page_todo_{problem.code}"
    return said._replace(todo=_valueless(here, language)) if here in known_codes() else said


def viewer_of(request: Request) -> Viewer:
    """Who asks; a route that needs a permission is never reached by nobody."""
    viewer: Viewer = request.state.viewer
    return viewer
