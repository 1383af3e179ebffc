"""The settings of a replica: behaviour that is uncertain or varies, changed while it runs.

A setting is a field of a dataclass. On the operator's interface they are called knobs.
"""

from __future__ import annotations

from dataclasses import asdict, fields, is_dataclass
from typing import Any

from sandbox.replica import OperatorError


def as_dict(settings: object) -> dict[str, Any]:
    """Every setting with its present value."""
    if not is_dataclass(settings) or isinstance(settings, type):
        raise TypeError("settings are an instance of a dataclass")
    return asdict(settings)


def change(settings: object, wanted: dict[str, Any]) -> None:
    """Change all the wanted settings, or none when one is unknown or of another type."""
    known = as_dict(settings)
    for name, value in wanted.items():
        _check(name, value, known)
    for field in fields(settings):  # type: ignore[arg-type]  # as_dict() proved it a dataclass
        if field.name in wanted:
            setattr(settings, field.name, type(known[field.name])(wanted[field.name]))


def _check(name: str, value: object, known: dict[str, Any]) -> None:
    if name not in known:
        raise OperatorError(f"unknown knob {name!r}; there are {', '.join(sorted(known))}")
    kind = type(known[name])
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    fits = numeric if kind in (int, float) else isinstance(value, kind)
    if not fits:
        raise OperatorError(f"knob {name!r} takes a {kind.__name__}, not {value!r}")
