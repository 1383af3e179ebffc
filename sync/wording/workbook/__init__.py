"""What is said of the catalog as a workbook: columns, hints, what was changed and what refused."""

from __future__ import annotations

from sync.wording.rows import worded
from sync.wording.sentence import Sentence
from sync.wording.workbook.columns import COLUMNS, HINTS
from sync.wording.workbook.messages import COMMANDS, GUIDE, HEADINGS, HELP
from sync.wording.workbook.refusals import REFUSED, UNDERSTOOD

SENTENCES: dict[str, Sentence] = worded(
    {**COLUMNS, **HINTS, **GUIDE, **UNDERSTOOD, **REFUSED, **COMMANDS, **HEADINGS, **HELP}
)
