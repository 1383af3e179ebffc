"""Lets what is equal be the same, so that a listing seen and one wanted cost little more than one.

A round holds every listing as wanted, as seen and as last applied: nearly always they are equal,
the long description above all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final, NamedTuple

from sync.model.plan import Listing, Offer, Picture


class _Form(NamedTuple):
    """Of what a kind of value is made, and how all of it is read at once."""

    names: tuple[str, ...]
    parts: Callable[[Any], tuple[Any, ...]]


def _form(kind: Any) -> _Form:
    names = tuple(each.name for each in fields(kind))
    return _Form(names, attrgetter(*names))


_FORMS: Final[Mapping[type, _Form]] = {kind: _form(kind) for kind in (Listing, Offer, Picture)}


def intern_parts(listing: Listing, *others: Listing | None) -> Listing:
    """Let a listing hold the very parts of others wherever its own are equal; answers it.

    It stays what it was, for a part gives way only to its equal: nobody but the memory can tell.
    """
    for other in others:
        if other is not None and other is not listing:
            _share(listing, other)
    return listing


def _share(value: Any, other: Any) -> None:
    names, parts = _FORMS[type(value)]
    for name, mine, theirs in zip(names, parts(value), parts(other), strict=True):
        if mine is theirs:
            continue
        if mine == theirs:
            object.__setattr__(value, name, theirs)  # frozen, but not against its equal
        elif isinstance(mine, tuple):
            for piece, another in zip(mine, theirs or (), strict=False):
                if type(piece) in _FORMS:
                    _share(piece, another)
