"""Lets a package name what its modules hold, while each module is imported when first asked for."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

_IMPORT = re.compile(r"^    from (\S+) import (?:\(([^)]*)\)|(.+))$", re.MULTILINE)


def lazily(package: str, file: str) -> Callable[[str], Any]:
    """Make the `__getattr__` of a package whose imports stand under `if TYPE_CHECKING` in `file`.

    They are written once, for people and for the type checker, and read here: no name can be had
    that is not imported there. Raises `AttributeError` for any other.
    """

    @cache
    def homes() -> dict[str, str]:
        text = Path(file).read_text(encoding="utf-8")
        found = ((module, listed or line) for module, listed, line in _IMPORT.findall(text))
        return {name: module for module, names in found for name in re.findall(r"\w+", names)}

    def value_of(name: str) -> Any:
        if name not in homes():
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(homes()[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return value_of
