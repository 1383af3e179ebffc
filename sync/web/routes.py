"""Every route of the page: what each page module declares, in one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sync.web.access import Route
from sync.web.pages import (
    adopt,
    approvals,
    connect,
    fees,
    holds,
    installation,
    kept_scans,
    language,
    log,
    lots,
    more,
    new_product,
    new_shop,
    notices,
    orders,
    paper_scans,
    papers,
    pictures,
    product,
    product_pictures,
    products,
    rounds,
    runs,
    sales,
    settings,
    shops,
    sign_in,
    site_preview,
    stock,
    stock_answers,
    today,
    words,
    workbooks,
)

ROUTES: Final[Sequence[Route]] = (
    *sign_in.ROUTES,
    *language.ROUTES,
    *today.ROUTES,
    *approvals.ROUTES,
    *runs.ROUTES,
    *products.ROUTES,
    *new_product.ROUTES,  # before a product of that code
    *product.ROUTES,
    *product_pictures.ROUTES,
    *pictures.ROUTES,
    *lots.ROUTES,  # before what is told of a SKU
    *stock.ROUTES,
    *stock_answers.ROUTES,
    *orders.ROUTES,
    *sales.ROUTES,
    *papers.ROUTES,
    *paper_scans.ROUTES,
    *kept_scans.ROUTES,
    *shops.ROUTES,
    *new_shop.ROUTES,
    *site_preview.ROUTES,
    *holds.ROUTES,
    *connect.ROUTES,
    *adopt.ROUTES,
    *log.ROUTES,
    *rounds.ROUTES,
    *workbooks.ROUTES,
    *more.ROUTES,
    *settings.ROUTES,
    *installation.ROUTES,
    *notices.ROUTES,
    *fees.ROUTES,
    *words.ROUTES,
)
