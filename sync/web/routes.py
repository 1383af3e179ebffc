"""Every route of the page: what each page module declares, in one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sync.web.access import Route
from sync.web.pages import approvals, language, runs, settings, sign_in, today

ROUTES: Final[Sequence[Route]] = (
    *sign_in.ROUTES,
    *language.ROUTES,
    *today.ROUTES,
    *approvals.ROUTES,
    *runs.ROUTES,
    *settings.ROUTES,
)
