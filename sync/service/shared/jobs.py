"""Wakes workers: a job of Procrastinate's says that a shop has something due, and nothing more.

Its tables hold nothing that the tasks would not tell again. So they live in a schema named by
their own definition: another version of the library makes its own, and nothing is ever moved.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from time import monotonic
from typing import Any, Final, Literal
from weakref import WeakKeyDictionary

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.connector import BaseConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Notification, Status
from procrastinate.manager import JobManager, NotificationCallback
from procrastinate.schema import SchemaManager
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import ShopName
from sync.store.database import PATIENCE, RESTED_S, Database, one_at_a_time, was_told

log = logging.getLogger(__name__)
for _loud in ("procrastinate", "psycopg.pool"):  # we say ourselves what a silent database means
    logging.getLogger(_loud).setLevel(logging.CRITICAL)

Lane = Literal["urgent", "orders", "rounds"]
LANES: Final[tuple[Lane, ...]] = ("urgent", "orders", "rounds")
LOOK: Final = "look"  # the one task there is: look at a shop
PATIENCE_S: Final = 5.0  # for a connection
CONNECTIONS: Final = 3  # beside one for each lane that hears who is woken

SCHEMA: Final = "queue_" + hashlib.sha256(SchemaManager.get_schema().encode()).hexdigest()[:8]

# One job by shop and lane, each of which has slots of its own: none can keep another waiting.
# Of one shop a job waits for those that were queued before it, unless its priority is higher: else
# a sale would wait until the round of its shop has had its turn.
_WAKING: Final = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args)
SELECT lane, 'look', CASE lane WHEN 'urgent' THEN 10 WHEN 'orders' THEN 5 ELSE 0 END,
  shop, lane || ' ' || shop, jsonb_build_object('shop', shop)
FROM (
  SELECT shop, min(due_at) AS since,
    CASE kind WHEN 'round' THEN 'rounds' WHEN 'orders' THEN 'orders' ELSE 'urgent' END AS lane
  FROM tasks
  WHERE NOT at_work AND due_at <= extract(epoch from clock_timestamp()) {whose}
  GROUP BY shop, lane
) AS due
{where}
ORDER BY since
ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
"""
_DOING: Final = "SELECT FROM procrastinate_jobs AS j WHERE j.status = 'doing' AND j.lock = "
_WAKE_SHOPS: Final = text(_WAKING.format(whose="AND shop = ANY(:shops)", where=""))
_WAKE_ALL: Final = text(
    _WAKING.format(whose="", where=f"WHERE NOT EXISTS ({_DOING} due.shop)")
)  # whoever is at work on a shop wakes it again
_LEFT: Final = text(
    f"UPDATE tasks SET at_work = false WHERE at_work AND NOT EXISTS ({_DOING} tasks.shop)"  # noqa: S608
)
_DEAD: Final = text(
    "DELETE FROM procrastinate_jobs AS job WHERE status = 'doing' AND (worker_id IS NULL"
    " OR EXISTS (SELECT FROM procrastinate_workers AS w WHERE w.id = job.worker_id"
    " AND w.last_heartbeat < now() - make_interval(secs => :silent_s))) RETURNING lock"
)
_NOT_OURS: Final = text(
    "DELETE FROM procrastinate_jobs WHERE status = 'doing' AND id = ANY(:jobs) RETURNING lock"
)
_OF_WORKERS: Final = text(
    "SELECT id FROM procrastinate_jobs WHERE status = 'doing' AND worker_id = ANY(:workers)"
)
_OVER: Final = (
    "WITH over AS (DELETE FROM procrastinate_jobs WHERE id = %(job)s AND status = 'doing')"
    " SELECT pg_notify('procrastinate_queue_v1#' || queue_name,"
    " json_build_object('type', 'job_inserted', 'job_id', id)::text)"
    " FROM procrastinate_jobs WHERE status = 'todo' AND lock = %(lock)s"
)


class JobRows:
    """Procrastinate's tables, as far as the tasks drive them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        for engine in (database.engine, database.readers):
            event.listen(engine.sync_engine, "connect", _look_there_first)

    async def make(self) -> None:
        """Make the tables where they are missing; of two processes, one does."""
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "queue")
            found = await connection.scalar(text("SELECT to_regclass('procrastinate_jobs')"))
            if found is None:
                await connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{SCHEMA}"'))
                await _run_script(connection, SchemaManager.get_schema())
                index = "CREATE INDEX ON procrastinate_jobs (lock) WHERE status IN ('todo','doing')"
                await connection.execute(text(index))

    async def wake_all(self) -> None:
        """Have somebody look at every shop that nobody is at work on."""
        async with self._database.writing() as connection:
            await connection.execute(_LEFT)
            await connection.execute(_WAKE_ALL)

    async def drop_dead(self, silent_s: float) -> list[ShopName]:
        """Forget the jobs of workers that are silent for so long; answers their shops.

        A job is never given to another: should its worker wake, it finds that it is gone.
        """
        async with self._database.writing() as connection:
            found = await connection.scalars(_DEAD, {"silent_s": silent_s})
            return [ShopName(shop) for shop in found]

    async def jobs_of(self, workers: Collection[int]) -> set[int]:
        """Say which jobs these workers have begun."""
        async with self._database.asking() as connection:
            return set(await connection.scalars(_OF_WORKERS, {"workers": list(workers)}))

    async def drop(self, jobs: Collection[int]) -> None:
        """Forget jobs that nobody is at."""
        if not jobs:
            return
        async with self._database.writing() as connection:
            await connection.execute(_NOT_OURS, {"jobs": list(jobs)})


async def wake(connection: AsyncConnection, shops: Collection[ShopName]) -> None:
    """Have somebody look at these shops, as far as anything is due there."""
    if shops:
        await connection.execute(_WAKE_SHOPS, {"shops": sorted(set(shops))})


class Jobs(JobManager):
    """Procrastinate's manager, which tells of the next job of a shop when one is over.

    A job that is gone is no error: its worker was silent for so long that it counted as dead.
    """

    def __init__(self, connector: BaseConnector, heard: Callable[[], None]) -> None:
        super().__init__(connector)
        self._heard, self._told = heard, Counter[tuple[str, ...]]()

    async def listen_for_jobs(
        self, *, on_notification: NotificationCallback, queues: Iterable[str] | None = None
    ) -> None:
        lanes = tuple(queues or ())

        async def hear(*, channel: str, notification: Notification) -> None:
            self._told[lanes] += 1
            self._heard()
            await on_notification(channel=channel, notification=notification)

        await super().listen_for_jobs(on_notification=hear, queues=lanes)

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """Take a job, looking again where one was told of while there was none.

        Procrastinate forgets what it hears while it looks, and would find that job by its clock.
        """
        lanes = tuple(queues or ())
        while True:
            told = self._told[lanes]
            job = await super().fetch_job(list(lanes), worker_id)
            if job is not None or told == self._told[lanes]:
                return job

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:  # noqa: FBT001
        del status, delete_job  # whatever came of it, `tasks` tells
        try:
            await self.connector.execute_query_all_async(_OVER, job=job.id, lock=job.lock)
        except ConnectorException:  # the database is silent: then it is found as left behind
            log.info("job not finished", extra={"job": job.id}, exc_info=True)


def queue_app(database: Database, heard: Callable[[], None]) -> App:
    """Make Procrastinate's application on the same database.

    Each of its statements takes a moment, so few connections are enough, whatever is at work.
    `heard` is called whenever anybody was woken.
    """
    url = database.engine.url.set(drivername="postgresql")
    connector = PsycopgConnector(
        pool_factory=_pool,
        conninfo=url.render_as_string(hide_password=False),
        kwargs=PATIENCE,
        min_size=1,
        max_size=CONNECTIONS,
        configure=_make_ready,
        timeout=PATIENCE_S,
        reconnect_timeout=PATIENCE_S,
    )
    app = App(connector=connector)
    app.job_manager = Jobs(connector, heard)
    return app


def _pool(**options: Any) -> AsyncConnectionPool:
    return AsyncConnectionPool(**options | {"check": _leads_there})


_used_at = WeakKeyDictionary[psycopg.AsyncConnection[Any], float]()


async def _leads_there(connection: psycopg.AsyncConnection[Any]) -> None:
    """Ask a connection that rested for long, or was told something; raises where it does not."""
    now = monotonic()
    used_at = _used_at.get(connection, now)
    _used_at[connection] = now
    if now - used_at >= RESTED_S or was_told(connection):
        await AsyncConnectionPool.check_connection(connection)


_LOOK_THERE_FIRST: Final = (
    f"SELECT set_config('search_path', '{SCHEMA}, ' || current_setting('search_path'), false)"
)


def _look_there_first(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(_LOOK_THERE_FIRST)
    cursor.close()
    connection.commit()


async def _make_ready(connection: psycopg.AsyncConnection[Any]) -> None:
    """Let each statement be a transaction: Procrastinate never makes one of several."""
    await connection.set_autocommit(True)
    await connection.execute(_LOOK_THERE_FIRST)


async def _run_script(connection: AsyncConnection, script: str) -> None:
    """Run many statements as they stand, whatever percent signs and colons are in them."""
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    if driver is not None:
        await driver.execute(script.encode())
