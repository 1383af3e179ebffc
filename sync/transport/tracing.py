"""Spans for OpenTelemetry: a round, its steps, and each call of a platform within them.

Nothing of OpenTelemetry is imported until `traced_to` is used, and until then a span costs a
comparison. What a span tells is a shop's name, an endpoint as a template, counts, and words of ours
(the code of a problem): no product, order, buyer or token, and never an exception's text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import wraps
from importlib.metadata import version
from typing import Any, Final, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
Result = TypeVar("Result")

Work = Callable[P, Coroutine[Any, Any, Result]]
log = logging.getLogger(__name__)

PROGRAM: Final = "ocop-sync"
ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


class OpenSpan(Protocol):
    """Something that took a while."""

    def set_attribute(self, key: str, value: str | float) -> None:
        """Tell something more of it."""
        ...


class _Untold:
    def set_attribute(self, key: str, value: str | float) -> None:
        """Nobody listens."""


_NOTHING: Final = nullcontext[OpenSpan](_Untold())
_tracer: Any = None


def span(name: str, **told: str | float | None) -> AbstractContextManager[OpenSpan]:
    """Say that something begins here and ends with the block."""
    if _tracer is None:
        return _NOTHING
    attributes = {f"ocop.{key}": value for key, value in told.items() if value is not None}
    begun: AbstractContextManager[OpenSpan] = _tracer.start_as_current_span(
        name, attributes=attributes, record_exception=False, set_status_on_exception=False
    )
    return begun


def step(name: str) -> Callable[[Work[P, Result]], Work[P, Result]]:
    """Make a function a span of its own."""

    def named(work: Work[P, Result]) -> Work[P, Result]:
        @wraps(work)
        async def spanned(*arguments: P.args, **named: P.kwargs) -> Result:
            with span(name):
                return await work(*arguments, **named)

        return spanned

    return named


@contextmanager
def traced(environ: Mapping[str, str]) -> Iterator[None]:
    """Send spans where OpenTelemetry's own variables say, if they do, until the block ends."""
    if not any(environ.get(name) for name in ENDPOINTS):
        yield
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        log.warning("spans are wanted, but the extra is missing: pip install 'ocop-sync[otel]'")
        yield
        return
    with traced_to(BatchSpanProcessor(OTLPSpanExporter())):
        yield


@contextmanager
def traced_to(processor: Any) -> Iterator[None]:
    """Hand spans to a processor of OpenTelemetry's SDK until the block ends."""
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider

    global _tracer  # noqa: PLW0603 one process, one place that its spans go to
    named = {"service.name": PROGRAM, "service.version": version(PROGRAM)}
    provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
    provider.add_span_processor(processor)
    _tracer = provider.get_tracer(PROGRAM)
    try:
        yield
    finally:
        _tracer = None
        provider.shutdown()
