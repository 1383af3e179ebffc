"""What a platform refused is sent again only once the catalog has changed, and then as a whole."""

from __future__ import annotations

from sync.model import Field, Listing, Problem
from sync.planning.compare import MEASURES, TEXTS, Comparison

CONTENT: tuple[Field, ...] = (*TEXTS, "attributes", "images")


def rewritten(comparison: Comparison) -> tuple[Field, ...]:
    """Name all content that is managed, if the catalog says something else since; else nothing.

    A refused edit is dropped there with everything in it, and who knows which word was wrong: the
    same content again would only be refused again.
    """
    want, applied = comparison.want, comparison.applied
    if applied is None:
        return ()
    since = Comparison(want, applied, applied, (), comparison.first)
    if not since.content() and since.variants() is None:
        return ()
    content = tuple(name for name in CONTENT if getattr(want, name) is not None)
    papers: tuple[Field, ...] = ("papers",) if want.papers else ()
    parcels = tuple(n for n in MEASURES if any(getattr(o, n) is not None for o in want.offers))
    moved: tuple[Field, ...] = ("variants",) if comparison.variants() else ()
    return (*content, *papers, *parcels, *moved)


def edit_refused(observed: Listing) -> Problem:
    """Say that buyers still see what was before our last edit, and why."""
    values = {"code": observed.code, "remote_id": observed.remote_id, "why": observed.reason}
    return Problem(code="edit_refused", severity="warning", values=values, about=observed.code)
