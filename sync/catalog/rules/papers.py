"""Rules of the other papers: self-declaration, food safety, VietGAP ... and when they end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sync.catalog.diagnostics import Finding
from sync.catalog.reading import Path
from sync.catalog.rules.facts import Facts
from sync.catalog.rules.places import unknown_places
from sync.catalog.rules.texts import party_rules
from sync.catalog.yaml_schema import WrittenCooperative, WrittenPaper, WrittenProduct
from sync.model import Value
from sync.model.claims import EXPIRING_DAYS

_TAX_CODE = re.compile(r"\d{10}(?:-?\d{3})?|\d{12}")
_HOUSEHOLD = re.compile(r"\bhộ kinh doanh\b|\bhkd\b|\bcá nhân\b")


def product_papers(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with the papers that a product names."""
    return papers_rules(product.papers or (), facts.today)


def papers_rules(papers: Sequence[WrittenPaper], today: date) -> Iterator[Finding]:
    """Find papers that have ended, end soon, are not in force yet, or end before they begin."""
    for index, paper in enumerate(papers):
        path: Path = ("papers", index, "expires_on")
        if paper.issued_on and paper.expires_on and paper.expires_on < paper.issued_on:
            yield Finding("paper_dates", path)
        elif paper.expires_on and paper.expires_on < today:
            yield _ended(paper, paper.expires_on, path, _replaced(paper, papers, today))
        elif paper.expires_on and (paper.expires_on - today).days <= EXPIRING_DAYS:
            yield _ending(paper, paper.expires_on, path, today)
        if paper.issued_on and paper.issued_on > today:
            values = {"number": paper.number}
            yield Finding("paper_not_yet", ("papers", index, "issued_on"), "warning", values)


def _ending(paper: WrittenPaper, ends: date, path: Path, today: date) -> Finding:
    days = (ends - today).days
    values: dict[str, Value] = {"number": paper.number, "days": days, "ends_on": _shown(ends)}
    return Finding("paper_expiring", path, "warning", values)


def _ended(paper: WrittenPaper, ended: date, path: Path, replaced: WrittenPaper | None) -> Finding:
    """Food may not be sold without its safety certificate; any other paper is just not shown."""
    if paper.kind == "food_safety" and replaced is None:
        values = {"expired_on": _shown(ended)}
        return Finding("food_safety_certificate_expired", path, values=values)
    values = {"number": paper.number, "expired_on": _shown(ended)}
    return Finding("paper_expired", path, "warning", values)


def _replaced(
    paper: WrittenPaper, papers: Sequence[WrittenPaper], today: date
) -> WrittenPaper | None:
    """Find a paper of the same kind that is still good."""
    alike = (other for other in papers if other.kind == paper.kind)
    return next((o for o in alike if o.expires_on is None or o.expires_on >= today), None)


def _shown(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def cooperative_rules(written: WrittenCooperative, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with the cooperative."""
    yield from papers_rules(written.papers or (), facts.today)
    yield from party_rules(written)
    if written.address:
        yield from unknown_places(("address",), written.address)
    yield from _identity(written, for_real=facts.for_real)


def _identity(written: WrittenCooperative, *, for_real: bool) -> Iterator[Finding]:
    """Find what a marketplace would not believe of who sells (Decree 248/2026).

    A tax code has 10 digits, a branch 3 more; a household's is its owner's personal number.
    """
    if written.tax_code and not _TAX_CODE.fullmatch(written.tax_code.strip()):
        values: dict[str, Value] = {"text": written.tax_code[:40]}
        yield Finding("seller_tax_code_form", ("tax_code",), "warning", values)
    if not for_real:
        return
    if not (written.tax_code or written.registration_no):
        yield Finding("seller_identity_missing", ("name",), "warning")
    form = (written.legal_form or written.name).casefold()
    if _HOUSEHOLD.search(form) and not written.representative:
        yield Finding("seller_representative_missing", ("name",), "warning")
    if not written.address:
        yield Finding("seller_address_missing", ("name",), "warning")
