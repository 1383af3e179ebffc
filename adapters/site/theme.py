"""Turns values into pages by templates: ours, or a folder of somebody's own before them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from adapters.site.places import PLACES, SEARCH_INDEX
from adapters.site.settings import SiteSettings
from adapters.site.words import VI
from adapters.site.words_en import EN
from sync.marketplace import Unavailable
from sync.model import Language, Problem

OURS = Path(__file__).with_name("theme")
ASSETS = ("style.css", "search.js", "icon.svg")
_WORDS = {"vi": VI, "en": EN}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HERE = "\x01"  # where the way to the root goes in a card, which stands on many pages


class Theme:
    """The templates and assets of one site; raises `Unavailable` where a template is broken."""

    def __init__(self, settings: SiteSettings, language: Language = "vi") -> None:
        self._site, own = settings, settings.theme
        self._folders = [own, OURS] if own else [OURS]
        self._env = Environment(
            loader=FileSystemLoader(self._folders),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,  # one publish is of one theme
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._language = language
        english = language == "en"
        written = {"dong": vnd, "day": english_day} if english else {"dong": dong, "day": day}
        self._env.filters |= {**written, "ld": ld}

    @cached_property
    def digest(self) -> str:
        """Name these templates, assets, settings and this program: other pages are out of date."""
        digest = hashlib.sha256(self._site.model_dump_json().encode())
        made_by = sorted(OURS.parent.glob("*.py"))  # what fills the templates
        for file in (*made_by, *(f for own in self._folders for f in sorted(own.rglob("*")))):
            if file.is_file():
                digest.update(file.name.encode() + file.read_bytes())
        return digest.hexdigest()

    @cached_property
    def assets(self) -> Mapping[str, bytes]:
        """Every asset by its path in the site, which holds a digest of its content."""
        found = {}
        for name in ASSETS:
            content = self._asset(name)
            stem, _, kind = name.partition(".")
            found[f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{kind}"] = content
        return found

    def page(self, template: str, path: str, **values: Any) -> bytes:
        """Fill a template for the page that lies at `path`."""
        depth = path.count("/")
        assets = {name.partition("/")[2].partition(".")[0]: name for name in self.assets}
        return self.part(
            template, path=path, root="../" * depth or "./", assets=assets, **values
        ).encode()

    def part(self, template: str, **values: Any) -> str:
        """Fill a template, whole or of a part; somebody's own may raise whatever it likes."""
        try:
            return self._env.get_template(template).render(
                **{
                    "site": self._site,
                    "w": _WORDS[self._language],
                    "at": PLACES[self._language],
                    "search_index": SEARCH_INDEX[self._language],
                    "language": self._language,
                    "here": _HERE,
                    "alternates": (),
                    **values,
                }
            )
        except Exception as error:
            if not (self._site.theme or isinstance(error, TemplateError)):
                raise  # a fault of ours
            named = getattr(error, "filename", None) or getattr(error, "name", None) or template
            values = {"file": str(named), "why": (str(error) or type(error).__name__)[:300]}
            raise Unavailable(Problem(code="site_theme_broken", values=values)) from error

    def _asset(self, name: str) -> bytes:
        file = next(each for folder in self._folders if (each := folder / name).is_file())
        return file.read_bytes()


def dong(amount: int) -> str:
    """Write a price as people in Vietnam do: "65.000 ₫"."""
    return f"{amount:,}".replace(",", ".") + " ₫"


def day(when: date) -> str:
    """Write a day as people in Vietnam do."""
    return f"{when:%d/%m/%Y}"


def vnd(amount: int) -> str:
    """Write a price in dong for readers of English: "VND 65,000"."""
    return f"VND {amount:,}"


def english_day(when: date) -> str:
    """Write a day for readers of English: "5 Aug 2029"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def ld(node: Mapping[str, Any]) -> Markup:
    """Write JSON-LD so that no text in it can end the script that holds it."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704 nothing in it can leave the string that it stands in
