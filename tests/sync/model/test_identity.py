"""Who sells, as marketplaces must know it."""

from __future__ import annotations

import pytest

from sync.model import Party
from sync.model.identity import identity_flaws, is_person, is_tax_code


def flaws(**facts: str) -> list[str]:
    return [code for _, code in identity_flaws(Party(**{"name": "HTX Ví Dụ", **facts}))]


def test_an_organisation_has_a_tax_code_or_a_registration() -> None:
    assert flaws() == ["seller_identity_missing"]
    assert flaws(tax_code="0101243150") == []
    assert flaws(registration_no="6107000012") == []
    assert flaws(registration_no="41A8-001234/HTX") == []


def test_abc_is_neither() -> None:
    assert flaws(tax_code="abc") == ["seller_tax_code_form"]
    assert flaws(tax_code="096185001234") == ["seller_tax_code_form"]  # of no cooperative
    assert flaws(registration_no="abc") == ["seller_registration_form"]
    assert flaws(tax_code="0101243150", registration_no="đang làm") == ["seller_registration_form"]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("0101243150", True),
        ("0101243151", False),
        ("0101243150-001", True),
        ("0101243150 001", True),
        ("096185001234", True),
        ("000185001234", False),
        ("097185001234", False),
        ("123456789012", False),
        ("01012431", False),
        ("abc", False),
    ],
)
def test_a_tax_code_has_its_check_digit_or_is_a_personal_number(written: str, right: bool) -> None:  # noqa: FBT001
    assert is_tax_code(written) is right


def test_a_household_names_who_represents_it() -> None:
    household = {"legal_form": "Hộ kinh doanh", "tax_code": "096185001234"}
    assert flaws(**household) == ["seller_representative_missing"]
    assert flaws(**household, representative="abc") == ["seller_representative_missing"]
    assert flaws(**household, representative="Nguyễn Văn 2") == ["seller_representative_missing"]
    assert flaws(**household, representative="Nguyễn Thị Út") == []


def test_a_household_is_known_by_its_form_or_its_name() -> None:
    assert is_person(Party(name="Hộ kinh doanh Út Sơn"))
    assert is_person(Party(name="Út Sơn", legal_form="hộ kinh doanh"))
    assert is_person(Party(name="Hộ ông Út Sơn"))
    assert not is_person(Party(name="Hộp quà Út Sơn"))
    assert not is_person(Party(name="Hộ kinh doanh cũ", legal_form="công ty TNHH"))
    assert not is_person(Party(name="HTX Ví Dụ"))
