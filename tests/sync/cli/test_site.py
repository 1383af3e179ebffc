"""`ocop site`: what is shown of a folder to this machine, and a theme that is copied once."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits
from sync.cli.site import served

SHOP = """
shops:
  - name: trang-web
    platform: site
    stock_rule: {share: shown}
    settings:
      address: https://htxvidu.vn
      name: Đặc sản Cà Mau
      seller: {name: HTX Ví Dụ, address: Cà Mau, tax_code: "2001234565", phone: 0290 3812 345}
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where a site is shown: two pages, something hidden, something that leads outside."""
    site = tmp_path / "trang"
    (site / "san-pham").mkdir(parents=True)
    (site / ".dang-ghi").mkdir()
    (tmp_path / "site.db").write_text("bí mật", encoding="utf-8")
    (site / ".dang-ghi" / "index.html").write_text("bí mật", encoding="utf-8")
    (site / "index.html").write_text("trang chủ", encoding="utf-8")
    (site / "404.html").write_text("không có trang này", encoding="utf-8")
    (site / "anh.webp").write_bytes(b"RIFF")
    server = served(site, 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def asked(address: str, path: str) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    told = answer.read().decode("utf-8", errors="replace")
    connection.close()
    return answer.status, answer.headers.get("Content-Type", ""), told


def test_a_site_is_shown_to_this_machine_alone(address: str) -> None:
    assert asked(address, "/") == (200, "text/html; charset=utf-8", "trang chủ")
    assert asked(address, "/anh.webp")[:2] == (200, "image/webp")


@pytest.mark.parametrize(
    "path",
    [
        "/../site.db",
        "/..%2fsite.db",
        "/%2e%2e/site.db",
        "/san-pham/../../site.db",
        "/.dang-ghi/index.html",
        "/%2edang-ghi/",
        "/san-pham/",
        "/khong-co",
        "//site.db",
        "/..\\site.db",
        "/index.html%00",
    ],
)
def test_nothing_else_is_shown(address: str, path: str) -> None:
    status, _, told = asked(address, path)
    assert (status, told) == (404, "không có trang này")


def test_a_link_that_leads_outside_is_not_followed(address: str, tmp_path: Path) -> None:
    try:
        (tmp_path / "trang" / "ra-ngoai.db").symlink_to(tmp_path / "site.db")
    except OSError:
        pytest.skip("this account may make no links")
    assert asked(address, "/ra-ngoai.db")[0] == 404


@pytest.fixture
def own(ocop: Any, tmp_path: Path) -> Path:
    ocop("init", "cua-toi")
    (tmp_path / "cua-toi" / "shops.yaml").write_text(SHOP, encoding="utf-8")
    return tmp_path / "cua-toi"


def test_a_theme_is_copied_once_and_makes_the_same_pages(ocop: Any, own: Path) -> None:
    ocop("sync", "--config", "cua-toi", "--home", "kho")
    pages = Path("kho/exchange/trang-web/trang-web")
    before = (pages / "index.html").read_text(encoding="utf-8")
    ran = ocop("site", "theme", "giao-dien", "--config", "cua-toi", "--home", "kho")
    assert ran.code == exits.FINE, ran.err
    again = ocop("site", "theme", "giao-dien", "--config", "cua-toi", "--home", "kho")
    assert again.code == exits.WRONG_INPUT
    themed = SHOP.rstrip() + f"\n      theme: {Path('giao-dien').absolute()}\n"
    (own / "shops.yaml").write_text(themed, encoding="utf-8")
    ocop("sync", "--config", "cua-toi", "--home", "kho")
    assert (pages / "index.html").read_text(encoding="utf-8") == before


def test_what_was_never_written_cannot_be_looked_at(ocop: Any, own: Path) -> None:
    ran = ocop("site", "preview", "--port", "0", "--config", "cua-toi", "--home", "kho")
    assert ran.code == exits.WRONG_INPUT
    assert "Chạy: ocop sync" in ran.err
    assert "--shop trang-web" in ran.err
