"""How Lazada says no: HTTP 200 with a code, a type, a sentence and sometimes a list of details."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


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


def gateway(code: str, message: str) -> Refusal:
    """The gateway turned the call away before any API saw it."""
    return Refusal(code, message, kind="ISV")


def missing(name: str) -> Refusal:
    """A parameter that must be there is not."""
    return gateway(
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
IMAGES_FAILED = ("504", "E504: Set images failed")


def overview(failed: tuple[str, str], rows: Sequence[dict[str, Any]]) -> Refusal:
    """The truth is in the rows."""
    code, message = failed
    return Refusal(code, message, detail=rows)
