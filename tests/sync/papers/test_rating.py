"""By when a dossier must be in, so that stars do not lapse."""

from __future__ import annotations

from datetime import date

import pytest

from sync.model import Dossier, RatingRounds
from sync.papers import renewal
from tests.sync.papers.conftest import certificate

ROUNDS = RatingRounds()


@pytest.mark.parametrize(
    ("today", "round_on", "dossier_by", "gap_days"),
    [
        (date(2026, 8, 1), date(2026, 12, 30), date(2026, 10, 31), 0),
        (date(2026, 10, 31), date(2026, 12, 30), date(2026, 10, 31), 0),
        (date(2026, 11, 1), date(2027, 6, 30), date(2027, 5, 1), 166),
        (date(2026, 4, 1), date(2026, 12, 30), date(2026, 10, 31), 0),
    ],
    ids=["in time", "on the last day", "too late by a day", "two rounds ahead"],
)
def test_the_last_round_before_the_end_is_the_one_to_reach(
    today: date, round_on: date, dossier_by: date, gap_days: int
) -> None:
    found = renewal(certificate(date(2027, 1, 15)), ROUNDS, today)
    assert found is not None
    assert (found.round_on, found.dossier_by) == (round_on, dossier_by)
    assert found.gap_days == gap_days


def test_what_was_handed_in_in_time_stays_in_time() -> None:
    dossier = Dossier(state="submitted", since=date(2026, 10, 20))
    found = renewal(certificate(dossier=dossier), ROUNDS, date(2026, 12, 1))
    assert found is not None
    assert (found.round_on, found.gap_days) == (date(2026, 12, 30), 0)


def test_a_dossier_that_is_only_prepared_is_not_in() -> None:
    dossier = Dossier(state="preparing", since=date(2026, 10, 20))
    found = renewal(certificate(dossier=dossier), ROUNDS, date(2026, 12, 1))
    assert found is not None
    assert found.gap_days > 0


def test_five_stars_are_rated_centrally() -> None:
    found = renewal(certificate(stars=5), ROUNDS, date(2026, 5, 2))
    assert found is not None
    assert found.round_on == date(2026, 9, 30)


def test_a_certificate_without_an_end_waits_for_the_next_round() -> None:
    found = renewal(certificate(None), ROUNDS, date(2026, 5, 2))
    assert found is not None
    assert (found.round_on, found.gap_days) == (date(2026, 12, 30), 0)


def test_a_province_may_rate_more_often() -> None:
    often = RatingRounds(province=((3, 31), (6, 30), (9, 30), (12, 15)), dossier_days=30)
    found = renewal(certificate(date(2027, 1, 15)), often, date(2026, 11, 1))
    assert found is not None
    assert (found.round_on, found.dossier_by) == (date(2026, 12, 15), date(2026, 11, 15))


def test_without_rounds_there_is_none_to_reach() -> None:
    assert renewal(certificate(), RatingRounds(province=()), date(2026, 11, 1)) is None


def test_a_strange_end_far_away_ends_the_search() -> None:
    found = renewal(certificate(date(9999, 12, 31)), ROUNDS, date(2026, 11, 1))
    assert found is not None
    assert found.round_on.year > 2100
