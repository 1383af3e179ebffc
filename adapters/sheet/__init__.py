"""A marketplace without an API: a workbook goes out, a result workbook comes back."""

from adapters.sheet.adapter import SheetShop
from adapters.sheet.features import FEATURES
from sync.marketplace import Platform

marketplace = Platform(features=FEATURES, open=SheetShop)

__all__ = ["marketplace"]
