"""How TikTok says no: a number, a text, and an HTTP status that proves little."""

from __future__ import annotations

MORE = " For more details: https://m.tiktok.shop/s/AIu6dbFhs2XW"


class Refusal(Exception):
    """An answer with a `code` other than 0; without a status the knob of its kind decides."""

    def __init__(self, code: int, message: str, *, status: int | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code, self.message, self.status = code, message, status


def at_gateway(code: int, message: str, status: int = 400) -> Refusal:
    """The gateway turns the call away, with the link that its texts end in."""
    return Refusal(code, message + MORE, status=status)


def malformed(message: str) -> Refusal:
    """The one code with many meanings: only its text tells."""
    return at_gateway(36009004, message)
