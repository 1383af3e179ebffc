"""Phí: what is kept of a sale; a row is ended on a day, added, or taken out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any, Final

from pydantic_core import PydanticCustomError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.editing import TOP, Add, Drop, Edit, EditRefused, Put, Value, values_in
from sync.catalog.reading import Unread
from sync.catalog.yaml_schema import scalars
from sync.catalog.yaml_schema.money import meant
from sync.model import Problem
from sync.model.people import Permission
from sync.platforms import platforms
from sync.running.config_edits import ConfigFile, fees_file
from sync.web.access import Route
from sync.web.config_page import save_edits
from sync.web.context import context_of
from sync.web.forms import Fields, fields_of
from sync.web.rendering import page

PLACE: Final = "/settings/fees"
LIST: Final = "fees"
TEXTS: Final = ("name", "source")
SUMS: Final = ("fixed", "cap")
DAYS: Final = ("since", "until")
LISTS: Final[Mapping[str, str]] = {"platform": "platforms", "category": "categories"}
LONGEST: Final = 200
Row = tuple[int, Mapping[str, Any]]


async def fees(request: Request) -> Response:
    """Show the table as it is written."""
    return await _shown(request, {}, ())


async def _shown(request: Request, typed: Fields, wrong: Sequence[Problem]) -> Response:
    context, file, rows = context_of(request), _file(request), list[Row]()
    labels = {name: each.features.label for name, each in sorted(platforms().items())}
    content, version = await asyncio.to_thread(file.shown, context.app.home)
    standing = list(wrong)
    try:
        rows = _rows(content)
        standing += [] if wrong else file.problems(content)
    except (EditRefused, Unread) as error:
        standing.append(error.problem)
    return page(
        request,
        "fees.html",
        status=400 if wrong else 200,
        rows=[(at, row, {name: _day(row.get(name)) for name in DAYS}) for at, row in rows],
        platforms=labels,
        categories=context.app.configuration.categories,
        typed=typed,
        problems=standing,
        version=version,
    )


async def add(request: Request) -> Response:
    """Add a row behind the others."""
    typed = await fields_of(request)
    try:
        value = _value(typed)
    except PydanticCustomError as error:
        wrong = Problem(code=error.type, values=dict(error.context or {}))
        return await _shown(request, typed, [wrong])
    content, _ = await asyncio.to_thread(_file(request).shown, context_of(request).app.home)
    whole = not _rows(content)
    edit: Edit = Add(code=TOP, path=(LIST,), value=value)
    if whole:
        edit = Put(code=TOP, path=(LIST,), value=[value])
    return await _saved(request, edit, typed, f"+ {value.get('name', '')}")


async def end(request: Request) -> Response:
    """Have a row hold until a day, that day included."""
    typed = await fields_of(request)
    try:
        until = scalars.day(typed.get("until", ""))
    except PydanticCustomError as error:
        wrong = Problem(code=error.type, values=dict(error.context or {}))
        return await _shown(request, {}, [wrong])
    at = _at(typed)
    edit = Put(code=TOP, path=(LIST, at, "until"), value=until)
    return await _saved(request, edit, {}, f"{at + 1}: until {until.isoformat()}")


async def drop(request: Request) -> Response:
    """Take a row out that should never have been there."""
    typed = await fields_of(request)
    at = _at(typed)
    return await _saved(request, Drop(code=TOP, path=(LIST, at)), {}, f"- {at + 1}")


async def _saved(request: Request, edit: Edit, kept: Fields, note: str) -> Response:
    version = (await fields_of(request)).get("version", "")
    wrong = await save_edits(request, _file(request), [edit], version, note)
    return await _shown(request, kept, wrong) if wrong else RedirectResponse(PLACE, 303)


def _value(typed: Fields) -> dict[str, Value]:
    """Read a form; raises what the catalog raises of a day that is none."""
    given = {name: " ".join(text.split())[:LONGEST] for name, text in typed.items()}
    found: dict[str, Value] = {name: given[name] for name in TEXTS if given.get(name)}
    found |= {to: [given[name]] for name, to in LISTS.items() if given.get(name)}
    found |= {"percent": given["percent"].replace(",", ".")} if given.get("percent") else {}
    found |= {name: meant(given[name]) or given[name] for name in SUMS if given.get(name)}
    found |= {"per": "order"} if given.get("per") == "order" else {}
    return found | {name: scalars.day(given[name]) for name in DAYS if given.get(name)}


def _rows(content: bytes) -> list[Row]:
    """List the rows with where they stand; raises `Unread`."""
    listed = values_in(content).get(LIST)
    rows = listed if isinstance(listed, list) else []
    return [(at, each) for at, each in enumerate(rows) if isinstance(each, dict)]


def _day(written: Any) -> date | str | None:
    """Read a day, to be shown as people write it; what is none stands as it is."""
    with suppress(PydanticCustomError):
        return scalars.day(written) if written else None
    return str(written)


def _at(typed: Fields) -> int:
    """Say which row is meant; one that is not there is refused by the edit."""
    text = typed.get("at", "")
    return int(text) if text.isdecimal() and len(text) < 5 else 9999


def _file(request: Request) -> ConfigFile:
    return fees_file(context_of(request).config)


_does = partial(Route, needs=Permission.CONFIGURE, methods="POST")
ROUTES: Final = [
    Route(PLACE, fees, needs=Permission.CONFIGURE),
    _does(PLACE, add),
    _does(f"{PLACE}/end", end),
    _does(f"{PLACE}/drop", drop),
]
