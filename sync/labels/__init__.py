"""What stands on a pack, and the code that leads to its lot: values, then sheets to print."""

from sync.labels.content import LabelContent, concerns, content_of, english_content_of, is_over
from sync.labels.sheets import SHEETS, Sheet, SheetTooSmall, policy_of, sheet_page, single_code

__all__ = [
    "SHEETS",
    "LabelContent",
    "Sheet",
    "SheetTooSmall",
    "concerns",
    "content_of",
    "english_content_of",
    "is_over",
    "policy_of",
    "sheet_page",
    "single_code",
]
