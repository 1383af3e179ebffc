"""How Lazada says no: HTTP 200 with a code, a type, a sentence and sometimes a list of details."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.replica import Json


class Refusal(Exception):  # the field's word
    """An answer whose `code` is not "0"; `kind` is its `type`."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        kind: str = "ISP",
        detail: Sequence[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code, self.message, self.kind = code, message, kind
        self.detail = None if detail is None else list(detail)


def gateway_error(code: str, message: str) -> Refusal:
    """The gateway turned the call away before any API saw it."""
    return Refusal(code, message, kind="ISV")


def missing(name: str) -> Refusal:
    """A parameter that must be there is not."""
    return gateway_error(
        "MissingParameter",
        f'The input parameter "{name}" that is mandatory for processing this request'
        " is not supplied",
    )


def numbered(code: int, message: str) -> Refusal:
    """A refusal of the old Seller Center kind: `E019: ...`."""
    return Refusal(str(code), f"E{code:03d}: {message}")


CREATE_FAILED = ("500", "E500: Create product failed")
UPDATE_FAILED = ("501", "E501: Update product failed")
REMOVE_FAILED = ("503", "E503: Remove product failed")


def overview(failed: tuple[str, str], rows: Sequence[dict[str, Any]]) -> Refusal:
    """The truth is in the rows."""
    code, message = failed
    return Refusal(code, message, detail=rows)


def row(field: str, code: str, text: str) -> Json:
    """A row as most details are: a text in place of the number, which the message repeats."""
    return {"field": field, "message": f"{code}:{text}", "code": code}


def wrapped(field: str, code: str, text: str) -> Json:
    """A row of another service behind this one: its own code stands in the message alone."""
    return {"field": field, "message": f"4135:{code}:{text}", "code": "4135"}


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
    return wrapped("SellerSku", code, text)
