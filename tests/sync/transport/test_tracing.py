"""Spans tell of rounds, steps and calls, and of nothing that is nobody's business."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from sync.transport.tracing import ENDPOINTS, span, step, traced, traced_to
from tests.sync.conftest import Opened, Reply, TinyPlatform

Open = Callable[..., Opened]


async def test_a_call_stands_within_its_step_within_its_round(
    open_line: Open, tiny: TinyPlatform
) -> None:
    opened, kept = open_line(), InMemorySpanExporter()
    tiny.replies += [Reply(503)]

    @step("observe")
    async def observe() -> str:
        return await opened.ask()

    with traced_to(SimpleSpanProcessor(kept)), span("round", shop="gian-hang", proof=None):
        await observe()
    spans = refused, answered, looked, whole = kept.get_finished_spans()
    assert [each.name for each in spans] == ["call", "call", "observe", "round"]
    inside = [each.parent and each.parent.span_id for each in spans]
    outside = [looked.context, looked.context, whole.context]
    assert inside == [*(each and each.span_id for each in outside), None]
    assert dict(whole.attributes or {}) == {"ocop.shop": "gian-hang"}
    assert set(refused.attributes or {}) == {"ocop.shop", "ocop.endpoint", "ocop.result"}
    assert set(answered.attributes or {}) == {"ocop.shop", "ocop.endpoint"}
    assert all(each.events == () for each in spans)  # no exception's text


async def test_without_a_place_for_them_nothing_is_traced(
    open_line: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("opentelemetry")]:
        monkeypatch.setitem(sys.modules, name, None)  # an import of it would fail
    with traced({}), span("round", shop="gian-hang") as told:
        told.set_attribute("ocop.outcomes", 0)
        assert await open_line().ask() == "fine"


def test_a_missing_extra_is_told_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace.export", None)
    with caplog.at_level(logging.WARNING), traced({ENDPOINTS[0]: "http://127.0.0.1:4318"}):
        pass
    assert "ocop-sync[otel]" in caplog.text
