"""What an adapter is, and everything that it may use of ours."""

from sync.marketplace.contract import (
    AsksForPapers,
    Connection,
    Credentials,
    Image,
    Login,
    Marketplace,
    Notices,
    Platform,
    Purpose,
    Uploaded,
)
from sync.marketplace.errors import (
    ClockSkewed,
    LoginExpired,
    Lost,
    MarketplaceError,
    Rejected,
    Throttled,
    Unavailable,
)
from sync.marketplace.exchange import Exchange, Outstanding, TakenIn
from sync.marketplace.features import Ability, Features, Limits, Span
from sync.marketplace.line import Access, Call, Line, Part, Request, Response
from sync.marketplace.outcomes import one_by_one, outcome_of
from sync.marketplace.webhooks import Forged, Matter, Postbox, Push, Signal

__all__ = [
    "Ability",
    "Access",
    "AsksForPapers",
    "Call",
    "ClockSkewed",
    "Connection",
    "Credentials",
    "Exchange",
    "Features",
    "Forged",
    "Image",
    "Limits",
    "Line",
    "Login",
    "LoginExpired",
    "Lost",
    "Marketplace",
    "MarketplaceError",
    "Matter",
    "Notices",
    "Outstanding",
    "Part",
    "Platform",
    "Postbox",
    "Purpose",
    "Push",
    "Rejected",
    "Request",
    "Response",
    "Signal",
    "Span",
    "TakenIn",
    "Throttled",
    "Unavailable",
    "Uploaded",
    "one_by_one",
    "outcome_of",
]
