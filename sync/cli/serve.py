"""`ocop serve`, `ocop worker`: keep the shops true in the background, one line a round."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import Unpack

from sync.catalog import CatalogCache, Configuration
from sync.cli import exits
from sync.cli.logs import logging_to_file
from sync.cli.page import PageChoices, address_of, paged
from sync.cli.prepare import SETTINGS, catalog_cache, follow, followed_by, load, prepared, run
from sync.cli.service_output import ServiceOutput, WorkerOutput
from sync.cli.session import Refused, Session
from sync.cli.signals import told_to_stop
from sync.model import Problem
from sync.service import AddressUnusable, Observer, Saved, ServiceOptions
from sync.service import serve as supervise
from sync.store.home import DATABASE_VARIABLE, database_address, is_in_home, is_shared
from sync.store.instance import AlreadyServing, Instance, numbered_worker
from sync.transport.tracing import traced


def serve(
    session: Session,
    *,
    listen: str | None = None,
    metrics: str | None = None,
    rounds: int | None = None,
    **page: Unpack[PageChoices],
) -> int:
    """Run rounds until stopped; the configuration is read anew for each of them."""
    address, cache = None if listen is None else address_of(listen), catalog_cache(session)
    watched = _watched(metrics)
    configuration, terminal = prepared(session, cache)
    _refuse_unnamed_database(configuration, session)
    output = ServiceOutput(terminal, session.home, configuration.settings.time_zone)
    with logging_to_file(session.home), traced(os.environ):
        options = service_options(session, configuration, cache)
        options = replace(options, address=address, watched=watched)
        hosts = configuration.settings.page_hosts
        with_page, observer = paged(options, terminal, output, page, hosts)
        run(_serve(configuration, _with_rounds(with_page, rounds), observer))
    terminal.note("serve_stopped")
    return exits.FINE


def worker(session: Session, *, metrics: str | None = None, rounds: int | None = None) -> int:
    """Do what others ask for until stopped; many of these may share a home, or have their own."""
    watched, cache = _watched(metrics), catalog_cache(session)
    configuration, terminal = prepared(session, cache)
    if not is_shared(database_address(configuration.settings, session.home, os.environ)):
        raise Refused("worker_alone")
    output = WorkerOutput(terminal, session.home, configuration.settings.time_zone)
    with (
        numbered_worker(session.home) as number,
        logging_to_file(session.home, f"worker-{number}.log"),
        traced(os.environ),
    ):
        options = service_options(session, configuration, cache)
        options = replace(options, part="hand", watched=watched)
        run(_serve(configuration, _with_rounds(options, rounds), output))
    terminal.note("serve_stopped")
    return exits.FINE


def _refuse_unnamed_database(configuration: Configuration, session: Session) -> None:
    """Begin no file of our own where a server was meant: what `OCOP_DATABASE` tells is not named.

    The shops would be looked after from an empty memory, and by workers from another.
    """
    alone = is_in_home(configuration.settings, session.home, os.environ)
    if alone and (named := os.environ.get(DATABASE_VARIABLE)) and is_shared(named):
        file = str(session.config / SETTINGS)
        raise Refused("serve_database_unnamed", variable=DATABASE_VARIABLE, file=file)


def _with_rounds(options: ServiceOptions, rounds: int | None) -> ServiceOptions:
    return options if rounds is None else replace(options, rounds_at_once=rounds)


def _watched(metrics: str | None) -> tuple[str, int] | None:
    """Read where whoever watches may ask: a port alone is one of this machine, for it alone."""
    if metrics is None:
        return None
    return address_of(metrics if ":" in metrics else f"127.0.0.1:{metrics}")


def service_options(
    session: Session, configuration: Configuration, cache: CatalogCache
) -> ServiceOptions:
    """Say where this session's service runs, and have it read this session's configuration."""

    def read(saved: Saved) -> Configuration | Problem:
        cache.saved = saved
        try:
            return load(session, cache)
        except Refused as error:
            return Problem(code=error.code, values=error.values)

    settings = configuration.settings
    return ServiceOptions(
        home=session.home,
        read=read,
        config=session.config,
        follow=partial(follow, session, followed_by(session, settings))
        if settings.catalog
        else None,
    )


async def _serve(configuration: Configuration, options: ServiceOptions, observer: Observer) -> None:
    with told_to_stop() as stop:
        try:
            await supervise(configuration, options, observer, stop)
        except AlreadyServing as error:
            raise _already_serving(options, error.instance) from error
        except AddressUnusable as error:
            raise Refused("port_unusable", port=str(error.port), why=error.why) from error


def _already_serving(options: ServiceOptions, instance: Instance | None) -> Refused:
    pid, host = (str(instance.pid), instance.host) if instance else ("?", "?")
    return Refused("already_serving", home=str(options.home.absolute()), pid=pid, host=host)
