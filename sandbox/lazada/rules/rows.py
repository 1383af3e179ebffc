"""The rows of a refusal's detail, in the shapes seen in the wild."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.replica import Json


def row(field: str, number: int, code: str, text: str) -> Json:
    """A row whose message joins number, business code and sentence with colons."""
    return {"field": field, "message": f"{number}:{code}:{text}", "code": code}


def variation_row(code: str, text: str) -> Json:
    """A row about variations; these codes have no number."""
    return {"field": "variation", "message": f"{code}:{text}", "code": code}


def blank(attribute_id: int) -> Json:
    """A mandatory attribute is missing."""
    return {
        "field": f"p-{attribute_id}",
        "message": "C004: cannot be blank. Kindly input the information before re-uploading.",
        "code": "CHK_BASIC_REQUIRED",
    }


def outer_id_exists(seller_id: str, sku_id: int, seller_sku: str) -> Json:
    """The SellerSku belongs to another SKU of the store already."""
    code = "THD_IC_ERR_F_IC_INFRA_PRODUCT_036"
    text = (
        "Insert sku outer id relation failed, outerId already exists, "
        f"sell ID:{seller_id},sku ID:{sku_id},outer ID:{seller_sku},serverIP:33.1.2.3"
    )
    return row("SellerSku", 4135, code, text)
