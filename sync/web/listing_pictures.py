"""Pictures of listings that people made, kept small while a shop is taken over.

A page shows nothing from elsewhere: they are read where the shop is, and shown from here.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sync.model import Listing, ShopName
from sync.running.adopt import Fetch
from sync.web.sent_pictures import Unshowable, thumbnail

KEPT: Final = "page/listings"  # below the home, a folder a shop
WIDTH: Final = 320


def emptied(home: Path, shop: ShopName) -> Path:
    """Make room for what the shop shows now; what it showed before goes."""
    folder = _folder(home, shop)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def picture_of(home: Path, listing: Listing) -> Path | None:
    """Say where the first picture of a listing is, if it could be read."""
    names = [picture.remote_id for picture in listing.images or () if picture.remote_id]
    file = _file(_folder(home, listing.shop), names[0]) if names else None
    return file if file is not None and file.exists() else None


def keeping(fetch: Fetch, folder: Path) -> Fetch:
    """Read pictures as `fetch` does, and keep each small in the folder."""

    async def read(urls: Mapping[str, str], use: Callable[[bytes], object]) -> Mapping[str, object]:
        found = await fetch(urls, lambda content: (use(content), _small(content)))
        used = dict[str, object]()
        for name, both in found.items():
            if isinstance(both, tuple):
                used[name], small = both
                if small is not None:
                    _file(folder, name).write_bytes(small)
        return used

    return read


def _small(content: bytes) -> bytes | None:
    try:
        return thumbnail(content, WIDTH)
    except Unshowable:
        return None


def _folder(home: Path, shop: ShopName) -> Path:
    return home / KEPT / hashlib.blake2b(shop.encode(), digest_size=8).hexdigest()


def _file(folder: Path, name: str) -> Path:
    return folder / f"{hashlib.blake2b(name.encode(), digest_size=16).hexdigest()}.webp"
