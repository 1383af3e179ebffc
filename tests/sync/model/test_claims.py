"""Only a decision as the law knows them proves a star; whatever contradicts the law is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sync.model import Certificate
from sync.model.claims import claim, faults, has_ended, stars_allowed

SOUND: dict[str, Any] = {
    "stars": 4,
    "decision_no": "3981/QĐ-UBND",
    "issued_by": "UBND tỉnh Lâm Đồng",
    "issued_level": "province",
    "issued_on": date(2026, 8, 5),
    "expires_on": date(2029, 8, 5),
}
DISTRICT: dict[str, Any] = {
    "stars": 3,
    "issued_by": "UBND huyện Đắk Song",
    "issued_level": "district",
    "issued_on": date(2025, 6, 30),
    "expires_on": date(2028, 6, 30),
}
CENTRAL = {"stars": 5, "issued_by": "Bộ Nông nghiệp và Môi trường", "issued_level": "central"}


def certificate(**more: Any) -> Certificate:
    return Certificate(**(SOUND | more))


@pytest.mark.parametrize(
    "more",
    [
        {},
        DISTRICT,
        DISTRICT | {"issued_by": "UBND thành phố Cà Mau"},
        DISTRICT | {"issued_by": "UBND Thành phố Đà Lạt"},
        DISTRICT | {"issued_by": "Ủy ban nhân dân thị xã Giá Rai, tỉnh Bạc Liêu"},
        CENTRAL,
        CENTRAL | {"decision_no": "12/QĐ-BNN-VPĐP"},
        CENTRAL | {"decision_no": "1489/QĐ-BNNMT", "issued_by": "Hội đồng OCOP quốc gia "},
        {"issued_by": "UBND Thành phố Hồ Chí Minh"},
        {"issued_by": "UBND TP. Cần Thơ"},
        {"issued_by": None, "issued_level": None},
        {"issued_by": "Chủ tịch UBND tỉnh Lâm Đồng"},
        {"issued_level": None},
        {"decision_no": "3981 / QĐ - UBND"},
        {"decision_no": "3981/QD-UBND"},
        {"decision_no": "Quyết định số 3981/QĐ-UBND ngày 05/08/2026"},
        {"decision_no": "Số: 3981/QĐ–UBND"},
        {"decision_no": "Quyết định 3981/Q\u00d0\u2011UBND,"},
        {"decision_no": "12/2026/QĐ-UBND"},
        {"expires_on": date(2029, 8, 4)},
        {"expires_on": date(2028, 8, 5)},
    ],
)
def test_real_certificates_are_proof(more: dict[str, Any]) -> None:
    assert list(faults(certificate(**more))) == []
    assert stars_allowed(certificate(**more), date(2026, 11, 29)) == (SOUND | more)["stars"]


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"evidence": "news"}, ["evidence"]),
        ({"evidence": "seller"}, ["evidence"]),
        ({"decision_no": None}, ["decision_no"]),
        ({"decision_no": "abc"}, ["decision_no"]),
        ({"decision_no": "3981"}, ["decision_no"]),
        ({"decision_no": "3981/UBND-NN"}, ["decision_no"]),
        ({"expires_on": date(2029, 8, 6)}, ["long"]),
        ({"expires_on": date(2031, 8, 5)}, ["long"]),
        ({"expires_on": date(2026, 8, 5)}, ["dates"]),
        ({"issued_on": None, "expires_on": None}, []),
        ({"issued_on": date(2018, 5, 6), "expires_on": date(2021, 5, 6)}, ["early"]),
        (DISTRICT | {"issued_on": date(2026, 1, 1), "expires_on": date(2029, 1, 1)}, ["level"]),
        (DISTRICT | {"stars": 4}, ["level"]),
        ({"issued_by": "UBND huyện Đầm Dơi", "issued_level": None}, ["level"]),
        ({"issued_by": "UBND huyện Đầm Dơi"}, ["issuer"]),
        ({"stars": 5}, ["level"]),
        ({"stars": 5, "issued_by": "UBND xã Tân Tiến", "issued_level": None}, ["issuer"]),
        ({"issued_by": "UBND phường 5"}, ["issuer"]),
        (CENTRAL | {"stars": 4}, ["level"]),
    ],
)
def test_what_contradicts_the_law_is_named(more: dict[str, Any], named: list[str]) -> None:
    assert list(faults(certificate(**more))) == named


def test_a_certificate_with_a_fault_is_not_spoken_of() -> None:
    today = date(2026, 11, 29)
    assert claim(certificate(evidence="news"), today) == "unknown"
    assert claim(certificate(issued_on=None), today) == "unknown"
    assert claim(certificate(), date(2029, 8, 6)) == "expired"
    assert claim(certificate(withdrawn=True), today) == "withdrawn"
    assert claim(certificate(), date(2026, 8, 4)) == "not_yet"
    assert claim(certificate(), date(2029, 8, 1)) == "expiring"


def test_it_has_ended_after_its_last_day_and_for_no_other_reason() -> None:
    assert not has_ended(certificate(), date(2029, 8, 5))
    assert has_ended(certificate(), date(2029, 8, 6))
    assert has_ended(certificate(), date(2029, 8, 3), 3)
    for other in (None, certificate(withdrawn=True), certificate(expires_on=None)):
        assert not has_ended(other, date(2029, 8, 6))


def test_stars_are_allowed_while_they_still_are_when_a_review_ends() -> None:
    assert stars_allowed(certificate(), date(2029, 8, 2), 3) == 4
    assert stars_allowed(certificate(), date(2029, 8, 3), 3) is None
    assert stars_allowed(certificate(), date(2026, 8, 4), 3) is None
    assert stars_allowed(None, date(2026, 8, 4)) is None
