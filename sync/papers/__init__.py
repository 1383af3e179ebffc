"""Which papers prove what, until when, what lacks; which seasons turn, and lots end, when."""

from sync.papers.calendar import CalendarPaper, PaperName, calendar, within
from sync.papers.lots import lot_notices
from sync.papers.notices import Notice, notices, told_of
from sync.papers.rating import Renewal, renewal
from sync.papers.readiness import Demands, lacking
from sync.papers.seasons import season_notices

__all__ = [
    "CalendarPaper",
    "Demands",
    "Notice",
    "PaperName",
    "Renewal",
    "calendar",
    "lacking",
    "lot_notices",
    "notices",
    "renewal",
    "season_notices",
    "told_of",
    "within",
]
