"""Which commands there are, and what may be said to each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_type_hints

from sync.cli.app import app


def commands() -> list[str]:
    """Every command's name, in the order of a newcomer's day; some are two words."""
    return list(_calls())


def parameters(command: str) -> dict[str, str | None]:
    """What may be said to a command: an option as it is typed, None for an argument."""
    hints = get_type_hints(_calls()[command], include_extras=True)
    return {
        name: _typed(hint.__metadata__[0])
        for name, hint in hints.items()
        if hasattr(hint, "__metadata__")
    }


def _typed(option: Any) -> str | None:
    """The word that names an option; inside Annotated, typer keeps it where a default would be."""
    words = (option.default, *(option.param_decls or ()))
    return next((word for word in words if isinstance(word, str)), None)


def _calls() -> dict[str, Callable[..., Any]]:
    known = ((each.name, each.callback) for each in app.registered_commands)
    return {name or call.__name__: call for name, call in known if call}
