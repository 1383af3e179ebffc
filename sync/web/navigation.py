"""The sections of the page, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sync.model.people import Permission, Viewer


@dataclass(frozen=True, slots=True)
class Section:
    """A place in the navigation: `page_nav_<name>` words it, `icons.svg#<name>` draws it.

    On a phone the `first` ones stand at the thumb, the others behind "more".
    """

    name: str
    path: str
    needs: Permission = Permission.LOOK
    first: bool = False


SECTIONS: Final[Sequence[Section]] = (
    Section("today", "/", first=True),
    Section("approvals", "/approvals", first=True),
    Section("products", "/products", first=True),
    Section("stock", "/stock", first=True),
    Section("orders", "/orders"),
    Section("sales", "/sales"),
    Section("papers", "/papers"),
    Section("shops", "/shops"),
    Section("workbooks", "/workbooks"),
    Section("log", "/log"),
    Section("settings", "/settings", needs=Permission.ACCOUNT),
)


def sections_for(viewer: Viewer | None) -> Sequence[Section]:
    """Those that a viewer may open."""
    return [each for each in SECTIONS if viewer is not None and viewer.may(each.needs)]
