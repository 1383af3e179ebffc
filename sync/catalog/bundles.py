"""Finds what bundles are made of that cannot be: nobody's SKU, or another bundle.

A bundle is made of single goods, one step deep: so anybody can tell from the YAML what an order of
it takes, and no circle is possible.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sync.catalog.diagnostics import Finding, Issue
from sync.catalog.nearest import nearest
from sync.catalog.parsed import ParsedProduct
from sync.catalog.reading import Path
from sync.model import Sku, Variant


def bundle_issues(drafts: Sequence[ParsedProduct], *, all_read: bool) -> list[Issue]:
    """Find the parts that cannot be; while some file is unread, no SKU is nobody's."""
    bundles = list(_bundles(drafts))
    if not bundles:
        return []
    names = {Sku(name) for draft in drafts for name in draft.skus or (draft.code,)}
    made = {variant.sku for _, _, variant in bundles}
    issues = []
    for draft, path, variant in bundles:
        for part in variant.made_of or ():
            finding = _finding((*path, "made_of", part), part, made, names if all_read else {part})
            if finding is not None:
                spot = draft.spot(finding.path)._replace(at="key")
                issues.append(Issue(finding, spot, draft.code, None, frozenset(), variant.sku))
    return issues


def _bundles(drafts: Sequence[ParsedProduct]) -> Iterator[tuple[ParsedProduct, Path, Variant]]:
    for draft in drafts:
        for index, variant in enumerate(draft.product.variants if draft.product else ()):
            if variant.made_of:
                yield draft, ("variants", index) if draft.skus else (), variant


def _finding(
    path: Path, part: Sku, made: Collection[Sku], names: Collection[Sku]
) -> Finding | None:
    if part in made:
        return Finding("part_is_a_bundle", path, values={"sku": part})
    if part in names:
        return None
    meant = nearest(part, names)
    code = "part_unknown_near" if meant else "part_unknown"
    return Finding(code, path, values={"sku": part[:60], "nearest": meant})
