"""SellerSkus: said, well written, and unique in the whole store."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sandbox.lazada import facts
from sandbox.lazada.refusal import numbered
from sandbox.lazada.rules.rows import outer_id_exists, row
from sandbox.lazada.rules.variations import special_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.lazada.rules.draft import Draft
    from sandbox.lazada.shelf import Shop
    from sandbox.replica import Json


def check_seller_skus(draft: Draft, taken: Callable[[str], bool]) -> None:
    """The SKUs that would be born; `taken` tells which SellerSkus may not come again."""
    born = [wish.seller_sku for wish in draft.wishes if wish.sku is None]
    if len(draft.wishes) > facts.SKUS:
        raise numbered(204, f"Too many SKUs in one request: at most {facts.SKUS}")
    rows = special_rows("SellerSku", born) + [_invalid(each) for each in born if _is_odd(each)]
    rows += [_repeated(each) for each, times in Counter(born).items() if times > 1]
    draft.refuse(rows)
    draft.refuse([_exists(draft.shop, each) for each in born if taken(each)])


def _is_odd(seller_sku: str) -> bool:
    return len(seller_sku) > facts.SKU_LENGTH or seller_sku != seller_sku.strip()


def _invalid(seller_sku: str) -> Json:
    return row("SellerSku", 4150, "SELLER_SKU_INVALID", f"Invalid SellerSku {seller_sku}")


def _repeated(seller_sku: str) -> Json:
    code = "BIZ_CHECK_SELLER_SKU_DUPLICATE"
    return row("SellerSku", 4105, code, f"Duplicate SellerSku {seller_sku}")


def _exists(shop: Shop, seller_sku: str) -> Json:
    (*_, sku) = shop.by_seller_sku[seller_sku]
    return outer_id_exists(shop.seller_id, sku.sku_id, seller_sku)
