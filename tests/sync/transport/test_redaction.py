"""What a platform repeats of our secrets is covered before it is read, stored or shown."""

from __future__ import annotations

from typing import Any

import pytest

from sync.marketplace import Rejected, Response, Throttled
from sync.model import Problem
from sync.transport.redaction import LONGEST, clean, without_secrets

TOKEN, SECRET = "token-0123456789", "app-secret-012345"


def test_an_answer_that_echoes_a_request_is_covered_and_stays_an_answer() -> None:
    answer = Response(200, {}, b'{"message": "bad token-0123456789", "id": 5}')
    covered = without_secrets(answer, {TOKEN, SECRET})
    assert covered.content == '{"message": "bad •••", "id": 5}'.encode()
    assert without_secrets(Response(200, {}, b"{}"), {TOKEN}).content == b"{}"


def test_a_word_too_short_to_be_a_secret_blanks_nothing_out() -> None:
    assert without_secrets(Response(200, {}, b"price 1"), {"1", "", "price"}).content == b"price 1"


@pytest.mark.parametrize("kind", [Throttled, lambda problem: Rejected([problem, problem])])
def test_every_problem_of_an_error_is_covered_and_bounded(kind: Any) -> None:
    values: dict[str, Any] = {"platform_message": f"{SECRET} {'x' * 9_000}", "count": 3}
    error = kind(Problem(code="platform_refused", values=values))
    clean(error, {SECRET})
    for problem in (error.problem, *getattr(error, "problems", ())):
        said = problem.values["platform_message"]
        assert said.startswith("••• xxx")
        assert len(said) == LONGEST
        assert problem.values["count"] == 3
