"""Rules of the other papers: self-declaration, food safety, VietGAP ... and when they end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.reading import Path
from sync.catalog.rules.places import party_places
from sync.catalog.rules.texts import papers_spoken_of, party_rules
from sync.catalog.yaml_schema import WrittenCooperative, WrittenPaper, WrittenProduct
from sync.model import Value
from sync.model.claims import NOTICE_DAYS
from sync.model.days import lasts_on
from sync.model.identity import identity_flaws


def product_papers(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with the papers that a product names."""
    yield from papers_rules(product.papers or (), facts.today)
    ours = (facts.cooperative and facts.cooperative.papers) or ()
    good = {
        each.kind
        for each in (*(product.papers or ()), *ours)
        if lasts_on(facts.today, each.issued_on, each.expires_on)
    }
    for kind, (path, words) in papers_spoken_of(product).items():
        if kind not in good:
            yield Finding(
                "certificate_not_written", path, "warning", {"words": words, "kind": kind}
            )


def papers_rules(papers: Sequence[WrittenPaper], today: date) -> Iterator[Finding]:
    """Find papers that have ended, end soon, are not in force yet, or end before they begin."""
    for index, paper in enumerate(papers):
        path: Path = ("papers", index, "expires_on")
        if paper.issued_on and paper.expires_on and paper.expires_on < paper.issued_on:
            yield Finding("paper_dates", path)
        elif paper.expires_on and paper.expires_on < today:
            yield _ended(paper, paper.expires_on, path, _replaced(paper, papers, today))
        elif paper.expires_on and (paper.expires_on - today).days <= NOTICE_DAYS[0]:
            yield _ending(paper, paper.expires_on, path, today)
        if paper.issued_on and paper.issued_on > today:
            values = {"number": paper.number}
            yield Finding("paper_not_yet", ("papers", index, "issued_on"), "warning", values)


def _ending(paper: WrittenPaper, ends: date, path: Path, today: date) -> Finding:
    return Finding(
        "paper_expiring", path, "warning", {"number": paper.number, **ending(ends, today)}
    )


def ending(ends: date, today: date) -> dict[str, Value]:
    """Say how long a paper lasts: so many days, or to the end of this one."""
    days, shown = (ends - today).days, _shown(ends)
    return {"days": days, **({"ends_on": shown} if days else {"last_day": shown})}


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
