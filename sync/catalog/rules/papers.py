"""Rules of the other papers: self-declaration, food safety, VietGAP ... and when they end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sync.catalog.days import after, before, between, shown, up_to
from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.reading import Path
from sync.catalog.rules.places import party_places
from sync.catalog.rules.texts import party_rules
from sync.catalog.yaml_schema import WrittenCooperative, WrittenPaper, WrittenProduct
from sync.model import Value
from sync.model.claims import NOTICE_DAYS
from sync.model.identity import identity_flaws


def product_papers(product: WrittenProduct, _: Facts) -> Iterator[Finding]:
    """Find what is wrong with the papers that a product names."""
    yield from papers_rules(product.papers or ())


def papers_rules(papers: Sequence[WrittenPaper]) -> Iterator[Finding]:
    """Find papers that have ended, end soon, are not in force yet, or end before they begin."""
    for index, paper in enumerate(papers):
        path: Path = ("papers", index, "expires_on")
        if paper.issued_on and paper.expires_on and paper.expires_on < paper.issued_on:
            yield Finding("paper_dates", path)
        elif paper.expires_on:
            yield paper_ending(paper.number, paper.expires_on, path)
            yield from _ended(paper, paper.expires_on, path, papers)
        if paper.issued_on:
            at, values = ("papers", index, "issued_on"), {"number": paper.number}
            yield Finding("paper_not_yet", at, "warning", values, days=before(paper.issued_on))


def paper_ending(number: str | None, ends: date, path: Path) -> Finding:
    """Tell of a paper's end for as long as it is near."""
    values, days = {"number": number}, up_to(ends, NOTICE_DAYS[0])
    return Finding("paper_expiring", path, "warning", values, days=days, ends=ends)


def _ended(
    paper: WrittenPaper, ended: date, path: Path, papers: Sequence[WrittenPaper]
) -> Iterator[Finding]:
    """Food may not be sold without its safety certificate; any other paper is just not shown."""
    values = {"number": paper.number, "expired_on": shown(ended)}
    replaced = _good_until(paper, papers) if paper.kind == "food_safety" else None
    days = after(ended)._replace(last=between(None, replaced).last)
    yield Finding("paper_expired", path, "warning", values, days=days)
    if replaced is not None:
        values = {"expired_on": shown(ended)}
        code = "food_safety_certificate_expired"
        yield Finding(code, path, values=values, days=after(replaced))


def _good_until(paper: WrittenPaper, papers: Sequence[WrittenPaper]) -> date | None:
    """Say how long some paper of the same kind is good; None: one has no end."""
    ends = [each.expires_on for each in papers if each.kind == paper.kind]
    return None if None in ends else max(each for each in ends if each)


def cooperative_rules(written: WrittenCooperative, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with the cooperative."""
    yield from papers_rules(written.papers or ())
    yield from party_rules(written)
    yield from party_places((), written)
    yield from _identity(written, for_real=facts.for_real)


def _identity(written: WrittenCooperative, *, for_real: bool) -> Iterator[Finding]:
    """Find what a marketplace would not believe of who sells; a real one asks for all of it."""
    for field, code in identity_flaws(written):
        if for_real or code == "seller_tax_code_form":
            values: dict[str, Value] = {"text": (written.tax_code or "")[:40]}
            yield Finding(code, (field,), "warning", values)
    if for_real and not written.address:
        yield Finding("seller_address_missing", ("name",), "warning")
