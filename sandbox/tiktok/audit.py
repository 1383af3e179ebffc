"""TikTok looks at every listing and every edit: what waits, what passes, what comes back.

DRAFT --edit--> PENDING --passed--> ACTIVATE <--passed-- PENDING <--activate-- SELLER_DEACTIVATED
                  \\--failed--> FAILED --edit--> PENDING
ACTIVATE --edit--> ACTIVATE with a reviewed version behind it: passed, it replaces the live one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok import pushes
from sandbox.tiktok.reading import search_row
from sandbox.tiktok.taxonomy import CATEGORIES, INVITE_ONLY

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.entities import Product, Shop
    from sandbox.tiktok.market import Market


BEHIND = frozenset({"ACTIVATE", "SELLER_DEACTIVATED"})


def submit(market: Market, shop: Shop, product: Product, content: Json) -> None:
    """New content goes to audit: behind the live one, or as the listing itself."""
    relists = product.status == "SELLER_DEACTIVATED" and market.settings.edit_relists_hidden
    if product.status in BEHIND and not relists:
        product.reviewed = content
        lag_s = market.settings.edit_audit_s
    else:
        product.live, product.reviewed, product.banned = content, None, False
        product.status = "PENDING"
        lag_s = market.settings.audit_s
    product.keep_offers()
    begin(market, shop, product, lag_s)


def begin(market: Market, shop: Shop, product: Product, lag_s: float) -> None:
    """Put a product under audit."""
    now = market.clock.now()
    product.audit, product.audit_until = "AUDITING", now + lag_s
    product.failed_reasons = []
    changed(market, product, now)
    pushes.audited(market, shop, product)
    settle(market, shop)


def settle(market: Market, shop: Shop) -> None:
    """End the audits that are due."""
    now = market.clock.now()
    for product in shop.products.values():
        if product.audit_until is not None and now >= product.audit_until:
            _end(market, shop, product, product.audit_until)


def _end(market: Market, shop: Shop, product: Product, at: float) -> None:
    product.audit_until = None
    reasons = _objections(market, product)
    product.audit = "FAILED" if reasons else "APPROVED"
    product.failed_reasons = reasons
    if not reasons and CATEGORIES[product.newest["category_id"]].permission == INVITE_ONLY:
        product.audit = "PRE_APPROVED"  # and stays PENDING until the seller is invited
    elif product.status == "PENDING":
        refused = "PLATFORM_DEACTIVATED" if product.banned else "FAILED"
        product.status = refused if reasons else "ACTIVATE"
    elif product.reviewed is not None and not reasons:
        product.live = product.reviewed
    product.reviewed = None
    product.keep_offers()
    changed(market, product, at)
    pushes.audited(market, shop, product)


def _objections(market: Market, product: Product) -> list[Json]:
    content, word = product.newest, market.settings.audit_refuses_word.lower()
    found = [
        _objection(position, "Sản phẩm có từ ngữ không được phép", "Bỏ từ ngữ này rồi gửi lại")
        for position, field in (("Product name", "title"), ("Product description", "description"))
        if word and word in content[field].lower()
    ]
    if product.banned:
        reason = "Sản phẩm vi phạm chính sách"
        found.append(_objection("Product", reason, "Chỉnh sửa rồi gửi duyệt lại"))
    return found


def _objection(position: str, reason: str, suggestion: str) -> Json:
    return {
        "position": position,
        "reasons": [reason],
        "suggestions": [suggestion],
        "listing_platform": "TIKTOK_SHOP",
    }


def withdraw(product: Product) -> None:
    """End an audit without a result: somebody changed the status by hand."""
    product.audit_until, product.reviewed = None, None
    product.audit = "APPROVED" if product.status in BEHIND else "NONE"
    product.keep_offers()


def changed(market: Market, product: Product, at: float) -> None:
    """Stamp a product whose content or status changed, and tell the search index."""
    product.update_time = at
    index(market, product, at)


def index(market: Market, product: Product, at: float) -> None:
    """The search index learns of a product some time later, of a deletion perhaps never."""
    if product.deleted and market.settings.search_forgets_nothing:
        return
    product.shown.write(search_row(product), at, market.settings.search_lag_s)


def count_listing(market: Market, shop: Shop) -> bool:
    """Whether one more listing or edit fits into this day; counts it if so."""
    day, count = shop.listed_on
    count = count if day == market.day() else 0
    if count >= market.settings.daily_listing_limit:
        return False
    shop.listed_on = [market.day(), count + 1]
    return True
