"""How the partner API says no: a code of its table, and every problem of the request at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import Any

from sandbox.partner.wording import field_sentence

STATUS = {
    4000: 400, 4001: 400, 4010: 401, 4011: 401, 4012: 401, 4013: 401, 4030: 403, 4031: 403,
    4032: 403, 4040: 404, 4050: 405, 4090: 409, 4091: 409, 4092: 409, 4094: 409, 4120: 412,
    4130: 413, 4150: 415, 4220: 422, 4280: 428, 4290: 429, 4291: 429, 5000: 500, 5001: 503,
    5030: 503, 5040: 504,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field of a request."""

    field: str
    code: str
    params: dict[str, Any] = made_by(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The problem as the envelope lists it."""
        message = field_sentence(self.code, self.params)
        return {"field": self.field, "code": self.code, "params": self.params, "message": message}


class Refusal(Exception):
    """An answer with a code other than 0."""

    def __init__(
        self,
        code: int,
        params: dict[str, Any] | None = None,
        *,
        problems: list[Problem] | None = None,
        retry_after_s: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{code}: {params or problems or ''}")
        self.code, self.params, self.problems = code, params or {}, problems or []
        waits = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
        self.headers = waits | dict(headers or {})


def invalid(problems: list[Problem]) -> Refusal:
    """The request was understood and is wrong: 4220 with all of its problems."""
    return Refusal(4220, problems=problems)


def wrong(field_name: str, code: str, **params: Any) -> Refusal:
    """A request with this one problem."""
    return invalid([Problem(field_name, code, params)])
