"""Writes a plain description as the HTML that the partner API takes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

from sync.marketplace.text_normalize import clean

BULLET = "- "


def html_of(text: str) -> str:
    """Write paragraphs and lists; lines within a paragraph stay lines."""
    plain = html.escape(clean(text), quote=False)
    blocks = (block.splitlines() for block in re.split(r"\n\s*\n", plain))
    return "".join(part for lines in blocks for part in _parts(lines))


def _parts(lines: list[str]) -> Iterator[str]:
    for listed, alike in groupby(map(str.strip, lines), key=lambda line: line.startswith(BULLET)):
        if listed:
            yield f"<ul>{''.join(f'<li>{line.removeprefix(BULLET)}</li>' for line in alike)}</ul>"
        else:
            yield f"<p>{'<br>'.join(alike)}</p>"
