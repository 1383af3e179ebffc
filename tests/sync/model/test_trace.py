"""What is printed on a box names one lot of one pack, for any server and for ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.gtin import check_digit, gtin_14
from sync.model.trace import is_gs1, lot_path, lots_path

GTIN = "8936012345674"
NAMES = st.text(min_size=1, max_size=40).filter(lambda text: text == text.strip())


def test_a_lot_with_a_gtin_has_a_gs1_digital_link() -> None:
    assert lot_path("TK-500", "L260915", GTIN) == "01/08936012345674/10/L260915"
    assert lots_path("TK-500", GTIN) == "01/08936012345674"


def test_without_a_gtin_it_has_a_path_of_our_own() -> None:
    assert lot_path("TK-500", "L260915", None) == "t/TK-500/L260915"
    assert lots_path("TK-500", "") == "t/TK-500"


@pytest.mark.parametrize("lot", ["12/09", "lô 3", "L" * 21, "A%2F", "..", "a b"])
def test_a_lot_number_that_no_link_can_hold_as_printed_is_no_gs1_link(lot: str) -> None:
    assert not is_gs1(GTIN, lot)
    assert re.fullmatch(r"t/TK/[A-Za-z0-9-]+", lot_path("TK", lot, GTIN))


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        (GTIN, "08936012345674"),
        ("96385074", "00000096385074"),
        ("20123451", None),  # short, and of a shop's own scales
        ("8936012345672", None),  # its check digit is 4
        ("2001234567893", None),  # of a shop's own scales
        ("0412345678903", None),
        ("89360123456", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_gtin_of_gs1_is_one(written: str | None, whole: str | None) -> None:
    assert gtin_14(written) == whole


@given(st.text("0123456789", min_size=12, max_size=12))
def test_a_wrong_digit_is_always_noticed(digits: str) -> None:
    right = check_digit(digits)
    assert [d for d in "0123456789" if gtin_14("893" + digits[3:] + d)] in (
        [],
        [check_digit("893" + digits[3:])],
    )
    assert right in "0123456789"


@given(st.tuples(NAMES, NAMES), st.tuples(NAMES, NAMES))
def test_two_lots_never_share_a_path(one: tuple[str, str], other: tuple[str, str]) -> None:
    if one != other:
        assert lot_path(*one, None) != lot_path(*other, None)
    assert re.fullmatch(r"t/[A-Za-z0-9-]+/[A-Za-z0-9-]+", lot_path(*one, None))
