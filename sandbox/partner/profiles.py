"""The marketplaces that speak this API here, how they differ, and what is set while they run."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.partner import facts
from sandbox.push_delivery import PushSettings


@dataclass(frozen=True, slots=True)
class Connection:
    """Well-known access to one shop, not secret: a fresh replica accepts the token."""

    shop_code: str
    shop_name: str
    client_id: str
    secrets: tuple[str, str]  # the owner may make a second one early
    token: str


@dataclass(frozen=True, slots=True)
class MarketProfile:
    """One marketplace: its label, its limits, and what it leaves out."""

    name: str
    label: str
    connections: tuple[Connection, ...]
    name_length: tuple[int, int] = facts.NAME_LENGTH
    images: int = facts.IMAGES
    variants: int = facts.VARIANTS
    batch: int = facts.BATCH
    page_size: int = facts.PAGE_SIZE
    find_skus: int = facts.FIND_SKUS
    webhook: bool = True
    list_price: bool = True


def _connections(prefix: str) -> tuple[Connection, ...]:
    return (
        Connection(
            shop_code="HTX-VIDU",
            shop_name="HTX Ví Dụ",
            client_id=f"{prefix}-sandbox-8Jx2",
            secrets=(f"{prefix}-sandbox-secret-1", f"{prefix}-sandbox-secret-2"),
            token=f"pt_{prefix}_sandbox",
        ),
        Connection(
            shop_code="HTX-KHAC",
            shop_name="HTX Khác",
            client_id=f"{prefix}-sandbox-9Kq4",
            secrets=(f"{prefix}-other-secret-1", f"{prefix}-other-secret-2"),
            token=f"pt_{prefix}_other",
        ),
    )


POSTMART = MarketProfile("postmart", "Buudien.vn (Postmart)", _connections("postmart"))

# Arbitrary on purpose, so that the two are no twins: nothing is known of the real Voso.
VOSO = MarketProfile(
    "voso",
    "Voso",
    _connections("voso"),
    name_length=(10, 100),
    images=6,
    batch=50,
    page_size=50,
    webhook=False,
    list_price=False,
)


@dataclass
class PartnerSettings(PushSettings):
    """Times are seconds of the replica's clock unless said; 0 switches a delay or a limit off."""

    token_ttl_s: float = 3600.0
    token_grace_s: float = 60.0  # how long a replaced token still opens
    tokens_per_hour: int = 10
    connection_revoked: bool = False  # by the shop's owner: 4012, and 4013 for a new token
    secrets_alive: str = "first"  # or both (a second one was made), or second (the first ended)
    granted_scopes: str = ""  # separated by spaces; empty: all
    shop_status: str = "ACTIVE"  # or ON_HOLIDAY, LOCKED

    requests_per_minute: int = 60
    media_per_minute: int = 120
    burst: int = 20
    parallel: int = 4
    new_products_per_day: int = 500
    maintenance: bool = False
    sunday_maintenance: bool = False  # the weekly window; off, or a demo would stop on that night

    review_s: float = 20.0  # until the verdict; production would take a working day
    list_lag_s: float = 2.0  # until lists show a change; the contract allows 5
    rewrites_html: bool = True  # description_html comes back re-serialised
    closed_categories: str = "219"  # ids, separated by spaces
    promotion_s: float = 7 * 86_400.0  # how long a price_locked of the operator holds

    page_token_ttl_s: float = 600.0
    empty_page: int = 0  # this page of a sweep comes empty, and is not the last
    total_extra: int = 0  # `total` says so many more than come
    errors_under_200: bool = False  # the gateway answers every error under HTTP 200
    unknown_fields: bool = False  # answers carry fields that v1 does not name
    unknown_review_status: str = ""  # this word instead of APPROVED
    write_takes_s: float = 0.0  # real seconds between binding a key and the write: shows 4092

    confirms_by_itself: bool = True  # NEW becomes CONFIRMED after 24 h, else CANCELLED after 48 h
    delivered_after_s: float = 3 * 86_400.0  # SHIPPED becomes DELIVERED

    webhook_timeout_s: float = 5.0  # real seconds that a receiver may take
    # webhook_mood knows old_secret as well
