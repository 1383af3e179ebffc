"""How the API says that something was not done: problem JSON (RFC 9457) with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.marketplace import MarketplaceError
from sync.model import Language, Problem
from sync.running.ledger import StockEntryRefused
from sync.store import LeaseLost, StoreUnavailable
from sync.web.access import NotAllowed, TooLarge
from sync.web.context import context_of
from sync.wording import say

MOST_ERRORS: Final = 20  # that are told of one request
PROBLEM_JSON: Final = "application/problem+json"
STATUS: Final[Mapping[str, int]] = {"page_closed": 401, "page_forbidden": 403}
FOUND: Final[Mapping[int, str]] = {404: "api_not_found", 405: "api_method", 400: "api_unreadable"}


class ApiRefused(Exception):
    """Nothing was done; `problem` says why, and the status what kind of why."""

    def __init__(self, status: int, code: str, **values: Any) -> None:
        super().__init__(code)
        self.status, self.problem = status, Problem(code=code, values=values)


class NotFound(ApiRefused):
    """There is no such thing, or it is not the viewer's."""

    def __init__(self, name: str) -> None:
        super().__init__(404, "api_not_there", name=name[:100])


def language_of(request: Request) -> Language:
    """What the program that asks reads: Accept-Language, else the user's, else ours."""
    wished = request.headers.get("accept-language", "")[:2].lower()
    if wished == "vi":
        return "vi"
    if wished == "en":
        return "en"
    viewer = request.scope.get("state", {}).get("viewer")
    chosen: Language | None = viewer.language if viewer else None
    return chosen or context_of(request).language


def problem_answer(request: Request, status: int, problem: Problem, **more: Any) -> Response:
    """Say a problem: `title` is what is so, `detail` what to do, `code` for programs."""
    saying = say(problem.code, {"about": problem.about, **problem.values}, language_of(request))
    body = {
        "type": "about:blank",
        "title": saying.what,
        "status": status,
        "detail": saying.todo,
        "code": problem.code,
        **more,
    }
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(body, status, headers, PROBLEM_JSON)


async def not_allowed(request: Request, error: Exception) -> Response:
    """401 for nobody, 403 for somebody who may not."""
    code = error.code if isinstance(error, NotAllowed) else "page_forbidden"
    return problem_answer(request, STATUS.get(code, 403), Problem(code=code))


async def too_large(request: Request, _: Exception) -> Response:
    """More was sent than any request here needs."""
    answer = problem_answer(request, 413, Problem(code="page_too_large"))
    answer.headers["Connection"] = "close"
    return answer


async def invalid(request: Request, error: Exception) -> Response:
    """What was sent has not the form that is written in openapi.json."""
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    wrong = [
        {"at": ".".join(map(str, each["loc"]))[:200], "what": each["type"]}
        for each in list(found)[:MOST_ERRORS]
    ]
    return problem_answer(request, 422, Problem(code="api_invalid"), errors=wrong)


async def http_error(request: Request, error: Exception) -> Response:
    """What the framework refuses; it takes a body that was cut off for one that is broken."""
    if isinstance(error.__cause__, TooLarge):
        return await too_large(request, error)
    status = error.status_code if isinstance(error, HTTPException) else 500
    answer = problem_answer(request, status, Problem(code=FOUND.get(status, "api_unreadable")))
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


async def refused(request: Request, error: Exception) -> Response:
    """What was asked for cannot be done with what is there."""
    if isinstance(error, ApiRefused):
        return problem_answer(request, error.status, error.problem)
    if isinstance(error, EditRefused | Unread):
        return problem_answer(request, 409, error.problem)
    code = getattr(error, "code", "api_unreadable")
    return problem_answer(request, 409, Problem(code=code, values=getattr(error, "values", {})))


async def unreachable(request: Request, error: Exception) -> Response:
    """A marketplace, or our own memory, does not answer just now."""
    problem = getattr(error, "problem", Problem(code="page_store_silent"))
    return problem_answer(request, 503, problem)


async def fault(request: Request, error: Exception) -> Response:
    """Say sorry; the error is told to whoever hears what the service does."""
    context_of(request).fault(error)
    return problem_answer(request, 500, Problem(code="page_fault"))


HANDLERS: Final[Mapping[Any, Any]] = {
    NotAllowed: not_allowed,
    TooLarge: too_large,
    RequestValidationError: invalid,
    HTTPException: http_error,
    ApiRefused: refused,
    EditRefused: refused,
    Unread: refused,
    StockEntryRefused: refused,
    MarketplaceError: unreachable,
    LeaseLost: unreachable,
    StoreUnavailable: unreachable,
    Exception: fault,
}
