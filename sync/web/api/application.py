"""Puts the API together from its one table of routes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer
from pydantic import BaseModel, Field
from starlette.requests import Request

from sync.model.people import Permission
from sync.web.access import must_be_allowed
from sync.web.api.answers import HANDLERS, PROBLEM_JSON
from sync.web.context import PageContext

Method = Literal["GET", "POST", "PATCH"]
BEARER: Final = HTTPBearer(auto_error=False, description="a token of a user")
REFUSALS: Final = (400, 401, 403, 404, 409, 413, 422, 429, 500, 503)


class ProblemBody(BaseModel):
    """Why something was not done (RFC 9457)."""

    type: str = "about:blank"
    title: str = Field(description="what is so, in the reader's language")
    status: int
    detail: str = Field(description="what to do next; empty where there is nothing")
    code: str = Field(description="for programs: it stays the same in every language")


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """A method and a path, the permission that it needs, and the function that answers."""

    method: Method
    path: str
    needs: Permission
    answer: Callable[..., Any]


def build_api(context: PageContext, routes: Sequence[ApiRoute]) -> FastAPI:
    """Make the application that is mounted at /api/v1."""
    api = FastAPI(
        title="OCOP Sync",
        version="1",
        docs_url=None,  # they would come from elsewhere
        redoc_url=None,
        exception_handlers=dict(HANDLERS),
        responses={code: _refusal() for code in REFUSALS},
    )
    for route in routes:
        api.add_api_route(
            route.path,
            route.answer,
            methods=[route.method],
            dependencies=[Depends(BEARER), Depends(_needing(route.needs))],
            summary=(route.answer.__doc__ or "").partition("\n")[0],
            operation_id=route.answer.__name__,
        )
    api.state.context = context
    return api


def _needing(permission: Permission) -> Callable[[Request], None]:
    def allowed(request: Request) -> None:
        must_be_allowed(request, permission)

    return allowed


def _refusal() -> dict[str, Any]:
    schema = ProblemBody.model_json_schema()
    return {"description": "not done", "content": {PROBLEM_JSON: {"schema": schema}}}
