"""The document is what the replica does: made from it, and tried against it by schemathesis."""

from __future__ import annotations

import asyncio
import json
import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from sandbox.partner import postmart
from sandbox.partner.openapi import document
from sandbox.partner.profiles import POSTMART
from sandbox.server import EPHEMERAL, serving

DOCUMENT = Path(__file__).parents[3] / "docs" / "partner-api" / "openapi.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
    unsupported_method,
]
SCHEMA = schemathesis.openapi.from_dict(document(POSTMART))
FOUND = [result for result in SCHEMA.get_all_operations() if isinstance(result, Ok)]
OPERATIONS = {result.ok().label: result.ok() for result in FOUND}
EXAMPLES = 8


def test_no_operation_is_left_out() -> None:
    paths = document(POSTMART)["paths"].values()
    assert len(OPERATIONS) == sum(len(operations) for operations in paths)


def test_the_published_document_is_that_of_the_replica() -> None:
    written = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    again = "python -m sandbox.partner.openapi docs/partner-api/openapi.json"
    assert written == document(POSTMART), f"write it anew: {again}"


@pytest.fixture(scope="module")
def served() -> Iterator[dict[str, str]]:
    """A replica in a thread of its own, since schemathesis asks without asyncio."""
    opened: queue.Queue[dict[str, str]] = queue.Queue()
    closing = threading.Event()

    async def serve() -> None:
        async with serving([postmart], EPHEMERAL) as found:
            opened.put(found["postmart"])
            await asyncio.to_thread(closing.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    access = opened.get(timeout=60)
    without_pace = {"requests_per_minute": 0, "media_per_minute": 0, "tokens_per_hour": 0}
    httpx.post(access["url"] + "/_sandbox/knobs", json=without_pace).raise_for_status()
    yield access
    closing.set()
    thread.join()


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_every_answer_is_as_the_document_says(served: dict[str, str], label: str) -> None:
    operation = OPERATIONS[label]
    good = operation.as_strategy()
    bad = operation.as_strategy(GenerationMode.NEGATIVE)

    @given(st.one_of(good, bad))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        base = served["url"] + "/partner/v1"
        bearer = {"Authorization": f"Bearer {served['token']}"}
        case.call_and_validate(base_url=base, headers=bearer, checks=CHECKS)

    ask()
