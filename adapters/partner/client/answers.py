"""Reads what came back: the envelope's code decides, whatever the HTTP status says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import orjson

from adapters.partner.client.refusals import meaning_of, meaning_of_error
from sync.marketplace import Lost, MarketplaceError, Rejected, Response, Throttled, Unavailable
from sync.marketplace.error_mapping import asked_wait_s, error_of
from sync.marketplace.json_values import Json, record, rows, text, unclear, whole
from sync.model import Problem, Value

Did = Literal["read", "wrote"]

UNSAID_WAIT_S = 60.0  # where a gateway throttles and does not say for how long


def told_of_read(response: Response) -> Json:
    """Read the answer to a question; what makes no sense is asked again."""
    return _content(response, "read")


def told_of_write(response: Response) -> Json:
    """Read the answer to a write; what makes no sense may have happened."""
    return _content(response, "wrote")


def whole_answer(response: Response) -> Json:
    """Read an answer with its envelope, which tells the server's time."""
    envelope = _envelope(response, "read")
    return {**envelope, "data": _data(envelope, "read")}


def error_of_entry(entry: Json) -> MarketplaceError:
    """Say what became of one entry of a batch that was not done."""
    meaning = meaning_of_error(entry)
    values: dict[str, Value] = {
        "platform_code": text(entry.get("code")),
        "platform_message": text(entry.get("message")),
    }
    return error_of(meaning, values, "repeatable")


def _content(response: Response, did: Did) -> Json:
    return _data(_envelope(response, did), did)


def _data(envelope: Json, did: Did) -> Json:
    data = envelope.get("data")
    if not isinstance(data, dict):
        raise _senseless("data", did)
    return data


def _envelope(response: Response, did: Did) -> Json:
    """Take the envelope of an answer that went well; raises what the others mean."""
    try:
        envelope = record(orjson.loads(response.content))
    except orjson.JSONDecodeError:
        envelope = {}
    code = whole(envelope.get("code"))
    if code is None or (code == 0 and response.status >= 400):
        raise _without_envelope(response, did)
    if code != 0:
        raise _refusal(code, envelope, response, did)
    return envelope


def _without_envelope(response: Response, did: Did) -> MarketplaceError:
    """Judge HTML from a proxy, an empty body, half a body."""
    if response.status == 429:
        wait_s = asked_wait_s(response)
        return Throttled(Problem(code="throttled"), UNSAID_WAIT_S if wait_s is None else wait_s)
    if response.status == 503:
        return Unavailable(Problem(code="maintenance"), asked_wait_s(response))
    return _senseless("code", did)


def _senseless(missing: str, did: Did) -> MarketplaceError:
    lost = unclear(missing)
    return lost if did == "wrote" else Unavailable(lost.problem)


def _refusal(code: int, envelope: Json, response: Response, did: Did) -> MarketplaceError:
    errors = rows(envelope.get("errors"))
    if code == 4220 and errors:
        return Rejected(_problems(errors))
    values: dict[str, Value] = {
        "platform_code": str(code),
        "platform_message": text(envelope.get("message")),
    }
    error = error_of(meaning_of(code, envelope), values, "repeatable", asked_wait_s(response))
    if did == "read" and isinstance(error, Lost):
        return Unavailable(error.problem, asked_wait_s(response))
    return error


def _problems(errors: Sequence[Json]) -> list[Problem]:
    """Name everything that is wrong; a picture that is gone first, for it is uploaded again."""
    found = [
        Problem(
            code=meaning_of_error(error).code,
            values={
                "platform_code": text(error.get("code")),
                "platform_message": f"{text(error.get('field'))}: {text(error.get('message'))}",
            },
        )
        for error in errors
    ]
    first = sorted(found, key=lambda problem: problem.code != "image_missing")
    return [replace(first[0], values=_together(first)), *first[1:]]


def _together(problems: Sequence[Problem]) -> dict[str, Value]:
    """Let the first tell of all: an outcome shows one problem."""
    told = [str(problem.values["platform_message"]) for problem in problems]
    return {**problems[0].values, "platform_message": "; ".join(dict.fromkeys(told))}
