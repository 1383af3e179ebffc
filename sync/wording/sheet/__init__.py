"""What is said of shops that are reached by a workbook: what goes out, what comes back."""

from __future__ import annotations

from sync.wording.rows import worded
from sync.wording.sentence import Sentence
from sync.wording.sheet.commands import COMMANDS
from sync.wording.sheet.files import FILES
from sync.wording.sheet.help import HELP
from sync.wording.sheet.rows import ROWS
from sync.wording.sheet.shop import SHOP

SENTENCES: dict[str, Sentence] = worded({**HELP, **COMMANDS, **FILES, **ROWS, **SHOP})
