"""Changes the language of one browser."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.model.address import parts_of
from sync.web.access import Route
from sync.web.rendering import LANGUAGE_COOKIE

A_YEAR_S: Final = 365 * 24 * 3600


async def change(request: Request) -> Response:
    """Remember what was chosen, and go back to where it was."""
    chosen = "en" if request.path_params["language"] == "en" else "vi"
    back = parts_of(request.headers.get("referer", "/"))
    place = f"{back.path}?{back.query}" if back.query else back.path
    answer = RedirectResponse(place if place.startswith("/") and place[:2] != "//" else "/", 303)
    answer.set_cookie(LANGUAGE_COOKIE, chosen, max_age=A_YEAR_S, samesite="strict")
    return answer


ROUTES: Final = [Route("/language/{language}", change, needs=None, methods="POST")]
