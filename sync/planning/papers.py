"""Says which papers are handed in with a listing: only what is in force on that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sync.model import ListedPaper, Product
from sync.model.claims import CLAIMED, claim
from sync.model.days import lasts_on


def papers_in_force(product: Product, today: date) -> tuple[ListedPaper, ...]:
    """List the papers whose file can be handed in today, the OCOP certificate first."""
    return (*_certificate(product, today), *_papers(product, today))


def _certificate(product: Product, today: date) -> Iterator[ListedPaper]:
    """A certificate that may not be spoken of is not shown either."""
    certificate = product.certificate
    if certificate is None or certificate.file is None or not certificate.issued_by:
        return
    if certificate.decision_no and claim(certificate, today) in CLAIMED:
        yield ListedPaper(
            kind="ocop",
            number=certificate.decision_no,
            sha256=certificate.file.sha256,
            issued_on=certificate.issued_on,
            expires_on=certificate.expires_on,
            issued_by=certificate.issued_by,
            stars=certificate.stars,
        )


def _papers(product: Product, today: date) -> Iterator[ListedPaper]:
    for paper in product.papers:
        if paper.file is not None and lasts_on(today, paper.issued_on, paper.expires_on):
            yield ListedPaper(
                kind=paper.kind,
                number=paper.number,
                sha256=paper.file.sha256,
                issued_on=paper.issued_on,
                expires_on=paper.expires_on,
                issued_by=paper.issued_by,
            )
