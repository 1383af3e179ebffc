"""How our own values are written into a column and read back the same."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")

RowId = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only in INTEGER


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite has no time zones, so there it is written without."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Written(TypeDecorator[T], Generic[T]):
    """A frozen value as JSON text, its defaults left out.

    Text rather than JSONB: nothing queries inside, equal values are equal text, and it is faster.
    """

    impl = Text
    cache_ok = True

    def __init__(self, noun: Any) -> None:
        super().__init__()
        self.noun = noun

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self.noun)

    def text(self, value: T) -> str:
        """Write a value."""
        return self._adapter.dump_json(value, exclude_defaults=True).decode("utf-8")

    def value(self, text: str) -> T:
        """Read a value; raises pydantic's `ValidationError`."""
        return self._adapter.validate_json(text)

    def process_bind_param(self, value: T | None, _dialect: Dialect) -> str | None:
        return None if value is None else self.text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> T | None:
        return None if value is None else self.value(value)


def digested(text: str) -> str:
    """Digest a value as it is written: equal ones are equal texts."""
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest()
