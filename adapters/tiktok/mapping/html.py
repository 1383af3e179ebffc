"""Writes a plain description as the HTML that TikTok takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from sync.marketplace.text_normalize import clean

BULLET = "- "
# Escapes like &amp; are refused, and a bare < would begin a tag: these look the same to a reader.
LOOK_ALIKES = str.maketrans({"<": "‹", ">": "›"})
ESCAPE = re.compile(r"&(?=#?\w+;)")


def html_of(text: str) -> str:
    """Write paragraphs and lists; lines within a paragraph stay lines."""
    plain = ESCAPE.sub("& ", clean(text).translate(LOOK_ALIKES))
    blocks = (block.splitlines() for block in re.split(r"\n\s*\n", plain))
    return "".join(part for lines in blocks for part in _parts(lines))


def _parts(lines: list[str]) -> Iterator[str]:
    for listed, alike in groupby(map(str.strip, lines), key=lambda line: line.startswith(BULLET)):
        if listed:
            yield f"<ul>{''.join(f'<li>{line.removeprefix(BULLET)}</li>' for line in alike)}</ul>"
        else:
            yield f"<p>{'<br>'.join(alike)}</p>"
