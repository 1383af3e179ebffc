"""A barcode before the camera finds its SKU, in a browser that reads none itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter

from sync.web.rendering import HERE
from tests.browser.conftest import CHROMIUM, QUIETLY

LEFT = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011",
        "0110111", "0001011")  # fmt: skip
MIRRORED = ("LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG",
            "LGLGGL", "LGGLGL")  # fmt: skip
OTHER = str.maketrans("01", "10")
STOCK = """<!doctype html><script src="vendor/htmx.min.js" defer></script>
<script src="ean.js" defer></script><script src="page.js" defer></script>
<form action="/stock" data-scan="scan"><input name="q"></form>"""


def bars(code: str) -> str:
    """Draw an EAN-13 or EAN-8 as modules, 1 for dark; written down from the standard."""
    half = len(code) // 2
    left = code[1:7] if half == 6 else code[:4]
    kinds = MIRRORED[int(code[0])] if half == 6 else "LLLL"
    digits = (
        LEFT[int(digit)] if kind == "L" else LEFT[int(digit)].translate(OTHER)[::-1]
        for digit, kind in zip(left, kinds, strict=True)
    )
    right = (LEFT[int(digit)].translate(OTHER) for digit in code[-half:])
    return f"101{''.join(digits)}01010{''.join(right)}101"


def film(file: Path, code: str, turned: float) -> Path:
    """Film a pack as a phone does: not straight, not sharp, under a lamp."""
    picture = Image.new("L", (1280, 960), 205)
    draw, modules = ImageDraw.Draw(picture), bars(code)
    begins = (1280 - 8 * len(modules)) // 2
    draw.rectangle((begins - 100, 200, 1380 - begins, 760), fill=245)
    for at, module in enumerate(modules):
        if module == "1":
            draw.rectangle((begins + 8 * at, 240, begins + 8 * at + 7, 720), fill=40)
    seen = picture.rotate(turned, fillcolor=205).resize((640, 480))
    seen = seen.filter(ImageFilter.GaussianBlur(1.0))
    with file.open("wb") as into:
        into.write(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n")
        for _ in range(3):
            into.write(b"FRAME\n" + seen.tobytes() + bytes([128]) * (640 * 480 // 2))
    return file


@contextmanager
def served() -> Iterator[str]:
    """Serve the page's scripts, and a form such as Kho has."""

    class Files(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/stock"):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(STOCK.encode())
            else:
                super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=HERE / "static"))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
@pytest.mark.parametrize(("code", "turned"), [("8936012345674", 184), ("40170725", -3)])
def test_a_barcode_before_the_camera_is_looked_for(tmp_path: Path, code: str, turned: int) -> None:
    from playwright.sync_api import sync_playwright

    camera = film(tmp_path / "camera.y4m", code, turned)
    arguments = [
        *QUIETLY,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={camera}",
    ]
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page: Any = browser.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{address}/stock")
        page.get_by_role("button", name="scan").click()
        page.wait_for_url(f"**/stock?q={code}")
        page.add_init_script("delete Navigator.prototype.mediaDevices")  # as over plain http
        page.goto(f"{address}/stock")
        assert page.get_by_role("button", name="scan").count() == 0
        browser.close()
