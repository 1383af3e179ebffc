"""What an adapter is, and everything that it may use of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.lazy import lazily

if TYPE_CHECKING:
    from sync.marketplace.asked_setting import AskedSetting
    from sync.marketplace.carried_files import FileExchange, Outstanding, TakenIn, file_exchange
    from sync.marketplace.categories import (
        Asked,
        AskedAttribute,
        CategoryGuide,
        Leaf,
        PaperLine,
    )
    from sync.marketplace.client import (
        ApiClient,
        Call,
        Credentials,
        FormPart,
        Kept,
        Request,
        Response,
        by_token,
        token_call,
    )
    from sync.marketplace.contract import (
        AccountProof,
        AsksForPapers,
        ClientCredentialsLogin,
        Connection,
        Image,
        Login,
        Marketplace,
        Notices,
        Platform,
        Purpose,
        Returns,
        ShowsPictures,
        Uploaded,
        WritesPages,
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
    from sync.marketplace.features import Ability, AskedPapers, Features, Limits, Span
    from sync.marketplace.known_answers import KnownAnswers
    from sync.marketplace.outcomes import (
        MakeGroup,
        Verdict,
        ends_batch,
        grouped,
        judged,
        one_by_one,
        outcome_of,
        wanted_offer,
    )
    from sync.marketplace.push import (
        Forged,
        Push,
        PushRegistration,
        Signal,
        Topic,
        body_identity,
        signature,
        verified,
    )
    from sync.marketplace.unread_orders import OrdersUnread, UnreadLine, UnreadOrder
else:
    __getattr__ = lazily(__name__, __file__)

__all__ = [
    "Ability",
    "AccountProof",
    "ApiClient",
    "Asked",
    "AskedAttribute",
    "AskedPapers",
    "AskedSetting",
    "AsksForPapers",
    "Call",
    "CategoryGuide",
    "ClientCredentialsLogin",
    "ClockSkewed",
    "Connection",
    "Credentials",
    "Features",
    "FileExchange",
    "Forged",
    "FormPart",
    "Image",
    "Kept",
    "KnownAnswers",
    "Leaf",
    "Limits",
    "Login",
    "LoginExpired",
    "Lost",
    "MakeGroup",
    "Marketplace",
    "MarketplaceError",
    "Notices",
    "OrdersUnread",
    "Outstanding",
    "PaperLine",
    "Platform",
    "Purpose",
    "Push",
    "PushRegistration",
    "Rejected",
    "Request",
    "Response",
    "Returns",
    "ShowsPictures",
    "Signal",
    "Span",
    "TakenIn",
    "Throttled",
    "Topic",
    "Unavailable",
    "UnreadLine",
    "UnreadOrder",
    "Uploaded",
    "Verdict",
    "WritesPages",
    "body_identity",
    "by_token",
    "ends_batch",
    "file_exchange",
    "grouped",
    "judged",
    "one_by_one",
    "outcome_of",
    "signature",
    "token_call",
    "verified",
    "wanted_offer",
]
