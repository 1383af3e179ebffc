"""Whether an OCOP certificate may be spoken of on a given day.

Law: Decisions 148/QĐ-TTg (2023), 1489/QĐ-TTg (2025) and 26/2026/QĐ-TTg: three to five stars, 36
months; three stars by districts until 30/06/2025, three and four by provinces, five centrally.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from sync.model.product import Certificate

ClaimState = Literal["not_yet", "valid", "expiring", "expired", "withdrawn", "unknown"]
Fault = Literal["evidence", "decision_no", "dates", "long", "early", "level", "issuer"]

CLAIMED: frozenset[ClaimState] = frozenset({"valid", "expiring"})  # stars may be published
EXPIRING_DAYS = 30
NOTICE_DAYS = (180, 90, 30, 7, 0)  # before a paper's last day people are told, and on the day
VALID_YEARS = 3
DISTRICTS_END = date(2025, 7, 1)
PROGRAMME_BEGAN = date(2018, 5, 7)  # 490/QĐ-TTg
_DECISION = re.compile(  # without blanks: 3981/QĐ-UBND, số 148/QĐ-TTg, 12/QĐ-BNN-VPĐP ngày 1/2/2024
    r"(?:(?:QĐ|QUYẾTĐỊNH)?SỐ:?|QĐ:?|QUYẾTĐỊNH:?)?\d{1,6}/(?:20\d\d/)?Q[ĐD][-–]?"
    r"[A-ZĐ][A-ZĐ&–-]*(?:,?NGÀY[\d/.-]+)?"
)
_SLIPS = str.maketrans("\u00d0\u2010\u2011\u2012\u2212\u2014", "Đ-----")  # look the same
# Who recognised it, by the first words of the issuer; the longest name goes first.
_COMMUNE = re.compile(r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân) (?:xã|phường|thị trấn|đặc khu)")
_DISTRICT = re.compile(
    r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân) (?:huyện|quận|thị xã"
    r"|(?:thành phố|tp\.?) (?!hà nội|hồ chí minh|hcm|đà nẵng|cần thơ|hải phòng|huế))"
)
_PROVINCE = re.compile(r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân) (?:tỉnh|thành phố|tp)")
_CENTRAL = re.compile(r"(?:^|\W)(?:bộ|trung ương|vpđp|văn phòng điều phối|thủ tướng|quốc gia)\W")
_ISSUERS = {"commune": _COMMUNE, "district": _DISTRICT, "province": _PROVINCE, "central": _CENTRAL}
_STARS_OF = {"district": {3}, "province": {3, 4}, "central": {5}}


def claim(certificate: Certificate, today: date) -> ClaimState:
    """Tell the state of a certificate; its last day still counts, what is no proof is unknown."""
    issued_on, expires_on = certificate.issued_on, certificate.expires_on
    if certificate.withdrawn:
        return "withdrawn"
    if expires_on is not None and today > expires_on:
        return "expired"
    if issued_on is None or expires_on is None or faults(certificate):
        return "unknown"
    if today < issued_on:
        return "not_yet"
    return "expiring" if (expires_on - today).days <= EXPIRING_DAYS else "valid"


def has_ended(certificate: Certificate | None, today: date, lead_days: int = 0) -> bool:
    """Whether it is for its last day that no stars may be published, `lead_days` ahead."""
    if certificate is None or certificate.withdrawn or certificate.expires_on is None:
        return False
    return certificate.expires_on < today + timedelta(days=lead_days)


def stars_allowed(certificate: Certificate | None, today: date, lead_days: int = 0) -> int | None:
    """Tell how many stars may be published today and still `lead_days` later; None: none may."""
    days = {today, today + timedelta(days=lead_days)}
    if certificate is None or any(claim(certificate, day) not in CLAIMED for day in days):
        return None
    return certificate.stars


@lru_cache(maxsize=1024)
def faults(certificate: Certificate) -> tuple[Fault, ...]:
    """Name what keeps a certificate from being proof: only a decision as the law knows them is."""
    return tuple(_faults(certificate))


def _faults(certificate: Certificate) -> Iterator[Fault]:
    if certificate.evidence != "decision":
        yield "evidence"
    if not _is_decision(certificate.decision_no or ""):
        yield "decision_no"
    yield from _dates(certificate)
    yield from _issuer(certificate)


def _is_decision(number: str) -> bool:
    """Whether it is written as decisions are: 3981/QĐ-UBND, with any blanks."""
    plain = "".join(number.upper().translate(_SLIPS).split()).rstrip(".,;")
    return _DECISION.fullmatch(plain) is not None


def _dates(certificate: Certificate) -> Iterator[Fault]:
    issued_on, expires_on = certificate.issued_on, certificate.expires_on
    if issued_on is not None and issued_on < PROGRAMME_BEGAN:
        yield "early"
    if issued_on is None or expires_on is None:
        return
    if expires_on <= issued_on:
        yield "dates"
    elif expires_on > _last_day(issued_on):
        yield "long"


def _last_day(issued_on: date) -> date:
    if (issued_on.month, issued_on.day) == (2, 29):
        return date(issued_on.year + VALID_YEARS, 3, 1)
    return issued_on.replace(year=issued_on.year + VALID_YEARS)


def _issuer(certificate: Certificate) -> Iterator[Fault]:
    """Find an issuer that could not give these stars then, or is not of the level written."""
    found, issued_on = _level_of(certificate.issued_by or ""), certificate.issued_on
    level = certificate.issued_level or found
    late = level == "district" and issued_on is not None and issued_on >= DISTRICTS_END
    if found == "commune" or (found and found != level):
        yield "issuer"
    if late or certificate.stars not in _STARS_OF.get(level or "", {certificate.stars}):
        yield "level"


def _level_of(issuer: str) -> str | None:
    told = " ".join(issuer.lower().split()) + " "
    return next((name for name, pattern in _ISSUERS.items() if pattern.search(told)), None)
