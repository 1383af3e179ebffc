"""What an adapter is, and everything that it may use of ours."""

from sync.marketplace.client import ApiClient, Call, Credentials, FormPart, Request, Response
from sync.marketplace.contract import (
    AsksForPapers,
    ClientCredentialsLogin,
    Connection,
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
from sync.marketplace.features import Ability, Features, Limits, Span
from sync.marketplace.file_exchange import FileExchange, Outstanding, TakenIn, file_exchange
from sync.marketplace.outcomes import one_by_one, outcome_of
from sync.marketplace.push import Forged, Push, PushRegistration, Signal, Topic

__all__ = [
    "Ability",
    "ApiClient",
    "AsksForPapers",
    "Call",
    "ClientCredentialsLogin",
    "ClockSkewed",
    "Connection",
    "Credentials",
    "Features",
    "FileExchange",
    "Forged",
    "FormPart",
    "Image",
    "Limits",
    "Login",
    "LoginExpired",
    "Lost",
    "Marketplace",
    "MarketplaceError",
    "Notices",
    "Outstanding",
    "Platform",
    "Purpose",
    "Push",
    "PushRegistration",
    "Rejected",
    "Request",
    "Response",
    "Signal",
    "Span",
    "TakenIn",
    "Throttled",
    "Topic",
    "Unavailable",
    "Uploaded",
    "file_exchange",
    "one_by_one",
    "outcome_of",
]
