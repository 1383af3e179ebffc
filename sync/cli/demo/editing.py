"""Edits the demo's catalog as a person would in an editor."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from sync.cli.demo.truth import Untrue
from sync.model import Product

NEW_CODE = "DEMO-MOI"
NEW_NAME = "Sản phẩm mới của buổi trình diễn"
MENDED = " mẻ mới"  # what is added to a name that was refused


def edit_number(file: Path, after_line: int, key: str, add: int) -> None:
    """Add to the first `key: <digits>` from a line on, and leave every other byte as it was."""
    lines = file.read_bytes().decode("utf-8").split("\n")
    pattern = re.compile(rf"^(\s+{key}: (?:\{{count: )?)(\d+)")
    for position in range(after_line - 1, len(lines)):
        if found := pattern.match(lines[position]):
            number = str(int(found[2]) + add)
            lines[position] = found[1] + number + lines[position][found.end() :]
            file.write_bytes("\n".join(lines).encode("utf-8"))
            return
    raise Untrue("demo_differs", about=file.name, expected=key, found=None)


def edit_day(file: Path, after_line: int, key: str, day: date) -> None:
    """Write another day behind the first `key:` from a line on, and leave every other byte."""
    lines = file.read_bytes().decode("utf-8").split("\n")
    pattern = re.compile(rf"^(\s+{key}: )\d{{4}}-\d\d-\d\d")
    for position in range(after_line - 1, len(lines)):
        if found := pattern.match(lines[position]):
            lines[position] = f"{found[1]}{day}{lines[position][found.end() :]}"
            file.write_bytes("\n".join(lines).encode("utf-8"))
            return
    raise Untrue("demo_differs", about=file.name, expected=key, found=None)


def edit_name(file: Path, after_line: int) -> None:
    """Add to the first name from a line on, and leave every other byte as it was."""
    lines = file.read_bytes().decode("utf-8").split("\n")
    at = next(n for n in range(after_line - 1, len(lines)) if lines[n].lstrip().startswith("name:"))
    lines[at] = lines[at].rstrip("\r") + MENDED
    file.write_bytes("\n".join(lines).encode("utf-8"))


def add_product(file: Path, like: Product) -> None:
    """Write one more product into a cooperative's file: a copy of one that is there."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    start = like.source.line - 1
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = next(
        (at for at in range(start + 1, len(lines)) if _begins_anew(lines[at], indent)), len(lines)
    )
    block = "".join(lines[start:end]).rstrip("\n") + "\n"
    new = block.replace(like.code, NEW_CODE).replace(like.name, NEW_NAME)
    text = "".join(lines)
    file.write_text(text.rstrip("\n") + "\n" + new, encoding="utf-8", newline="\n")


def _begins_anew(line: str, indent: int) -> bool:
    """Whether a line belongs to the next product, or to what follows the products."""
    stripped = line.strip()
    return bool(stripped) and len(line) - len(line.lstrip()) <= indent
