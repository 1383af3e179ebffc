"""Reads what a form sends, bounded."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

LONGEST: Final = 1_000  # bytes of one field
MOST: Final = 200
Fields = dict[str, str]


async def fields_of(request: Request) -> Fields:
    """Read a form of a few short fields; several of one name are joined by commas."""
    form = await request.form(max_files=0, max_fields=MOST, max_part_size=LONGEST)
    names = list(dict.fromkeys(form))
    return {name: ",".join(str(value) for value in form.getlist(name)) for name in names}
