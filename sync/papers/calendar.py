"""Every paper that the catalog knows of, by the day on which it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sync.model import Certificate, Code, Dossier, Paper, PaperKind, Product

PaperName = PaperKind | Literal["ocop", "gtin"]

ENDS: frozenset[PaperName] = frozenset(  # kinds that the law lets end: without a day one is missing
    {"ocop", "food_safety", "vietgap", "globalgap", "organic", "gtin_registration", "growing_area"}
)
_MANY_OF_A_KIND: frozenset[PaperName] = frozenset({"other", "quality", "trademark"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPaper:
    """A paper of one cooperative, and the products that it stands for.

    `ends_on` is its last day in force; None with `ends` means that a day is missing. An OCOP
    certificate carries its certificate, of which `dossier` and rating rounds speak.
    """

    cooperative: str
    kind: PaperName
    number: str
    products: tuple[Code, ...]
    ends_on: date | None = None
    certificate: Certificate | None = None

    @property
    def ends(self) -> bool:
        """Whether a paper of this kind ends at all."""
        return self.ends_on is not None or self.kind in ENDS

    @property
    def dossier(self) -> Dossier | None:
        """How far its renewal has come."""
        return self.certificate.dossier if self.certificate else None

    @property
    def key(self) -> str:
        """What it is known by, as long as it is the same paper."""
        return f"{self.cooperative}|{self.kind}|{self.number}"

    def days_left(self, today: date) -> int | None:
        """Count the days up to its last one; negative once it has ended."""
        return (self.ends_on - today).days if self.ends_on else None


def calendar(products: Iterable[Product]) -> list[CalendarPaper]:
    """List the papers, the soonest end first; what has no end, or none written, comes last.

    One paper of many products is one row. What a newer paper of its kind has replaced is left out.
    """
    found: dict[tuple[str, date | None], CalendarPaper] = {}
    for product in products:
        for paper in dict.fromkeys(_of(product)):
            known = found.get((paper.key, paper.ends_on))
            together = (*known.products, product.code) if known else (product.code,)
            found[paper.key, paper.ends_on] = replace(known or paper, products=together)
    return sorted(_standing(list(found.values())), key=_order)


def within(papers: Iterable[CalendarPaper], today: date, days: int) -> list[CalendarPaper]:
    """Keep the papers that end within so many days, or have ended."""
    return [each for each in papers if (left := each.days_left(today)) is not None and left <= days]


def _of(product: Product) -> Iterator[CalendarPaper]:
    """Name each paper of a product once, wherever it is written."""

    def paper(kind: PaperName, number: str, ends_on: date | None = None) -> CalendarPaper:
        return CalendarPaper(
            cooperative=product.cooperative.name,
            kind=kind,
            number=number,
            products=(),
            ends_on=ends_on,
        )

    certificate, label = product.certificate, product.label
    if certificate and not certificate.withdrawn:
        ocop = paper("ocop", certificate.decision_no or "", certificate.expires_on)
        yield replace(ocop, certificate=replace(certificate, file=None))
    own = [(each.kind, each) for each in product.papers]
    yield from (paper(kind, each.number, each.expires_on) for kind, each in own)
    written = {kind for kind, _ in own}
    for kind, on_label in _on_label(label.declaration, label.food_safety_certificate):
        if (kind, on_label.number) not in {(known, each.number) for known, each in own}:
            yield paper(kind, on_label.number, on_label.expires_on)
    gtins = [each.gtin for each in product.variants if each.gtin]
    if gtins and "gtin_registration" not in written:
        yield paper("gtin", ", ".join(gtins))
    if product.growing_area_code and "growing_area" not in written:
        yield paper("growing_area", product.growing_area_code)


def _on_label(
    declaration: Paper | None, food_safety: Paper | None
) -> Iterator[tuple[PaperKind, Paper]]:
    if declaration:
        yield "self_declaration", declaration
    if food_safety:
        yield "food_safety", food_safety


def _standing(papers: Sequence[CalendarPaper]) -> Iterator[CalendarPaper]:
    by_kind: dict[tuple[str, PaperName], list[CalendarPaper]] = {}
    for each in papers:
        by_kind.setdefault((each.cooperative, each.kind), []).append(each)
    return (p for p in papers if not _replaced(p, by_kind[p.cooperative, p.kind]))


def _replaced(paper: CalendarPaper, alike: Iterable[CalendarPaper]) -> bool:
    """Whether a later paper of the kind stands for all that this one stands for."""
    ends = paper.ends_on
    if ends is None or paper.kind in _MANY_OF_A_KIND:
        return False
    covered = set(paper.products)
    return any(
        covered <= set(other.products) and (other.ends_on is None or other.ends_on > ends)
        for other in alike
        if other is not paper
    )


def _order(paper: CalendarPaper) -> tuple[date, bool, str, str, Code]:
    day = paper.ends_on or date.max
    return day, not paper.ends, paper.cooperative, paper.kind, paper.products[0]
