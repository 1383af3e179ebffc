"""Papers go along while they are in force, where the platform takes them, and only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sync.model import ImageFile, ListedPaper, Paper, Product
from sync.planning import diff, project
from sync.planning.values import changed_values

SCAN = ImageFile(Path("giay/ocop.pdf"), "c0")
FILE = ImageFile(Path("giay/attp.pdf"), "c1")
SAFETY = Paper(
    "12/2026/ATTP", None, date(2026, 3, 1), date(2029, 3, 1), kind="food_safety", file=FILE
)
LISTED = ListedPaper(kind="food_safety", number="12/2026/ATTP", sha256="c1")


def papered(make: Any) -> Product:
    plain: Product = make.certified_product()
    assert plain.certificate
    return replace(plain, certificate=replace(plain.certificate, file=SCAN), papers=(SAFETY,))


@pytest.mark.parametrize(
    ("today", "kinds"),
    [
        (date(2026, 2, 28), ["ocop"]),
        (date(2026, 3, 1), ["ocop", "food_safety"]),
        (date(2027, 8, 5), ["ocop", "food_safety"]),
        (date(2027, 8, 6), ["food_safety"]),
        (date(2029, 3, 1), ["food_safety"]),
        (date(2029, 3, 2), []),
    ],
)
def test_a_paper_goes_along_from_its_first_day_to_its_last(
    make: Any, today: date, kinds: list[str]
) -> None:
    listing = project(papered(make), make.shop(), {}, today, make.features(can={"papers"}))
    assert [paper.kind for paper in listing.papers] == kinds
    assert {paper.stars for paper in listing.papers} <= {4, None}


def test_a_paper_goes_along_with_who_gave_it_and_from_when_to_when(make: Any) -> None:
    product = papered(make)
    certificate, paper = product.certificate, replace(SAFETY, issued_by="Chi cục")
    assert certificate
    listing = project(
        replace(product, papers=(paper,)),
        make.shop(), {}, date(2026, 3, 1), make.features(can={"papers"}),
    )  # fmt: skip
    told = [(p.number, p.issued_on, p.expires_on, p.issued_by) for p in listing.papers]
    assert told == [
        (
            certificate.decision_no,
            certificate.issued_on,
            certificate.expires_on,
            "UBND tỉnh Cà Mau",
        ),
        (paper.number, paper.issued_on, paper.expires_on, "Chi cục"),
    ]


def test_no_paper_is_spoken_of_where_none_is_taken(make: Any) -> None:
    listing = project(papered(make), make.shop(), {}, make.today)
    assert listing == project(make.certified_product(), make.shop(), {}, make.today)
    (publish,) = diff(make.case(make.listing(), None, None), make.terms()).changes
    assert "papers" not in (changed_values(publish)[1] or {})


@pytest.mark.parametrize(
    "lack", [{"file": None}, {"issued_by": None}, {"decision_no": None}, {"withdrawn": True}]
)
def test_a_certificate_of_which_something_is_missing_is_not_handed_in(
    make: Any, lack: dict[str, Any]
) -> None:
    whole = papered(make)
    assert whole.certificate
    product = replace(whole, certificate=replace(whole.certificate, **lack))
    listing = project(product, make.shop(), {}, make.today, make.features(can={"papers"}))
    assert [paper.kind for paper in listing.papers] == ["food_safety"]


def test_a_product_without_any_certificate_has_its_other_papers_handed_in(make: Any) -> None:
    product = make.product(papers=(SAFETY, Paper("chưa quét")))
    listing = project(product, make.shop(), {}, make.today, make.features(can={"papers"}))
    assert [paper.number for paper in listing.papers] == ["12/2026/ATTP"]
    assert [file.sha256 for file in product.files()] == ["aa", "c1"]


def test_the_files_of_a_product_are_its_pictures_then_its_certificate_then_its_papers(
    make: Any,
) -> None:
    assert [file.sha256 for file in papered(make).files()] == ["aa", "c0", "c1"]


def test_a_publish_tells_the_person_which_papers_go_along(make: Any) -> None:
    (publish,) = diff(make.case(make.listing(papers=(LISTED,)), None, None), make.terms()).changes
    before, after = changed_values(publish)
    assert before is None
    assert after is not None
    assert after["papers"] == {"food_safety 12/2026/ATTP": "#c1"}


def test_papers_that_no_platform_shows_are_told_from_those_that_we_handed_in(make: Any) -> None:
    ends = date(2029, 3, 1)
    known = make.applied(make.listing(papers=(replace(LISTED, stars=4, expires_on=ends),)))
    wanted = make.listing(papers=(replace(LISTED, stars=3, issued_by="UBND", sha256="c2"),))
    (change,) = diff(make.case(wanted, make.seen(), known), make.terms()).changes
    assert changed_values(change) == (
        {"papers": {"food_safety 12/2026/ATTP": "4 ★, 01/03/2029, #c1"}},
        {"papers": {"food_safety 12/2026/ATTP": "3 ★, UBND, #c2"}},
    )


def test_a_paper_of_another_content_is_one_revise_and_the_same_is_none(make: Any) -> None:
    wanted = make.listing(papers=(LISTED,))
    known = make.applied(make.listing(papers=(replace(LISTED, remote_id="med_1"),)))
    assert diff(make.case(wanted, make.seen(), known), make.terms()).changes == ()
    for papers in ((replace(LISTED, sha256="c2"),), (), (LISTED, replace(LISTED, number="13"))):
        case = make.case(make.listing(papers=papers), make.seen(), known)
        (change,) = diff(case, make.terms()).changes
        assert (change.kind, change.fields, change.reason) == ("revise", ("papers",), "catalog")


def test_papers_that_others_handed_in_are_none_of_ours(make: Any) -> None:
    case = make.case(make.listing(), make.seen(papers=(LISTED,)), make.applied())
    assert diff(case, make.terms()).changes == ()
