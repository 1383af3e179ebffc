"""The market itself, for tests: goods by code, and no room for whatever it was told to refuse."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Market:
    """What is on sale; a title that holds a word of `refuses` is not taken."""

    def __init__(self) -> None:
        self.goods: dict[str, dict[str, Any]] = {}
        self.refuses: set[str] = set()
        self.url = ""

    def put(self, row: dict[str, Any]) -> dict[str, Any]:
        if any(word in row["title"] for word in self.refuses):
            return {"refused": True}
        self.goods[row["code"]] = row
        return {"kept": row["code"]}


@contextmanager
def open_market() -> Iterator[Market]:
    """Serve a market on a free port of this machine."""
    market = Market()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({"goods": list(market.goods.values())})

        def do_PUT(self) -> None:
            size = int(self.headers["content-length"])
            self._answer(market.put(json.loads(self.rfile.read(size))))

        def _answer(self, body: object) -> None:
            content = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    market.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield market
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
