"""What the site says of itself: its index, its settings, its currency and its version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.woocommerce.entities import Attachment
from sandbox.woocommerce.errors import Refusal
from sandbox.woocommerce.pictures import ENDINGS, STARTS, stored
from sandbox.woocommerce.site import Said

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.woocommerce.site import Call


async def index(call: Call) -> Said:
    """What the site is called, and which namespaces it has."""
    settings = call.settings
    return Said(
        {
            "name": "Cửa hàng ví dụ",
            "url": call.base,
            "home": call.base,
            "timezone_string": settings.time_zone,
            "gmt_offset": 7,
            "namespaces": ["oembed/1.0", "wc/v1", "wc/v2", "wc/v3", "wp/v2"],
        }
    )


async def general(call: Call) -> Said:
    """The general settings."""
    settings = call.settings
    return _settings(
        {
            "woocommerce_currency": settings.currency,
            "woocommerce_price_num_decimals": "0",
            "woocommerce_price_decimal_sep": settings.decimal_separator,
            "woocommerce_price_thousand_sep": ",",
            "woocommerce_currency_pos": "right_space",
            "woocommerce_calc_taxes": "no",
        },
    )


async def of_products(call: Call) -> Said:
    """The settings of products and stock."""
    settings = call.settings
    return _settings(
        {
            "woocommerce_weight_unit": settings.weight_unit,
            "woocommerce_dimension_unit": settings.dimension_unit,
            "woocommerce_manage_stock": "yes" if settings.manages_stock else "no",
            "woocommerce_hold_stock_minutes": str(settings.hold_stock_minutes),
            "woocommerce_notify_no_stock_amount": "0",
        },
    )


def _settings(values: dict[str, Any]) -> Said:
    rows: list[Json] = [
        {"id": name, "label": name, "type": "text", "default": "", "value": value}
        for name, value in values.items()
    ]
    return Said(rows)


async def currency(call: Call) -> Said:
    """The currency that the shop sells in."""
    return Said({"code": call.settings.currency, "name": "Vietnamese đồng", "symbol": "₫"})


async def system_status(call: Call) -> Said:
    """Which versions run here."""
    version = call.settings.wc_version
    return Said({"environment": {"home_url": call.base, "version": version, "wp_version": "6.9"}})


async def library(call: Call) -> Said:
    """The files of the media library, all or those of one name."""
    slug = call.query.get("slug", "")
    rows = [_file_row(each) for each in call.shop.attachments.values()]
    return Said([row for row in rows if not slug or row["slug"] == slug])


def _file_row(kept: Attachment) -> Json:
    stem = kept.src.rpartition("/")[2].rpartition(".")[0]
    return {"id": kept.id, "slug": stem, "source_url": kept.src, "media_type": "image"}


async def upload(call: Call) -> Said:
    """`POST /wp/v2/media`: the raw bytes, and the file's name in a header."""
    name, content = str(call.body["filename"]), call.body["content"]
    ending = f".{name.rpartition('.')[2].lower()}"
    if ending not in ENDINGS or not content.startswith(STARTS):
        said = "Sorry, you are not allowed to upload this file type."
        raise Refusal(500, "rest_upload_sideload_error", said)
    kept: Attachment = stored(call, name, content)
    return Said(_file_row(kept), 201)
