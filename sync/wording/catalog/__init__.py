"""What is said of the configuration's files: their bytes, their YAML, their fields, the shops."""

from __future__ import annotations

from sync.wording.catalog import editing, fields, files, pictures, shops, syntax, values
from sync.wording.sentence import Sentence

SENTENCES: dict[str, Sentence] = (
    files.SENTENCES
    | editing.SENTENCES
    | syntax.SENTENCES
    | fields.SENTENCES
    | values.SENTENCES
    | pictures.SENTENCES
    | shops.SENTENCES
)
