"""Which papers prove what, until when, and what is missing before a product may be sold."""

from sync.papers.calendar import CalendarPaper, PaperName, calendar, within
from sync.papers.notices import Notice, notices, told_of
from sync.papers.rating import Renewal, renewal
from sync.papers.readiness import Demands, lacking

__all__ = [
    "CalendarPaper",
    "Demands",
    "Notice",
    "PaperName",
    "Renewal",
    "calendar",
    "lacking",
    "notices",
    "renewal",
    "told_of",
    "within",
]
