"""Edits the catalog's files: one thing changes, every other byte stays as it was."""

from sync.catalog.editing.blocks import file_of, new_file, new_product, new_variant
from sync.catalog.editing.edits import (
    TOP,
    Add,
    Drop,
    Edit,
    EditRefused,
    Move,
    Put,
    Rename,
    edited,
    values_in,
)
from sync.catalog.editing.meanwhile import ValueChange, changed_since, met, must_meet, undone
from sync.catalog.editing.writing import Plain, Value

__all__ = [
    "TOP",
    "Add",
    "Drop",
    "Edit",
    "EditRefused",
    "Move",
    "Plain",
    "Put",
    "Rename",
    "Value",
    "ValueChange",
    "changed_since",
    "edited",
    "file_of",
    "met",
    "must_meet",
    "new_file",
    "new_product",
    "new_variant",
    "undone",
    "values_in",
]
