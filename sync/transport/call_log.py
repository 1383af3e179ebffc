"""What the log tells of a call: never its query, its headers or its body, where secrets travel."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sync.marketplace import Request, Response
from sync.model import ShopName

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class CallLog:
    """One attempt; `call_no` counts a shop's calls, `waited_ms` is how long its pace held it up."""

    shop: ShopName | None  # None while it is being connected
    endpoint: str
    call_no: int
    waited_ms: int = 0
    method: str = ""
    path: str = ""
    status: int | None = None
    started: float = field(default_factory=time.perf_counter)

    def sends(self, request: Request, *, signed_in: bool) -> None:
        """Note what is sent, and start the clock; who asks for tokens may name one in the path."""
        self.method = request.method
        self.path = urlsplit(request.url).path if signed_in else self.endpoint
        self.started = time.perf_counter()

    def answered(self, response: Response) -> None:
        """Note what came back."""
        self.status = response.status

    def tell(self, result: str) -> None:
        """Write the line; `result` is "ok" or the code of a problem."""
        if not log.isEnabledFor(logging.DEBUG):
            return
        fields = {
            "shop": self.shop, "endpoint": self.endpoint, "method": self.method,
            "path": self.path, "status": self.status, "result": result,
            "took_ms": round((time.perf_counter() - self.started) * 1000),
            "waited_ms": self.waited_ms, "call_no": self.call_no,
        }  # fmt: skip
        log.debug("call", extra=fields)
