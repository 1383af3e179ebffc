"""Rules of the OCOP certificate: a legal claim with an end date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sync.catalog.diagnostics import Finding
from sync.catalog.reading import Path
from sync.catalog.rules.facts import Facts, certificate_of
from sync.catalog.yaml_schema import WrittenProduct
from sync.model import Certificate, Value
from sync.model.claims import NOTICE_DAYS, claim

VALID_MONTHS = 36
_DISTRICTS_END = date(2025, 7, 1)


def certificate_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with the certificate."""
    certificate = certificate_of(product)
    if certificate is None:
        return
    yield from _state(certificate, facts.today)
    yield from _lacking(certificate)
    if product.certificate and product.certificate.file and not certificate.issued_by:
        yield Finding("ocop_issuer_missing", ("certificate",), "warning")
    yield from _dates(certificate)
    yield from _level(certificate)
    if certificate.dossier and certificate.dossier.state == "decided":
        yield Finding("ocop_dossier_decided", ("certificate", "dossier"), "warning")


def _state(certificate: Certificate, today: date) -> Iterator[Finding]:
    path: Path = ("certificate", "expires_on")
    match claim(certificate, today), certificate.expires_on:
        case "withdrawn", _:
            yield Finding("ocop_certificate_withdrawn", ("certificate", "withdrawn"), "note")
        case "expired", date() as ended:
            yield Finding("ocop_certificate_expired", path, values={"expired_on": _shown(ended)})
        case (("valid" | "expiring"), date() as ends):
            yield from _ending(ends, today)
        case "not_yet", _:
            yield Finding("ocop_certificate_not_yet", ("certificate", "issued_on"), "warning")


def _lacking(certificate: Certificate) -> Iterator[Finding]:
    lacking = tuple(
        name
        for name in ("decision_no", "issued_on", "expires_on")
        if not getattr(certificate, name)
    )
    if lacking:
        values: dict[str, Value] = {"fields": lacking, "stars": certificate.stars}
        yield Finding("ocop_certificate_incomplete", ("certificate",), "warning", values)


def _ending(ends: date, today: date) -> Iterator[Finding]:
    left = (ends - today).days
    if left <= NOTICE_DAYS[0]:  # renewal waits for a rating round, so this comes early
        values: dict[str, Value] = {"days": left, "ends_on": _shown(ends)}
        yield Finding("ocop_certificate_expiring", ("certificate", "expires_on"), "warning", values)


def _dates(certificate: Certificate) -> Iterator[Finding]:
    issued, ends = certificate.issued_on, certificate.expires_on
    if issued is None or ends is None:
        return
    months = (ends.year - issued.year) * 12 + ends.month - issued.month
    if ends <= issued:
        yield Finding("ocop_certificate_dates", ("certificate", "expires_on"))
    elif months > VALID_MONTHS or (months == VALID_MONTHS and ends.day > issued.day):
        values = {"months": VALID_MONTHS}
        yield Finding("ocop_certificate_long", ("certificate", "expires_on"), "warning", values)


def _level(certificate: Certificate) -> Iterator[Finding]:
    level, issued = certificate.issued_level, certificate.issued_on
    late_district = level == "district" and issued is not None and issued >= _DISTRICTS_END
    if level and (late_district or (certificate.stars == 5) != (level == "central")):
        values = {"stars": certificate.stars}
        yield Finding("ocop_certificate_level", ("certificate", "issued_level"), "warning", values)


def _shown(day: date) -> str:
    return day.strftime("%d/%m/%Y")
