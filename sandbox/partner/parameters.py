"""The parameters of an address: all text, read into what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sandbox.partner.refusal import Problem, Refusal

if TYPE_CHECKING:
    from sandbox.partner.houses import House
    from sandbox.partner.shapes import Problems, Shape
    from sandbox.replica import Json


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within bounds."""

    least: int
    most: int

    def read(self, value: str, where: str, problems: Problems) -> Any:
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
            raise Refusal(4000, {"parameter": where})
        number = int(value)
        if not self.least <= number <= self.most:
            bounds = {"min": self.least, "max": self.most, "actual": number}
            problems.append(Problem(where, "OUT_OF_RANGE", bounds))
            return None
        return number

    def schema(self) -> Json:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time with its offset; its `+` must come as `%2B`. Read as seconds since 1970."""

    def read(self, value: str, where: str, problems: Problems) -> Any:  # noqa: ARG002
        try:
            found = datetime.fromisoformat(value)
            if found.tzinfo is None or "T" not in value:
                raise Refusal(4000, {"parameter": where})
            return found.timestamp()
        except (ValueError, OverflowError, OSError) as error:
            raise Refusal(4000, {"parameter": where}) from error

    def schema(self) -> Json:
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""

    def read(self, value: str, where: str, problems: Problems) -> Any:  # noqa: ARG002
        if value not in {"true", "false"}:
            raise Refusal(4000, {"parameter": where})
        return value == "true"

    def schema(self) -> Json:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Several:
    """Words with commas between them, some and not too many."""

    most: int

    def read(self, value: str, where: str, problems: Problems) -> Any:
        words = [word for word in value.split(",") if word]
        if len(words) > self.most:
            problems.append(Problem(where, "TOO_MANY", {"max": self.most, "actual": len(words)}))
            return None
        return words

    def schema(self) -> Json:
        return {"type": "string", "description": f"1 to {self.most}, with commas between them"}


@dataclass(frozen=True, slots=True)
class Opaque:
    """A text that means something to the server only."""

    def read(self, value: str, where: str, problems: Problems) -> Any:  # noqa: ARG002
        return value

    def schema(self) -> Json:
        return {"type": "string"}


def paging(house: House) -> dict[str, Shape]:
    """The two parameters of every list."""
    return {"page_size": Number(1, house.page_size), "page_token": Opaque()}
