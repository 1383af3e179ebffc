"""Rules of the OCOP certificate: a legal claim with an end date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts, certificate_of
from sync.catalog.reading import Path
from sync.catalog.rules.issuers import issuer_rules
from sync.catalog.rules.papers import ending
from sync.catalog.yaml_schema import WrittenProduct
from sync.model import Certificate, Severity, Value
from sync.model.claims import NOTICE_DAYS, VALID_YEARS, Fault, claim, faults

VALID_MONTHS = 12 * VALID_YEARS


def certificate_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with the certificate."""
    certificate = certificate_of(product)
    if certificate is None:
        return
    yield from _state(certificate, facts.today)
    yield from _lacking(certificate)
    if product.certificate and product.certificate.file and not certificate.issued_by:
        yield Finding("ocop_issuer_missing", ("certificate",), "warning")
    yield from _contradictions(certificate)
    yield from issuer_rules(certificate, product, facts)
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
    lacking = _missing(certificate)
    if lacking:
        values: dict[str, Value] = {"fields": lacking, "stars": certificate.stars}
        yield Finding("ocop_certificate_incomplete", ("certificate",), "warning", values)


def _missing(certificate: Certificate) -> tuple[str, ...]:
    wanted = ("decision_no", "issued_on", "expires_on")
    return tuple(name for name in wanted if not getattr(certificate, name))


def _ending(ends: date, today: date) -> Iterator[Finding]:
    left = (ends - today).days
    if left <= NOTICE_DAYS[0]:  # renewal waits for a rating round, so this comes early
        values = ending(ends, today)
        yield Finding("ocop_certificate_expiring", ("certificate", "expires_on"), "warning", values)


# What keeps a certificate from being proof: the code, the field, how bad it is.
_CONTRADICTIONS: dict[Fault, tuple[str, str, Severity]] = {
    "evidence": ("ocop_certificate_unproven", "evidence", "warning"),
    "decision_no": ("ocop_decision_form", "decision_no", "warning"),
    "dates": ("ocop_certificate_dates", "expires_on", "stop"),
    "early": ("ocop_certificate_early", "issued_on", "warning"),
    "long": ("ocop_certificate_long", "expires_on", "warning"),
    "level": ("ocop_certificate_level", "issued_level", "warning"),
    "issuer": ("ocop_issuer_contradicts", "issued_by", "warning"),
}


def _contradictions(certificate: Certificate) -> Iterator[Finding]:
    """Say why a certificate that lacks nothing is not claimed all the same."""
    for fault in faults(certificate):
        if fault in {"evidence", "decision_no"} and _missing(certificate):
            continue  # that it lacks something is said already
        code, field, severity = _CONTRADICTIONS[fault]
        values: dict[str, Value] = {
            "stars": certificate.stars,
            "months": VALID_MONTHS,
            "issuer": (certificate.issued_by or "")[:60],
            "number": (certificate.decision_no or "")[:40],
        }
        yield Finding(code, ("certificate", field), severity, values)


def _shown(day: date) -> str:
    return day.strftime("%d/%m/%Y")
