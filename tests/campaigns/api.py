"""Every route of the API is sent what fits its schema and what does not (schemathesis).

Nothing may end in a fault of ours, in an answer that openapi.json does not tell of, or in an answer
to somebody without a token.
"""

from __future__ import annotations

import asyncio
import queue
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, Final

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sync.app import load_configuration, opened
from sync.model.people import Role, Viewer
from sync.service.engine import LocalEngine
from sync.service.listener import listening
from sync.service.workqueue import WorkQueue
from sync.web.app import build
from sync.web.context import PageContext
from sync.web.live import Live
from tests.campaigns.report import Findings

SHIPPED: Final = Path(__file__).parents[2] / "config"
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
]


@dataclass(frozen=True, slots=True)
class Served:
    """A page at work: its address, an owner's token, and what the program did wrong."""

    url: str
    token: str
    faults: list[Exception]


def run(size: int, seed_of_all: int, _platforms: Sequence[str]) -> Findings:
    """Send so many requests to each route, right and wrong ones."""
    findings = Findings("api")
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as page:
        schema = schemathesis.openapi.from_url(f"{page.url}/api/v1/openapi.json")
        for found in schema.get_all_operations():
            if isinstance(found, Ok):
                _attack(found.ok(), page, (size, seed_of_all), findings)
        for fault in page.faults:
            findings.add("page", repr(fault))
    return findings


def _attack(operation: Any, page: Served, extent: tuple[int, int], findings: Findings) -> None:
    right, wrong = operation.as_strategy(), operation.as_strategy(GenerationMode.NEGATIVE)
    bearer = {"Authorization": f"Bearer {page.token}"}

    @seed(extent[1])
    @given(st.one_of(right, wrong))
    @settings(
        max_examples=extent[0],
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        findings.count("requests")
        base = f"{page.url}/api/v1"
        case.call_and_validate(base_url=base, headers=bearer, checks=CHECKS)

    try:
        ask()
    except (FailureGroup, AssertionError, ExceptionGroup) as error:
        findings.add(operation.label, str(error))


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve the page of a new installation in a thread: schemathesis asks without asyncio."""
    ready: queue.Queue[Served | BaseException] = queue.Queue()
    over = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(folder, ready, over)))
    thread.start()
    try:
        found = ready.get(timeout=60)
        if isinstance(found, BaseException):
            raise found
        yield found
    finally:
        over.set()
        thread.join()


async def _serve(
    folder: Path, ready: queue.Queue[Served | BaseException], over: threading.Event
) -> None:
    try:
        config = _config(folder)
        configuration, faults = load_configuration(config, {}), list[Exception]()
        async with opened(configuration, home=folder / "home") as app:
            now = datetime.now(UTC)
            owner = await app.store.users.add(Viewer(name="Lan", role=Role.OWNER), None, now)
            token = await app.store.sessions.add_token(owner, "campaign", now)
            context = PageContext(
                app=app,
                engine=LocalEngine(WorkQueue(monotonic)),
                live=Live(),
                config=config,
                language="vi",
                unreached=dict,
                halt=lambda: None,
                saved=partial(asyncio.sleep, 0),
                fault=faults.append,
            )
            application = build(context, ["127.0.0.1"])
            async with listening(application, "127.0.0.1", 0) as port:
                ready.put(Served(f"http://127.0.0.1:{port}", token, faults))
                await asyncio.to_thread(over.wait)
    except BaseException as error:
        ready.put(error)
        raise


def _config(folder: Path) -> Path:
    """Copy as much of the shipped catalog as an attack needs, that may be written into."""
    config = folder / "config"
    shutil.copytree(SHIPPED, config, ignore=shutil.ignore_patterns("catalog", "images"))
    (config / "catalog").mkdir()
    shutil.copy(SHIPPED / "catalog" / "htx-19-5.yaml", config / "catalog")
    (config / "shops.yaml").write_text("apps: {}\nshops: []\n", encoding="utf-8")
    return config
