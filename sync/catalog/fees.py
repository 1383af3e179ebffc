"""Reads fees.yaml: what marketplaces and the tax office keep of a sale, dated, with its source."""

from __future__ import annotations

import pathlib
from typing import NamedTuple

from sync.catalog.diagnostics import Finding, locate
from sync.catalog.documents import read_document
from sync.catalog.parse import parse
from sync.catalog.yaml_schema import WrittenFees
from sync.model import Fee, Problem


class ReadFees(NamedTuple):
    """The rows, and what is wrong with the file; a wrong row is left out."""

    fees: tuple[Fee, ...]
    problems: list[Problem]


def read_fees(file: pathlib.Path) -> ReadFees:
    """Read the table; a file that is not there has no rows."""
    document = read_document(file)
    if [problem.code for problem in document.problems] == ["file_missing"]:
        return ReadFees((), [])
    taken = parse(WrittenFees, document.raw)
    findings, rows = list(taken.refused), taken.value.fees if taken.value else ()
    wrong = {each.path[1] for each in findings if len(each.path) > 1}
    fees = []
    for place, row in enumerate(rows):
        if row.since and row.until and row.since > row.until:
            findings.append(Finding("fee_days_crossed", ("fees", place, "until")))
        elif place not in wrong:
            fees.append(Fee(**row.given()))
    located = locate(document.issue(each) for each in findings)
    return ReadFees(tuple(fees), [*document.problems, *located])
