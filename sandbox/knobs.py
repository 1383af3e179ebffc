"""The knobs of a replica: behaviour that is uncertain or varies, each turnable while it runs."""

from __future__ import annotations

from dataclasses import asdict, fields, is_dataclass
from typing import Any

from sandbox.replica import OperatorError


def settings(knobs: object) -> dict[str, Any]:
    """Every knob with its present value."""
    if not is_dataclass(knobs) or isinstance(knobs, type):
        raise TypeError("knobs are an instance of a dataclass")
    return asdict(knobs)


def turn(knobs: object, wanted: dict[str, Any]) -> None:
    """Turn all the wanted knobs, or none when one is unknown or of another type."""
    known = settings(knobs)
    for name, value in wanted.items():
        _check(name, value, known)
    for field in fields(knobs):  # type: ignore[arg-type]  # settings() proved it a dataclass
        if field.name in wanted:
            setattr(knobs, field.name, type(known[field.name])(wanted[field.name]))


def _check(name: str, value: object, known: dict[str, Any]) -> None:
    if name not in known:
        raise OperatorError(f"unknown knob {name!r}; there are {', '.join(sorted(known))}")
    kind = type(known[name])
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    fits = numeric if kind in (int, float) else isinstance(value, kind)
    if not fits:
        raise OperatorError(f"knob {name!r} takes a {kind.__name__}, not {value!r}")
