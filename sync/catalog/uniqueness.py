"""Finds codes, SKUs and barcodes that stand twice, in one file or in two.

Who of them had a name first, the files cannot tell: it is for whoever remembers the shops.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sync.catalog.diagnostics import Finding, Issue, Source
from sync.catalog.parsed import UNNAMED, ParsedProduct
from sync.catalog.reading import Path

Taken = dict[str, tuple[ParsedProduct, int]]  # who has a name first; -1 is the product's own code

_CODE: Path = ("code",)
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_DASHES = re.compile("[\u2010-\u2015\u2212_]")


Claimants = dict[str, list[ParsedProduct]]  # by the name that they both claim


def collisions(drafts: Iterable[ParsedProduct]) -> tuple[list[Issue], Claimants]:
    """Find every second use, with the place of the first, and who claims the same name."""
    issues: list[Issue] = []
    claimants: Claimants = defaultdict(list)
    names: Taken = {}
    gtins: dict[str, tuple[ParsedProduct, int]] = {}
    kept = list(drafts)
    if _all_differ(kept):
        return issues, claimants
    for draft in kept:  # all codes before any SKU: a SKU may not take another product's code
        first = names.setdefault(draft.code, (draft, -1))
        if first[0] is not draft:
            issues.append(_issue("code_reused", draft, _CODE, first[0].spot(_CODE)))
            claimants[draft.code] += [first[0], draft]
    for draft in kept:
        for issue, other in (*_skus(draft, names), *_gtins(draft, gtins)):
            issues.append(issue)
            claimants[str(issue.finding.values["name"])] += [other, draft]
    return issues, claimants


def _all_differ(drafts: Sequence[ParsedProduct]) -> bool:
    """Whether nothing stands twice, as in nearly every catalog: counting tells it at once."""
    names = [name for draft in drafts for name in (draft.code, *draft.skus)]
    # With zeros before it a barcode is the same one.
    gtins = [gtin.lstrip("0") for draft in drafts for _, gtin in draft.gtins]
    return len(names) == len(set(names)) and len(gtins) == len(set(gtins))


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
        owner, position = gtins.setdefault(gtin.lstrip("0"), (draft, index))
        if owner is not draft or position != index:
            other = owner.spot(owner.gtins[position][0])
            yield _issue("gtin_reused", draft, path, other, gtin), owner


def look_alikes(drafts: Iterable[ParsedProduct]) -> Iterator[Issue]:
    """Find SKUs that a clerk, Excel or a platform takes for one another: 0017 and 17, TOM and tom.

    One of a product that only looks alike is allowed: the name is told, and nothing waits for it.
    """
    seen: dict[str, tuple[ParsedProduct, int]] = {}
    kept = list(drafts)
    if _none_alike([sku for draft in kept for sku in draft.skus]):
        return
    for draft in kept:
        for index, sku in enumerate(draft.skus):
            owner, position = seen.setdefault(_typed(sku), (draft, index))
            if (first := owner.skus[position]) == sku:
                continue
            path: Path = ("variants", index, "sku")
            finding = Finding("skus_look_alike", path, "warning", {"sku": sku, "name": first})
            other = owner.spot(("variants", position, "sku"))
            yield Issue(finding, draft.spot(path), draft.code, other)


def _none_alike(skus: Sequence[str]) -> bool:
    """Whether all differ however they are typed, as in nearly every catalog: told at one go."""
    told = "\n".join(skus)
    typed = _typed(told).split("\n") if told.isascii() else []
    return len(typed) == len(skus) == len(set(typed))


def _typed(sku: str) -> str:
    if sku.isascii():
        return _LEADING_ZEROS.sub("", sku.lower().replace("_", "-"))
    plain = unicodedata.normalize("NFKC", sku).casefold()
    return _LEADING_ZEROS.sub("", _DASHES.sub("-", plain))


def _issue(code: str, draft: ParsedProduct, path: Path, other: Source, name: str = "") -> Issue:
    values = {"name": name or draft.code}
    return Issue(Finding(code, path, values=values), draft.spot(path), draft.code, other)
