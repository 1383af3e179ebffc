"""An answer is read by its sense: one bad letter on a page hides nothing else of it."""

from __future__ import annotations

import pytest

from sync.marketplace.json_values import parsed


def test_half_an_emoji_or_a_byte_that_is_no_letter_costs_that_letter_alone() -> None:
    cut = (
        rb'{"a": "T\u00f4m \ud83e", "b": "\udd90 kh\u00f4", "c": "\ud83e\udd90", "d": "' + b'\xff"}'
    )
    assert parsed(cut) == {"a": "Tôm \ufffd", "b": "\ufffd khô", "c": "🦐", "d": "\ufffd"}


@pytest.mark.parametrize("content", [b"", b'{"a": "', b'{"a": NaN}', b"<html>", b"[" * 5000])
def test_what_is_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parsed(content)
