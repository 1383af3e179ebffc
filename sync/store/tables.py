"""What we remember, as tables; `migrations/` brings a database to this shape."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from sync.model import Change, Listing, Lots, Parts, Problem, Value
from sync.store.columns import Moment, RowId, Written

LISTING: Written[Listing] = Written(Listing)
CHANGE: Written[Change] = Written(Change)
PROBLEM: Written[Problem] = Written(Problem)
LOTS: Written[Lots] = Written(Lots)
PARTS: Written[Parts] = Written(Parts)
SUMMARY: Written[Mapping[str, Value]] = Written(Mapping[str, Value])

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

leases = Table(
    "leases",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("holder", Text),  # NULL: given back
    Column("epoch", BigInteger, nullable=False),
    Column("ttl_s", Double, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("remote_id", Text),
    Column("file", Text),
    Column("applied", LISTING),
    Column("applied_at", Moment),
    Column("before", LISTING),
    Column("digest", Text),  # of `applied` and `before`; NULL: nothing is confirmed
    Index(None, "file"),  # each round asks which files products came from
    # Each look at the page asks which listings are ours, each round what of them is another.
    Index(None, "shop", "remote_id", "code", "file", "applied_at", "digest"),
)

rounds = Table(
    "rounds",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("shop", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("summary", SUMMARY),
    Index(None, "shop", "id"),
    sqlite_autoincrement=True,
)

watermarks = Table(
    "marks",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("round_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("shop", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("sku", Text),
    Column("kind", Text, nullable=False),
    Column("change", CHANGE, nullable=False),
    Column("noted", Text),  # held, skipped, refused; NULL: an intent
    Column("problem", PROBLEM),
    Index(None, "shop", "code", "id"),
    Index(None, "code", "id"),
    sqlite_autoincrement=True,
)

conclusions = Table(
    "conclusions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("entry_id", RowId, ForeignKey("journal.id", ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("status", Text, nullable=False),
    Column("remote_id", Text),
    Column("problem", PROBLEM),
    Column("started_at", Moment),
    Column("finished_at", Moment),
    Index(None, "entry_id", "id"),
    sqlite_autoincrement=True,
)

open_intents = Table(
    "open_intents",
    metadata,
    Column("entry_id", RowId, ForeignKey("journal.id"), primary_key=True, autoincrement=False),
    Column("shop", Text, nullable=False, index=True),
)

observations = Table(
    "observations",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("remote_id", Text, primary_key=True),
    Column("listing", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("status", Text),  # as the listing has it: counted without reading each
    Column("observed_at", Moment, nullable=False),
    Index(None, "shop", "status", "remote_id", "digest"),
)

pictures = Table(
    "pictures",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("remote_id", Text, nullable=False),
    Column("uploaded_at", Moment, nullable=False),
)

refusals = Table(
    "refusals",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("fields", Text, nullable=False),  # with blanks between
    Column("problem", PROBLEM, nullable=False),
    Column("times", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)

counts = Table(
    "counts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("sku", Text, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("counted_on", Text),
    Column("taken_at", Moment, nullable=False),
    Column("source", Text, nullable=False, server_default="catalog"),
    Column("reference", Text),  # of a count by hand: with it, telling it again is the same count
    Index(None, "sku", "id"),
    Index(None, "sku", "reference", unique=True),
    sqlite_autoincrement=True,
)

bundles = Table(
    "bundles",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("sku", Text, nullable=False),
    Column("parts", PARTS, nullable=False),  # {}: it is no bundle any more
    Column("since", Moment, nullable=False),
    Index(None, "sku", "id"),
    sqlite_autoincrement=True,
)

lots = Table(
    "lots",
    metadata,
    Column("sku", Text, primary_key=True),
    Column("lots", LOTS, nullable=False),
)

asides = Table(
    "asides",
    metadata,
    Column("id", RowId, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("reference", "sku", "shop")),
    Column("quantity", BigInteger, nullable=False),
    *(Column(name, Moment, nullable=False) for name in ("begins_at", "ends_at")),
    Index(None, "reference", unique=True),
    Index(None, "ends_at"),
    sqlite_autoincrement=True,
)

movements = Table(
    "movements",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("shop", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("sku", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("held", BigInteger, nullable=False, server_default="0"),
    Column("note", Text, nullable=False, server_default=""),
    Column("price", BigInteger),  # of one unit, in dong; NULL: nobody told
    UniqueConstraint("shop", "reference", "sku", "reason"),
    Index(None, "sku", "at"),
    Index(None, "at"),  # what was sold lately is added up without reading what was sold ever
    Index(None, "sku", "held"),  # what is kept for orders is added up without reading the rows
    sqlite_autoincrement=True,
)

shown = Table(
    "shown",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("sku", Text, primary_key=True),
    Column("figure", BigInteger, nullable=False),
    Column("unseen", BigInteger, nullable=False),
    Column("unseen_until", Moment),
    Column("as_of", Moment),
    Column("written_at", Moment),
    Column("expected", BigInteger),
    Column("fell", BigInteger, nullable=False, server_default="0"),
    Column("fell_at", Moment),
    Index(None, "sku"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("sealed", Text, nullable=False),
)

push_registrations = Table(
    "push_registrations",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("url", Text),
    Column("claimed_at", Moment),  # somebody is registering, or did
    Column("registered_at", Moment),
    Column("sealed", Text),  # what signs the pushes, where the platform made it
    Column("came_at", Moment),  # the last push, whoever received it
)

pace = Table(
    "pace",
    metadata,
    Column("key", Text, primary_key=True),
    Column("step_s", Double, nullable=False),
    Column("free_at", Double, nullable=False),  # GCRA's theoretical arrival time, Unix seconds
    Column("written_at", Double, nullable=False, server_default="0"),  # by the writer's clock
    Column("day", Integer, nullable=False, server_default="0"),  # in Vietnam, by its number
    Column("calls", Integer, nullable=False, server_default="0"),  # on that day
)

clocks = Table(
    "clocks",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("skew_s", Double, nullable=False),  # how far its platform's clock is ahead of ours
    Column("measured_at", Moment, nullable=False),
)

breakers = Table(
    "breakers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("open_until", Moment),
    Column("about", Text),  # what the last failure was about: one product alone opens no breaker
)

renamed_skus = Table(
    "renamed_skus",
    metadata,
    Column("old", Text, primary_key=True),
    Column("new", Text, nullable=False),
    Column("at", Moment),
)

shops = Table(
    "shops",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("key", Text, primary_key=True),
    Column("ends_on", Text, primary_key=True),
    Column("milestone", Integer, primary_key=True, autoincrement=False),
    Column("told_at", Moment, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", Moment, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("who", "origin", "verdict")),
    Column("shop", Text),
    Column("code", Text),
    Column("digest", Text),
    Column("change", CHANGE),
    Column("note", Text, nullable=False, server_default=""),
    Column("used_at", Moment),
    Index(None, "shop", "digest"),
    sqlite_autoincrement=True,
)

pins = Table(
    "pins",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("shop", Text, nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("change", CHANGE, nullable=False),
    Column("dropped_at", Moment),
    sqlite_autoincrement=True,
)

# Of the three below, moments are Unix seconds by the database's clock: it is one for all machines.
tasks = Table(
    "tasks",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("due_at", Double, nullable=False, index=True),
    Column("asked_at", Double, nullable=False),  # by which a task asked for anew is told
    Column("at_work", Boolean, nullable=False),
)

task_failures = Table(
    "task_failures",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("times", Integer, nullable=False),  # in a row
    Column("again_at", Double, nullable=False),
)

ticks = Table(
    "ticks",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("at", Double, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("problem", PROBLEM, nullable=False),
    Column("lasts_s", Double, nullable=False),
    Column("ends", Boolean, nullable=False),
    Column("since", Moment, nullable=False),
    Column("told", Boolean, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("id", RowId, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("channel", "subject", "text")),
    *(Column(name, Moment, nullable=False) for name in ("created_at", "next_try_at")),
    Column("tries", Integer, nullable=False),
    Column("reason", Text, nullable=False),  # why the last try failed
    Index(None, "next_try_at"),
    sqlite_autoincrement=True,
)
