"""Who sells, as the law asks a marketplace to prove before anybody may (Decree 248/2026).

An organisation is known by its tax code or business code, a person by name and personal number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

IdentityFlaw = tuple[str, str]  # the field, and the code of what is wrong with it

_PERSONAL = re.compile(r"(?:hộ|hkd|h\.?k\.?d|cá nhân|household|individual)(?!\w)")
_ORGANISED = re.compile(r"(?:htx|hợp tác xã|liên hiệp|công ty|cty|cooperative|company)(?!\w)")
_TAX_CODE = re.compile(r"\d{10}(?:-?\d{3})?")
# Stands for a household's tax code since 01/07/2025: the province of birth, 001 to 096, goes first.
_PERSONAL_NO = re.compile(r"0(?!00)(?:[0-8]\d|9[0-6])\d{9}")
_REGISTRATION = re.compile(r"[\w./-]*\d(?:[\w./ -]*\d){4}[\w./-]*")  # five digits or more
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class Seller(Protocol):
    """What is written of who sells: a cooperative, as read or as built."""

    @property
    def name(self) -> str: ...
    @property
    def legal_form(self) -> str | None: ...
    @property
    def tax_code(self) -> str | None: ...
    @property
    def registration_no(self) -> str | None: ...
    @property
    def representative(self) -> str | None: ...


def identity_flaws(seller: Seller) -> Iterator[IdentityFlaw]:
    """Find what keeps a marketplace from proving who sells."""
    if not (seller.tax_code or seller.registration_no):
        yield "name", "seller_identity_missing"
    if seller.tax_code and not _fits(seller, seller.tax_code):
        yield "tax_code", "seller_tax_code_form"
    if seller.registration_no and not _REGISTRATION.fullmatch(seller.registration_no.strip()):
        yield "registration_no", "seller_registration_form"
    if is_person(seller) and not _full_name(seller.representative):
        yield "representative" if seller.representative else "name", "seller_representative_missing"


def _fits(seller: Seller, tax_code: str) -> bool:
    """Whether it can be this seller's: a person's number is no organisation's."""
    own = _PERSONAL_NO.fullmatch(tax_code.replace(" ", "")) is None
    return is_tax_code(tax_code) and (own or not _ORGANISED.match(_form(seller)))


def is_person(seller: Seller) -> bool:
    """Whether a person answers for it, not an organisation: a household, or somebody alone."""
    return _PERSONAL.match(_form(seller)) is not None


def _form(seller: Seller) -> str:
    return (seller.legal_form or seller.name).strip().casefold()


def is_tax_code(written: str) -> bool:
    """Whether it can be a tax code: ten digits that check, maybe a branch, or a personal number."""
    digits = written.replace(" ", "")
    if _PERSONAL_NO.fullmatch(digits):
        return True
    if not _TAX_CODE.fullmatch(digits):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return 10 - total % 11 == int(digits[9])


def _full_name(written: str | None) -> bool:
    """A name of two words or more, without digits."""
    words = (written or "").split()
    return len(words) > 1 and not any(letter.isdigit() for letter in "".join(words))
