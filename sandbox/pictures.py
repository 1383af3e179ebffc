"""The host that shows a marketplace's pictures: what was uploaded, under the path of its address.

It lives as long as the process and holds the newest pictures only; equal ones are held once.
"""

from __future__ import annotations

from urllib.parse import urlsplit

MOST_BYTES = 256 * 2**20


class PictureHost:
    """Pictures by path; anybody may read them."""

    def __init__(self) -> None:
        self._at: dict[str, bytes] = {}
        self._once: dict[bytes, bytes] = {}
        self._held = 0

    def keep(self, url: str, content: bytes) -> None:
        """Show a picture at an address from now on."""
        if content not in self._once:
            self._once[content] = content
            self._held += len(content)
        self._at[urlsplit(url).path] = self._once[content]
        while self._held > MOST_BYTES:
            oldest = self._at.pop(next(iter(self._at)))
            if oldest not in self._at.values():
                self._held -= len(self._once.pop(oldest))

    def at(self, path: str) -> bytes | None:
        """The picture at a path."""
        return self._at.get(path)

    def also(self, url: str, other: str) -> None:
        """Show the picture of one address at another as well."""
        if (content := self.at(urlsplit(url).path)) is not None:
            self._at[urlsplit(other).path] = content
