"""Chooses, for each paper that a category asks for, the one of ours that fits.

TikTok names its papers in words and by numbers that differ from category to category: the words
are what can be understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone

from adapters.tiktok.attributes import fill
from adapters.tiktok.metadata import AskedPaper, CategoryMeta
from sync.marketplace.json_values import Json, rows, text
from sync.marketplace.text_normalize import clean, fold
from sync.model import ListedPaper, Listing, PaperKind

KINDS: tuple[tuple[str, PaperKind], ...] = (  # words of a paper's name -> ours, best first
    ("attp", "food_safety"),
    ("an toàn thực phẩm", "food_safety"),
    ("food safety", "food_safety"),
    ("công bố", "self_declaration"),
    ("declaration", "self_declaration"),
    ("kinh doanh", "business_registration"),
    ("business", "business_registration"),
    ("vietgap", "vietgap"),
    ("globalgap", "globalgap"),
    ("global gap", "globalgap"),
    ("global g a p", "globalgap"),
    ("hữu cơ", "organic"),
    ("organic", "organic"),
    ("xuất xứ", "origin"),
    ("nguồn gốc", "origin"),
    ("origin", "origin"),
    ("kiểm nghiệm", "quality"),
    ("chất lượng", "quality"),
    ("quality", "quality"),
    ("nhãn hiệu", "trademark"),
    ("trademark", "trademark"),
)
FILE = "file:"  # before the id of a PDF; a picture has a uri
VIETNAM = timezone(timedelta(hours=7))


def file_name(sha256: str) -> str:
    """Name a PDF as TikTok takes names: no spaces, one dot."""
    return f"{sha256[:16]}.pdf"


def kinds_of(asked: AskedPaper) -> tuple[PaperKind, ...]:
    """Say which of our kinds a paper may be, best first; none where its name is not understood."""
    plain = re.sub(r"[^\w\s]", " ", clean(asked.name))
    name = f" {fold(plain)} "
    return tuple(dict.fromkeys(kind for words, kind in KINDS if f" {fold(words)} " in name))


def asked_of(listing: Listing, meta: CategoryMeta) -> list[AskedPaper]:
    """List the papers that the category asks of this listing, by its attributes."""
    choices = fill(meta.form, listing.attributes or {}).choices
    return [paper for paper in meta.papers if paper.asked(choices)]


def alike(asked: AskedPaper, listing: Listing) -> list[ListedPaper]:
    """Find the listing's papers of the kinds that are asked for, best first."""
    by_kind = {kind: [p for p in listing.papers if p.kind == kind] for kind in kinds_of(asked)}
    return [paper for papers in by_kind.values() for paper in papers]


def fitting(asked: AskedPaper, listing: Listing) -> ListedPaper | None:
    """Choose the paper that is handed in; None where none fits."""
    fit = (paper for paper in alike(asked, listing) if paper.expires_on or not asked.ends)
    return next(fit, None)


def handed_in(listing: Listing, meta: CategoryMeta | None) -> list[ListedPaper]:
    """List the papers that go with a listing, as far as the category was metadata."""
    asked = asked_of(listing, meta) if meta and listing.papers else []
    found = (fitting(one, listing) for one in asked)
    return [paper for paper in found if paper is not None]


def certifications(listing: Listing, meta: CategoryMeta) -> list[Json]:
    """Write the papers that are asked for, as far as we have them."""
    return list(_written(listing, meta))


def _written(listing: Listing, meta: CategoryMeta) -> Iterator[Json]:
    for asked in asked_of(listing, meta):
        paper = fitting(asked, listing)
        if paper is not None and paper.remote_id is not None:
            ends = {"expiration_date": _end(paper.expires_on)} if paper.expires_on else {}
            yield {"id": asked.id, **_content(paper, paper.remote_id), **ends}


def _content(paper: ListedPaper, remote_id: str) -> Json:
    if not remote_id.startswith(FILE):
        return {"images": [{"uri": remote_id}]}
    name, file_id = file_name(paper.sha256), remote_id.removeprefix(FILE)
    return {"files": [{"id": file_id, "name": name, "format": "PDF"}]}


def _end(last_day: date) -> int:
    """Name the last second of the last day, in Vietnam."""
    midnight = datetime.combine(last_day + timedelta(days=1), time(), VIETNAM).astimezone(UTC)
    return int(midnight.timestamp()) - 1


def with_standing_papers(body: Json, product: Json) -> Json:
    """Keep the papers that others handed in; {} of papers where nothing of them would change."""
    if "certifications" not in body:
        return body
    standing = standing_papers(product)
    ours = {row["id"]: row for row in body["certifications"]}
    kept = [row for row in standing if row["id"] not in ours]
    if {row["id"]: row for row in standing} == ours | {row["id"]: row for row in kept}:
        return {name: value for name, value in body.items() if name != "certifications"}
    return {**body, "certifications": [*ours.values(), *kept]}


def standing_papers(product: Json) -> list[Json]:
    """Write the papers of a product as they were read."""
    return [_standing(row) for row in rows(product.get("certifications"))]


def _standing(row: Json) -> Json:
    kept: Mapping[str, object] = {
        "id": text(row.get("id")),
        "images": [{"uri": text(image.get("uri"))} for image in rows(row.get("images"))],
        "files": _files(rows(row.get("files"))),
        "expiration_date": row.get("expiration_date"),
    }
    return {name: value for name, value in kept.items() if value}


def _files(files: Sequence[Json]) -> list[Json]:
    return [{name: text(file.get(name)) for name in ("id", "name", "format")} for file in files]
