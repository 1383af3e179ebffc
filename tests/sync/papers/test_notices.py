"""What people are told of papers that end, and with which next step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sync.model import Dossier, Paper, RatingRounds
from sync.papers import calendar, notices, told_of
from sync.wording import known_codes, say
from sync.wording.papers import PAPERS
from tests.sync.papers.conftest import TODAY, certificate, product

ROUNDS = RatingRounds()


@pytest.mark.parametrize(
    ("days_left", "milestone"),
    [
        (181, None), (180, 180), (91, 180), (90, 90), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0),
        (-1, -1), (-400, -1),
    ],
)  # fmt: skip
def test_a_notice_is_due_at_its_milestone_or_late(days_left: int, milestone: int | None) -> None:
    ends = TODAY + timedelta(days=days_left)
    found = list(notices(calendar([product(certificate=certificate(ends))]), ROUNDS, TODAY))
    assert [each.milestone for each in found] == ([] if milestone is None else [milestone])


def test_what_has_no_end_is_never_told() -> None:
    papers = calendar([product(papers=(Paper("DK-1", kind="business_registration"),))])
    assert list(notices(papers, ROUNDS, TODAY)) == []


@pytest.mark.parametrize(
    ("dossier", "today", "code"),
    [
        (None, date(2026, 10, 1), "renew_ocop_in_time"),
        (Dossier(state="preparing"), date(2026, 11, 29), "renew_ocop_late"),
        (Dossier(state="submitted", since=date(2026, 10, 1)), TODAY, "renew_ocop_submitted"),
        (Dossier(state="decided"), TODAY, "renew_ocop_decided"),
    ],
)
def test_the_next_step_of_a_certificate_follows_its_dossier(
    dossier: Dossier | None, today: date, code: str
) -> None:
    [paper] = calendar([product(certificate=certificate(dossier=dossier))])
    assert told_of(paper, ROUNDS, today).code == code


def test_without_rounds_the_province_is_asked() -> None:
    [paper] = calendar([product(certificate=certificate())])
    assert told_of(paper, RatingRounds(province=()), TODAY).code == "renew_ocop"


def test_a_missing_end_is_told_without_one() -> None:
    [paper] = calendar([product(certificate=certificate(None))])
    assert "ends_on" not in told_of(paper, ROUNDS, TODAY).values


@pytest.mark.parametrize(
    ("days_left", "said"),
    [(47, "còn 47 ngày, có hiệu lực đến hết 15/01/2027"), (0, "hôm nay là ngày cuối (29/11/2026)"),
     (-3, "đã hết hạn từ 26/11/2026")],
)  # fmt: skip
def test_the_sentence_says_how_long_it_is_in_force(days_left: int, said: str) -> None:
    [paper] = calendar([product(certificate=certificate(TODAY + timedelta(days=days_left)))])
    problem = told_of(paper, ROUNDS, TODAY)
    what = say(problem.code, problem.values).what
    assert what == f"HTX Ví Dụ: chứng nhận OCOP 4 sao số 01/QĐ-UBND của TOM {said}"


def test_many_products_are_counted_and_three_are_named() -> None:
    [paper] = calendar([product(code, certificate=certificate()) for code in "ABCDE"])
    what = say(told_of(paper, ROUNDS, TODAY).code, told_of(paper, ROUNDS, TODAY).values).what
    assert "của A, B, C và 2 sản phẩm khác" in what


def test_every_kind_of_paper_can_be_told() -> None:
    assert {f"renew_{kind}" for kind in PAPERS} <= known_codes()
    [paper] = calendar([product(papers=(Paper("V-1", kind="vietgap", expires_on=TODAY),))])
    assert told_of(paper, ROUNDS, TODAY).code == "renew_vietgap"


def test_a_notice_is_known_by_its_paper_its_end_and_its_milestone() -> None:
    ends = TODAY + timedelta(days=47)
    [notice] = notices(calendar([product(certificate=certificate(ends))]), ROUNDS, TODAY)
    assert notice.id == ("HTX Ví Dụ|ocop|01/QĐ-UBND", ends, 90)
