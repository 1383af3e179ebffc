"""Notes in catalog files what their English texts are a translation of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from sync.catalog.editing import Edit, Put, edited, values_in
from sync.catalog.english import ENGLISH, Pair, pairs
from sync.catalog.parse import parse
from sync.catalog.yaml_schema import WrittenProduct
from sync.model import Code, Product, Sku
from sync.running.catalog_edits import FileWork


def marking(products: Iterable[Product], *, outdated: bool = False) -> list[FileWork]:
    """Find which marks are to be written where: of texts that have none, or are `outdated` too."""
    by_file: dict[Path, set[Code]] = defaultdict(set)
    for product in products:
        if product.english is not None:
            by_file[Path(product.source.file)].add(product.code)
    works = []
    for file, codes in by_file.items():
        seen = file.read_bytes()
        edits = tuple(marks_in(seen, codes, outdated=outdated))
        if edits:
            works.append(FileWork(file=file, edits=edits, seen=seen))
    return works


def marks_in(content: bytes, codes: Iterable[Code], *, outdated: bool = False) -> Iterator[Put]:
    """Give the marks of some products of a file; raises `Unread`."""
    wanted = set(codes)
    for each in values_in(content)["products"]:
        written = parse(WrittenProduct, each).value
        if written is None or written.code not in wanted:
            continue
        for pair in pairs(written):
            if pair.holds and (pair.is_unmarked or (outdated and pair.is_outdated)):
                yield _mark(pair, written)


def marks_after(content: bytes, edits: Iterable[Edit]) -> Iterator[Put]:
    """Give the marks of English texts that these edits write."""
    made = tuple(edits)
    codes = {each.code for each in made if isinstance(each, Put) and ENGLISH in each.path}
    if codes:
        yield from marks_in(edited(content, made), codes)


def _mark(pair: Pair, written: WrittenProduct) -> Put:
    *block, name = pair.path
    sku = None
    if block[0] == "variants" and written.variants:
        sku, block = Sku(written.variants[int(block[1])].sku), block[2:]
    return Put(code=Code(written.code), sku=sku, path=(*block, "of", name), value=pair.marked)
