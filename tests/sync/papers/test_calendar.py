"""The calendar of papers: each once, the soonest end first."""

from __future__ import annotations

from datetime import date

from sync.model import Dong, ImageFile, Label, Paper, Party, Sku, Variant
from sync.papers import calendar, within
from tests.sync.papers.conftest import TODAY, certificate, product


def test_one_certificate_of_many_products_is_one_row() -> None:
    found = calendar(
        [product("A", certificate=certificate()), product("B", certificate=certificate())]
    )
    assert [(each.kind, each.number, each.products) for each in found] == [
        ("ocop", "01/QĐ-UBND", ("A", "B"))
    ]


def test_the_soonest_end_comes_first_then_what_lacks_a_day_then_what_has_no_end() -> None:
    papers = (
        Paper("DK-1", kind="business_registration"),
        Paper("VG-1", kind="vietgap"),
        Paper("ATTP-2", kind="food_safety", expires_on=date(2028, 3, 1)),
    )
    found = calendar([product(certificate=certificate(), papers=papers)])
    assert [each.kind for each in found] == [
        "ocop", "food_safety", "vietgap", "business_registration"
    ]  # fmt: skip
    assert [each.ends for each in found] == [True, True, True, False]


def test_what_the_label_names_is_the_same_paper_as_under_papers() -> None:
    label = Label(
        declaration=Paper("01/VD/2026", issued_on=date(2026, 3, 1)),
        food_safety_certificate=Paper("12/2026/ATTP", expires_on=date(2029, 3, 1)),
    )
    papers = (Paper("12/2026/ATTP", kind="food_safety", expires_on=date(2029, 3, 1)),)
    found = calendar([product(label=label, papers=papers)])
    assert [(each.kind, each.number) for each in found] == [
        ("food_safety", "12/2026/ATTP"),
        ("self_declaration", "01/VD/2026"),
    ]


def test_codes_stand_for_their_registration_only_where_that_is_not_written() -> None:
    variants = (Variant(sku=Sku("A"), price=Dong(1000), gtin="8936000000017"),)
    bare = product(variants=variants, growing_area_code="VN-CMOR-0001")
    assert [each.kind for each in calendar([bare])] == ["growing_area", "gtin"]
    registered = (
        Paper("GS1-1", kind="gtin_registration", expires_on=date(2027, 5, 1)),
        Paper("VN-CMOR-0001", kind="growing_area", expires_on=date(2027, 6, 1)),
    )
    told = calendar(
        [product(variants=variants, growing_area_code="VN-CMOR-0001", papers=registered)]
    )
    assert [each.number for each in told] == ["GS1-1", "VN-CMOR-0001"]


def test_a_renewed_paper_hides_the_one_before() -> None:
    old = Paper("A-1", kind="food_safety", expires_on=date(2026, 11, 1))
    new = Paper("A-2", kind="food_safety", expires_on=date(2029, 11, 1))
    endless = Paper("A-3", kind="food_safety")
    assert [each.number for each in calendar([product(papers=(old, new))])] == ["A-2"]
    assert [each.number for each in calendar([product(papers=(old, endless))])] == ["A-3"]


def test_a_newer_paper_of_other_products_hides_nothing() -> None:
    old = Paper("A-1", kind="vietgap", expires_on=date(2026, 11, 1))
    new = Paper("A-2", kind="vietgap", expires_on=date(2029, 11, 1))
    found = calendar([product("A", papers=(old,)), product("B", papers=(new,))])
    assert [each.number for each in found] == ["A-1", "A-2"]


def test_reports_and_other_papers_stand_beside_one_another() -> None:
    old = Paper("KN-1", kind="quality", expires_on=date(2026, 11, 1))
    new = Paper("KN-2", kind="quality", expires_on=date(2029, 11, 1))
    assert len(calendar([product(papers=(old, new))])) == 2


def test_cooperatives_of_one_number_are_told_apart() -> None:
    other = Party(name="HTX Khác")
    found = calendar(
        [
            product("A", certificate=certificate()),
            product("B", certificate=certificate(), cooperative=other),
        ]
    )
    assert [each.cooperative for each in found] == ["HTX Khác", "HTX Ví Dụ"]


def test_a_withdrawn_certificate_is_no_paper() -> None:
    assert calendar([product(certificate=certificate(withdrawn=True))]) == []


def test_a_certificate_keeps_its_dossier_and_not_its_scan(tmp_path: object) -> None:
    scan = ImageFile(path="x.pdf", sha256="0" * 64)  # type: ignore[arg-type]
    [found] = calendar([product(certificate=certificate(file=scan))])
    assert found.dossier is None
    assert found.certificate is not None
    assert found.certificate.file is None
    [paper] = calendar([product(papers=(Paper("DK-1", kind="business_registration"),))])
    assert paper.dossier is None
    assert paper.days_left(TODAY) is None


def test_within_keeps_what_ends_soon_or_has_ended() -> None:
    papers = (
        Paper("A", kind="vietgap", expires_on=date(2026, 11, 1)),
        Paper("B", kind="organic", expires_on=date(2026, 12, 29)),
        Paper("C", kind="globalgap", expires_on=date(2026, 12, 30)),
        Paper("D", kind="origin"),
    )
    found = calendar([product(papers=papers)])
    assert [each.number for each in within(found, TODAY, 30)] == ["A", "B"]
