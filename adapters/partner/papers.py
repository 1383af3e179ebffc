"""Writes papers as the partner API takes them: the OCOP certificate apart from all others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sync.marketplace.json_values import Json, record, rows
from sync.model import Field, ListedPaper, Listing

MOST = 20
OTHER = "OTHER"
TYPES: Mapping[str, str] = {
    "self_declaration": "SELF_DECLARATION",
    "food_safety": "FOOD_SAFETY",
    "business_registration": "BUSINESS_REGISTRATION",
    "vietgap": "VIETGAP",
    "globalgap": "GLOBALGAP",
    "origin": "ORIGIN",
    "quality": "QUALITY",
    "trademark": "TRADEMARK",
}
CERTIFICATE = frozenset(
    {"stars", "decision_no", "issued_by", "issued_on", "expires_on", "certificate_media_id"}
)


def papers_body(listing: Listing, standing: Json, about: Collection[Field]) -> Json:
    """Write the papers: ours where the edit is about them, else those that stand there.

    What somebody handed in at the marketplace stays until the catalog has papers of its own.
    """
    if "papers" not in about:
        return {**_standing_certificate(standing), **_standing_documents(standing)}
    ocop = next(map(_certificate, _of_ocop(listing)), None)
    documents = [_document(paper) for paper in documents_of(listing)]
    return {**({"ocop": ocop} if ocop else {}), **({"documents": documents} if documents else {})}


def documents_of(listing: Listing) -> list[ListedPaper]:
    """Take the papers that go into `documents`."""
    return [paper for paper in listing.papers if paper.kind != "ocop"]


def _of_ocop(listing: Listing) -> Iterator[ListedPaper]:
    return (paper for paper in listing.papers if paper.kind == "ocop")


def _certificate(paper: ListedPaper) -> Json:
    return {
        "stars": paper.stars,
        "decision_no": paper.number,
        "issued_by": paper.issued_by,
        "issued_on": _day(paper.issued_on),
        "expires_on": _day(paper.expires_on),
        "certificate_media_id": paper.remote_id,
    }


def _document(paper: ListedPaper) -> Json:
    return {
        "type": TYPES.get(paper.kind, OTHER),
        "no": paper.number,
        "issued_on": _day(paper.issued_on),
        "expires_on": _day(paper.expires_on),
        "media_id": paper.remote_id,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _standing_certificate(standing: Json) -> Json:
    """Keep a certificate as long as it is shown; one that has expired would be refused."""
    ocop = record(standing.get("ocop"))
    if not ocop or ocop.get("badge") is False:
        return {}
    return {"ocop": {name: value for name, value in ocop.items() if name in CERTIFICATE}}


def _standing_documents(standing: Json) -> Json:
    documents = rows(standing.get("documents"))
    return {"documents": documents} if documents else {}
