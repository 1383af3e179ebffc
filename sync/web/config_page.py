"""One edit of a file beside the catalog, made from a page: written, put down, or told why not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from starlette.requests import Request

from sync.catalog.editing import Edit, EditRefused
from sync.catalog.reading import Unread
from sync.model import Problem
from sync.running.catalog_edits import CatalogEdit
from sync.running.config_edits import ConfigFile
from sync.running.product_edits import EditUnsound
from sync.web.access import said
from sync.web.context import context_of
from sync.web.own import edit_noted


async def written(
    request: Request, file: ConfigFile, note: str, write: Callable[[], CatalogEdit]
) -> Sequence[Problem]:
    """Write an edit, and have everybody see it; answers why not, if it was not written."""
    try:
        done = await asyncio.to_thread(write)
    except EditUnsound as error:
        return error.problems
    except (EditRefused, Unread) as error:
        return [error.problem]
    decision = said(request, "edit", f"{file.file.name} {note}", digest=done.digest)
    await edit_noted(request, [decision])
    return ()


async def save_edits(
    request: Request, file: ConfigFile, edits: Sequence[Edit], version: str, note: str
) -> Sequence[Problem]:
    """Make the edits of a form that showed the file in this version."""
    home = context_of(request).app.home
    return await written(request, file, note, lambda: file.save(edits, home, version))
