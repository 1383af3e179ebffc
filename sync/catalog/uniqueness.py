"""Finds codes, SKUs and barcodes that stand twice, in one file or in two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sync.catalog.catalog_file import UNNAMED, ParsedProduct
from sync.catalog.diagnostics import Finding, Issue, Source
from sync.catalog.reading import Path
from sync.model import Code

Taken = dict[str, tuple[ParsedProduct, int]]  # who has a name first; -1 is the product's own code

_CODE: Path = ("code",)


def collisions(drafts: Iterable[ParsedProduct]) -> tuple[list[Issue], set[Code]]:
    """Find every second use, with the place of the first, and the codes of both products."""
    issues: list[Issue] = []
    stopped: set[Code] = set()
    names: Taken = {}
    gtins: dict[str, tuple[ParsedProduct, int]] = {}
    kept = list(drafts)
    for draft in kept:  # all codes before any SKU: a SKU may not take another product's code
        first = names.setdefault(draft.code, (draft, -1))
        if first[0] is not draft:
            issues.append(_issue("code_reused", draft, _CODE, first[0].spot(_CODE)))
            stopped |= {draft.code}
    for draft in kept:
        for issue, other in (*_skus(draft, names), *_gtins(draft, gtins)):
            issues.append(issue)
            stopped |= {draft.code, other.code}
    return issues, stopped


def _skus(draft: ParsedProduct, names: Taken) -> Iterator[tuple[Issue, ParsedProduct]]:
    for index, sku in enumerate(draft.skus):
        owner, position = names.setdefault(sku, (draft, index))
        own_code = owner.code == draft.code and position == -1
        if sku == UNNAMED or own_code or (owner is draft and position == index):
            continue
        other = owner.spot(_CODE if position < 0 else ("variants", position, "sku"))
        yield _issue("sku_reused", draft, ("variants", index, "sku"), other, sku), owner


def _gtins(
    draft: ParsedProduct, gtins: dict[str, tuple[ParsedProduct, int]]
) -> Iterator[tuple[Issue, ParsedProduct]]:
    for index, (path, gtin) in enumerate(draft.gtins):
        owner, position = gtins.setdefault(gtin, (draft, index))
        if owner is not draft or position != index:
            other = owner.spot(owner.gtins[position][0])
            yield _issue("gtin_reused", draft, path, other, gtin), owner


def _issue(code: str, draft: ParsedProduct, path: Path, other: Source, name: str = "") -> Issue:
    values = {"name": name or draft.code}
    return Issue(Finding(code, path, values=values), draft.spot(path), draft.code, other)
