"""Writes docs/fields.md: every field that may stand in a file of the configuration."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

CONFIG, PAGE = Path("config"), Path("docs/fields.md")
FILES = {  # the schema's name -> the file that people write
    "catalog": "catalog/*.yaml",
    "shops": "shops.yaml",
    "categories": "categories.yaml",
    "settings": "settings.yaml",
    "fees": "fees.yaml",
}
HEAD = """\
# Mọi mục ghi được trong danh mục và cấu hình

Làm bằng `python -m tools.handbook` từ chính các JSON Schema mà trình soạn thảo dùng để gợi ý
(`ocop schema --write`); không sửa tay. Ngày viết 2026-11-20 hoặc 20/11/2026; tiền và số lượng chỉ
viết chữ số; có hay không thì viết yes, no. Mục nào không bắt buộc thì bỏ cả dòng được.
"""
REF = "#/$defs/"
Node = Mapping[str, Any]


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(CONFIG), encoding="utf-8", newline="\n")
    return 0


def page(config: Path) -> str:
    """The whole page, from the schemas of a folder."""
    parts = [HEAD]
    for name, file in FILES.items():
        schema = json.loads((config / f"{name}.schema.json").read_text(encoding="utf-8"))
        parts.append(f"\n## `{file}`: {schema['title']}\n")
        parts += sections(schema)
    return "".join(parts)


def sections(schema: Node) -> Iterator[str]:
    """One table for the file itself and one for each kind of thing in it, in order of its use."""
    known, waiting = set[str](), [("", schema)]
    while waiting:
        place, node = waiting.pop(0)
        if fields := node.get("properties"):
            yield table(place, node)
        inside = fields or {"TÊN": node.get("additionalProperties")}
        for name, field in inside.items():
            below = f"{place}.{name}".lstrip(".")
            for kind in dict.fromkeys(kinds_in(field)):
                if kind not in known:
                    known.add(kind)
                    waiting.append((below, schema["$defs"][kind]))


def kinds_in(node: Any) -> Iterator[str]:
    """The kinds of things that a field may hold, by their name in the schema."""
    if isinstance(node, dict):
        if isinstance(found := node.get("$ref"), str):
            yield found.removeprefix(REF)
        for each in node.values():
            yield from kinds_in(each)
    elif isinstance(node, list):
        for each in node:
            yield from kinds_in(each)


def table(place: str, node: Node) -> str:
    """The fields of one kind of thing; those without which it cannot be read are marked."""
    needed = node.get("required", ())
    heading = f"\n### `{place}`\n" if place else ""
    rows = "".join(
        f"| `{name}`{' *' if name in needed else ''} | {meaning(field)} |\n"
        for name, field in node["properties"].items()
    )
    return f"{heading}\n| mục (* bắt buộc) | nghĩa |\n|---|---|\n{rows}"


def meaning(field: Node) -> str:
    """What a field says, and what may be chosen where only some words may stand there."""
    told = " ".join(str(field.get("description", "")).split()).replace("|", "\\|")
    words = [str(each) for each in choices(field) if each not in ("yes", "no", None)]
    missing = [each for each in words if each not in told]
    return f"{told} ({', '.join(words)})" if missing else told


def choices(node: Any) -> Iterator[Any]:
    """The words that may stand in a field itself."""
    if isinstance(node, dict):
        yield from node.get("enum", ())
        yield from ([node["const"]] if "const" in node else ())
        for each in node.get("anyOf", ()):
            yield from choices(each)


if __name__ == "__main__":
    sys.exit(main())
