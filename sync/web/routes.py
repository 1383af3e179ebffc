"""Every route of the page: what each page module declares, in one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sync.web import access
from sync.web.access import Route
from sync.web.pages import language, runs, today

ROUTES: Final[Sequence[Route]] = (
    *access.ROUTES,
    *language.ROUTES,
    *today.ROUTES,
    *runs.ROUTES,
)
