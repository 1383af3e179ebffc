"""Writes down who edited the catalog, so that `ocop undo edit` can put it back by its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sync.catalog import Configuration
from sync.cli.people import decided
from sync.cli.prepare import opening
from sync.cli.session import Session
from sync.model import Code
from sync.running.catalog_edits import CatalogEdit


async def edit_noted(
    session: Session,
    configuration: Configuration,
    done: CatalogEdit,
    codes: Sequence[str],
    note: str = "",
) -> int:
    """Note an edit of these products; answers the number under which it can be put back."""
    files = ", ".join(dict.fromkeys(one.file.name for one in done.files))
    noted = [
        replace(
            decided("edit", code=Code(code), note=f"{files} {note}".strip()), digest=done.digest
        )
        for code in codes
    ]
    async with opening(session, configuration) as app:
        await app.store.decisions.add(noted)
        newest = await app.store.decisions.entries(limit=1)
        return newest[0].id
