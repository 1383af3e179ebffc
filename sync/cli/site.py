"""`ocop site`: pages of one's own, looked at on this machine; their theme, to be changed."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, Final

from sync.app import App
from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.session import Refused, Session
from sync.cli.signals import told_to_stop
from sync.marketplace import WritesPages
from sync.model import ShopName
from sync.platforms import platform_of

LOOPBACK: Final = "127.0.0.1"
USUAL_PORT: Final = 8770
NOT_FOUND: Final = "404.html"


def preview(session: Session, *, shop: str | None = None, site_port: int = USUAL_PORT) -> int:
    """Serve the pages as they were last written, to this machine alone, until told to stop."""
    configuration, terminal = prepared(session)
    name, pages = _writer(session, configuration, shop)
    folder = pages.pages_folder
    if not (folder / "index.html").is_file():
        raise Refused("site_unwritten", shop=name)
    try:
        server = served(folder, site_port)
    except OSError as error:
        raise Refused("site_port_taken", port=str(site_port), why=error.strerror or "") from error
    address = f"http://{LOOPBACK}:{server.server_port}/"

    def ready() -> None:
        terminal.tell("site_preview", address=address, folder=str(folder))
        terminal.answer({"shop": name, "address": address, "folder": str(folder)})

    asyncio.run(_until_stopped(server, ready))
    return exits.FINE


def theme(session: Session, *, theme_folder: Path, shop: str | None = None) -> int:
    """Copy templates and stylesheet; what lies in the folder already is never written over."""
    configuration, terminal = prepared(session)
    name, pages = _writer(session, configuration, shop)
    if theme_folder.exists() and (not theme_folder.is_dir() or any(theme_folder.iterdir())):
        raise Refused("site_theme_folder_taken", folder=str(theme_folder))
    shutil.copytree(
        pages.theme_folder,
        theme_folder,
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    copied = sorted(file.name for file in theme_folder.iterdir())
    folder = str(theme_folder.absolute())
    terminal.tell("site_theme_copied", shop=name, folder=folder, count=len(copied))
    terminal.answer({"shop": name, "folder": folder, "files": copied})
    return exits.FINE


def served(folder: Path, port: int) -> ThreadingHTTPServer:
    """Make the server of a folder, for this machine alone; raises `OSError`."""
    return ThreadingHTTPServer((LOOPBACK, port), partial(_Pages, directory=str(folder)))


async def _until_stopped(server: ThreadingHTTPServer, ready: Callable[[], None]) -> None:
    with told_to_stop() as stop:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            ready()
            await stop.wait()
        finally:
            server.shutdown()
            server.server_close()


def _writer(
    session: Session, configuration: Configuration, shop: str | None
) -> tuple[ShopName, WritesPages]:
    """Find the shop that writes pages: as told, or there is only one. Raises Refused."""

    async def work() -> dict[ShopName, WritesPages]:
        async with opening(session, configuration) as engine:
            return await _writers(engine, chosen_shops(configuration, shop))

    found = run(work())
    if len(found) != 1:
        raise Refused("site_shop_needed", known=", ".join(found) or "–")
    return next(iter(found.items()))


async def _writers(engine: App, names: list[ShopName]) -> dict[ShopName, WritesPages]:
    markets = {
        shop.name: (await engine.context(shop.name)).market
        for shop in engine.shops
        if shop.name in names and "pages" in platform_of(shop).features.can
    }
    return {name: each for name, each in markets.items() if isinstance(each, WritesPages)}


class _Pages(SimpleHTTPRequestHandler):
    """Gives the files of one folder and nothing else: no lists, nothing hidden, nothing outside."""

    server_version = "ocop"
    extensions_map = {  # noqa: RUF012 as the class that it extends has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".webp": "image/webp",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
    }

    def send_head(self) -> Any:
        """Answer a file that belongs to the site; else the page that says there is none."""
        return super().send_head() if self._is_shown() else self._not_found()

    def list_directory(self, path: Any) -> Any:  # noqa: ARG002 a site has no lists of files
        """Answer as a web server does that lists nothing."""
        return self._not_found()

    def end_headers(self) -> None:
        """Let no browser keep what is only being looked at."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_told: object) -> None:
        """Print no line for each picture."""

    def _is_shown(self) -> bool:
        root = Path(self.directory).resolve()
        try:
            asked = Path(self.translate_path(self.path)).resolve()
        except ValueError:  # no name of a file: it holds a zero byte
            return False
        if not asked.is_relative_to(root) or not asked.exists():
            return False
        return not any(part.startswith(".") for part in asked.relative_to(root).parts)

    def _not_found(self) -> BinaryIO | None:
        page = Path(self.directory) / NOT_FOUND
        content = page.read_bytes() if page.is_file() else b""
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)
        return None
