"""An outline lacks the long parts of a listing, and is whole again with them."""

from __future__ import annotations

from dataclasses import replace

from sync.model import in_full, outline_of
from tests.sync.model.test_interning import WANTED


def test_an_outline_is_what_tells_whether_a_listing_moved() -> None:
    seen = replace(WANTED, remote_id="7", stamp="1", category="Hải sản", papers=())
    outline = outline_of(seen)
    assert outline.outline
    assert (outline.description, outline.attributes, outline.images) == (None, None, None)
    assert (outline.offers, outline.title, outline.stamp) == (seen.offers, seen.title, "1")
    assert outline_of(outline) is outline
    assert in_full(outline, seen) == seen


def test_what_moved_of_an_outline_stays_when_it_is_read_in_full() -> None:
    seen = replace(WANTED, remote_id="7", stamp="1")
    hidden = replace(outline_of(seen), status="hidden")
    assert in_full(hidden, seen) == replace(seen, status="hidden")
