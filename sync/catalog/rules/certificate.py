"""Rules of the OCOP certificate: a legal claim with an end date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sync.catalog.days import Days, after, before, proven_by, shown, up_to
from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts, certificate_of
from sync.catalog.reading import Path
from sync.catalog.rules.issuers import issuer_rules
from sync.catalog.yaml_schema import WrittenProduct
from sync.model import Certificate, Severity, Value
from sync.model.claims import NOTICE_DAYS, VALID_YEARS, Fault, faults

VALID_MONTHS = 12 * VALID_YEARS


def certificate_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with the certificate."""
    certificate = certificate_of(product)
    if certificate is None:
        return
    yield from _state(certificate)
    yield from _lacking(certificate)
    if product.certificate and product.certificate.file and not certificate.issued_by:
        yield Finding("ocop_issuer_missing", ("certificate",), "warning")
    yield from _contradictions(certificate)
    yield from issuer_rules(certificate, product, facts)
    if certificate.dossier and certificate.dossier.state == "decided":
        yield Finding("ocop_dossier_decided", ("certificate", "dossier"), "warning")


def _state(certificate: Certificate) -> Iterator[Finding]:
    """Tell what a certificate is no more, or not yet; its last day still counts."""
    path: Path = ("certificate", "expires_on")
    if certificate.withdrawn:
        yield Finding("ocop_certificate_withdrawn", ("certificate", "withdrawn"), "note")
        return
    if ended := certificate.expires_on:
        values = {"expired_on": shown(ended)}
        yield Finding("ocop_certificate_expired", path, values=values, days=after(ended))
    proven = proven_by(certificate)
    if ended and certificate.issued_on and proven:
        at, days = ("certificate", "issued_on"), before(certificate.issued_on)
        yield Finding("ocop_certificate_not_yet", at, "warning", days=days)
        yield _ending(ended, path, proven.days)


def _ending(ends: date, path: Path, good: Days) -> Finding:
    """Tell of its end early, since renewal waits for a rating round."""
    days = up_to(ends, NOTICE_DAYS[0])
    days = Days(max(days.first, good.first), days.last)
    return Finding("ocop_certificate_expiring", path, "warning", days=days, ends=ends)


def _lacking(certificate: Certificate) -> Iterator[Finding]:
    lacking = _missing(certificate)
    if lacking:
        values: dict[str, Value] = {"fields": lacking, "stars": certificate.stars}
        yield Finding("ocop_certificate_incomplete", ("certificate",), "warning", values)


def _missing(certificate: Certificate) -> tuple[str, ...]:
    wanted = ("decision_no", "issued_on", "expires_on")
    return tuple(name for name in wanted if not getattr(certificate, name))


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
