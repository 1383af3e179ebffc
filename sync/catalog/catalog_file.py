"""Reads one catalog file: a cooperative and its products."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from sync.catalog.building import Files, build, party, with_lost_counts, with_unread_counts
from sync.catalog.configuration import freezes
from sync.catalog.dated import Dated
from sync.catalog.days import ALWAYS
from sync.catalog.diagnostics import STREAMED, Finding, Placed
from sync.catalog.facts import Facts
from sync.catalog.gathered import Gathered, placed
from sync.catalog.nearest import nearest
from sync.catalog.papers import certificate_file, papers_of
from sync.catalog.parse import Parsed, parse
from sync.catalog.parsed import UNNAMED, CatalogFile, ParsedProduct
from sync.catalog.pictures import pictures_of
from sync.catalog.reading import Part, Path, Reader, Unread, read
from sync.catalog.reading.parts import MOST_PROBLEMS
from sync.catalog.reading.text import decode, printable, unread
from sync.catalog.rules import broken_rules, cooperative_rules
from sync.catalog.rules.texts import FALSE_CLAIMS
from sync.catalog.spoiled import (
    is_hopeless,
    is_of_english,
    sku_at,
    spoiled_by_cooperative,
    spoiled_fields,
)
from sync.catalog.yaml_schema import WrittenCatalog, WrittenCooperative, WrittenProduct
from sync.model import Code, Location, Paper, Party, Problem, Product
from sync.model.assortment import file_name

_OF_VARIANTS = {("price",), ("stock",), ("options",), ("gtin",)}  # asked where there are none


class Producer(NamedTuple):
    """Whose products they are; `party` is None unless they may be sold."""

    party: Party | None
    papers: tuple[Paper, ...] = ()


def read_catalog_file(
    file: pathlib.Path, facts: Facts, content: bytes | None = None
) -> CatalogFile:
    """Read a catalog file as far as it can be read; `content` is what it would hold."""
    told = Gathered(CatalogFile(file_name(file)))
    read_file = told.file
    try:
        text = read(file) if content is None else decode(content, printable(file))
        producer = _cooperative(text, file)
        known = replace(facts, cooperative=producer.value)
        if producer.value is not None:
            named = producer.value.papers or ()
            read_file.beside |= {paper.file for paper in named if paper.file}
        _fill(told, Reader(text, printable(file)), file, known)
    except Unread as error:
        read_file.problems.append(error.problem)
        read_file.whole = False
    read_file.dated = Dated.of(told.on_days)
    if not read_file.whole:
        read_file.drafts = [_broken_off(draft) for draft in read_file.drafts]
    return read_file


def _broken_off(draft: ParsedProduct) -> ParsedProduct:
    product = draft.product
    return draft._replace(product=with_lost_counts(product)) if product else draft


def _cooperative(text: str, file: pathlib.Path) -> Parsed[WrittenCooperative]:
    """Find the cooperative first, wherever in the file it stands."""
    try:
        for part in Reader(text, printable(file)).parts(STREAMED):
            if part.path == ("cooperative",):
                return parse(WrittenCooperative, part.value)
    except Unread:
        pass  # the reading proper comes upon the same and reports it
    return Parsed(None, [])


def _fill(told: Gathered, reader: Reader, file: pathlib.Path, facts: Facts) -> None:
    """Read every product of the file."""
    read_file = told.file
    producer = _producer(file, facts)
    top: dict[str, Part] = {}
    flaws = 0
    try:
        for part in reader.parts(STREAMED):
            sound = producer if len(reader.problems) == flaws else Producer(None)
            flaws = len(reader.problems)
            if len(part.path) > 1:
                _add(told, part, file, facts, sound)
            if told.too_many():
                raise unread("more_problems", part.mark, most=MOST_PROBLEMS)
            top.setdefault(str(part.path[0]), part)
    finally:
        read_file.problems += [*reader.problems, *reader.remarks]
        read_file.whole = read_file.whole and not reader.problems
    _check_top(told, top, file, facts)


def _producer(file: pathlib.Path, facts: Facts) -> Producer:
    """Make the cooperative as far as it is known; what is wrong with it waits, not its stock."""
    if facts.cooperative is None:
        return Producer(Party(name=UNNAMED))
    papers, _ = papers_of(facts.cooperative.papers or (), file.parent)
    return Producer(party(facts.cooperative), papers)


def _add(told: Gathered, part: Part, file: pathlib.Path, facts: Facts, producer: Producer) -> None:
    read_file = told.file
    taken = parse(WrittenProduct, part.value)
    written = taken.value
    if written is None or written.code == UNNAMED:
        read_file.whole = False
    if written is None:
        told.take(taken.refused, partial(placed, part))
        return
    read_file.beside |= _names_beside(written)
    files, findings = _files(written, file.parent, producer)
    findings += broken_rules(written, facts)
    findings = taken.refused + [each for each in findings if not _told_with(taken, each)]
    told.take(findings, lambda each: _of_product(part, each, written))
    product = None
    if producer.party is not None and facts.categories is not None and not _hopeless(findings):
        product = build(written, producer.party, files, facts, part.mark)
        product = with_unread_counts(product, [each.path for each in taken.refused])
    if written.code != UNNAMED:
        read_file.drafts.append(_draft(file, part, written, product))


def _hopeless(findings: Iterable[Finding]) -> bool:
    always = (each for each in findings if each.days == ALWAYS)
    return any(freezes(each) and is_hopeless(each) for each in always)


def _of_product(part: Part, finding: Finding, written: WrittenProduct) -> Placed:
    meant = finding.values.get("nearest") if finding.at == "key" else None
    path: Path = (*finding.path[:-1], str(meant)) if meant else finding.path
    # What is left of a text goes out; of an English one nothing does until it is mended.
    cut = finding.code in FALSE_CLAIMS and not is_of_english(path)
    fields = frozenset() if cut else spoiled_fields(path)
    return placed(part, finding, written.code, fields, sku_at(finding.path, written))


def _names_beside(written: WrittenProduct) -> set[str]:
    papers = {paper.file for paper in written.papers or ()}
    certificate = written.certificate.file if written.certificate else None
    return {name for name in (*(written.images or ()), *papers, certificate) if name}


def _files(
    written: WrittenProduct, folder: pathlib.Path, producer: Producer
) -> tuple[Files, list[Finding]]:
    images, wrong_images = pictures_of(written.images or (), folder)
    certificate, wrong_certificate = certificate_file(written, folder)
    papers, wrong_papers = papers_of(written.papers or (), folder)
    files = Files(images=images, certificate=certificate, papers=papers + producer.papers)
    return files, wrong_images + wrong_certificate + wrong_papers


def _draft(
    file: pathlib.Path, part: Part, written: WrittenProduct, product: Product | None
) -> ParsedProduct:
    variants = written.variants or ()
    gtins = [(("variants", i, "gtin"), v.gtin) for i, v in enumerate(variants)]
    return ParsedProduct(
        file=file,
        part=part.path,
        start=part.mark,
        code=Code(written.code),
        skus=tuple(variant.sku for variant in variants),
        gtins=tuple((path, gtin) for path, gtin in [(("gtin",), written.gtin), *gtins] if gtin),
        product=product,
    )


def _check_top(told: Gathered, top: dict[str, Part], file: pathlib.Path, facts: Facts) -> None:
    """Check what stands beside the products."""
    problems = told.file.problems
    start = Location(printable(file), 1, 1)
    if not top:
        problems.append(Problem(code="file_empty", severity="warning", where=start))
        return
    if "cooperative" not in top:
        values = {"field": "cooperative"}
        spoiled = spoiled_by_cooperative(())
        problems.append(Problem(code="missing_field", values=values, where=start, fields=spoiled))
    for name, part in top.items():
        told.take(_top_findings(name, part, file, facts), partial(_of_top, part))


def _of_top(part: Part, finding: Finding) -> Placed:
    cut = finding.code in FALSE_CLAIMS
    fields = frozenset() if cut else spoiled_by_cooperative(finding.path)
    return placed(part, finding, fields=fields)


def _top_findings(name: str, part: Part, file: pathlib.Path, facts: Facts) -> list[Finding]:
    if name == "cooperative":
        return _of_cooperative(parse(WrittenCooperative, part.value), file.parent, facts)
    if name == STREAMED:  # items come one by one, so this is something else than a list
        empty = len(part.path) == 1 and part.value in (None, [])
        code = "file_empty" if empty else "wrong_type_list"
        found = Finding(code, (), "warning" if empty else "stop", {"field": name})
        return [found] if len(part.path) == 1 else []
    if name != name.strip():
        return [Finding("yaml_odd_space", at="key")]
    meant = nearest(name, WrittenCatalog.model_fields)
    code = "unknown_field_near" if meant else "unknown_field"
    return [Finding(code, values={"field": name, "nearest": meant}, at="key")]


def _of_cooperative(
    taken: Parsed[WrittenCooperative], folder: pathlib.Path, facts: Facts
) -> list[Finding]:
    written = (taken.value and taken.value.papers) or ()
    found = papers_of(written, folder)[1]
    if taken.value is not None:
        found += cooperative_rules(taken.value, facts)
    return taken.refused + [each for each in found if not taken.complained(each.path)]


def _told_with(taken: Parsed[WrittenProduct], finding: Finding) -> bool:
    """Whether a refusal says it already: variants that cannot be read price and count nothing."""
    unread = finding.path[:1] in _OF_VARIANTS and any(
        refused.path == ("variants",) for refused in taken.refused
    )
    return unread or taken.complained(finding.path)
