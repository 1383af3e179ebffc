"""What the platform makes of texts: it strips, it rewrites, it fills in."""

from __future__ import annotations

import re

_TAG = re.compile(r"</?\s*(\w+)[^>]*>")
_URL = re.compile(r"https?://\S+")
_LISTED = frozenset({"ul", "ol", "li"})
FILLED = {"Hazmat": "None", "warranty_type": "No Warranty"}


def short_description(text: str) -> str:
    """Only list markup stays; pictures, links and other tags vanish silently."""
    listed = _TAG.sub(lambda tag: tag[0] if tag[1].lower() in _LISTED else "", text)
    return _URL.sub("", listed)


def shown_description(text: str) -> str:
    """The description as it is read back: wrapped in the platform's own article."""
    if not text:
        return ""
    return f'<article class="lzd-article" style="white-space:break-spaces">{text}</article>'


def kept(name: str, text: str) -> str:
    """An attribute as it is stored."""
    return short_description(text) if name == "short_description" else text.strip()
