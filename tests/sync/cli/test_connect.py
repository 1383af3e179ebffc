"""`ocop connect`: the seller's consent becomes tokens that open the shop."""

from __future__ import annotations

import io
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sync.cli.main import run

SECRET = "shpk4f434f502d73616e64626f782d746573742d6b65792d30303031"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@contextmanager
def replica() -> Iterator[str]:
    """Serve Shopee's replica in a thread's loop, as another process would."""
    import asyncio
    import threading

    from sandbox.server import EPHEMERAL, serving
    from sandbox.shopee import replica as shopee

    ready, stop = threading.Event(), asyncio.Event()
    found: dict[str, Any] = {}

    async def serve() -> None:
        found["loop"] = asyncio.get_running_loop()
        async with serving([shopee], EPHEMERAL) as credentials:
            found["url"] = credentials["shopee"]["url"]
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    ready.wait(60)
    try:
        yield found["url"]
    finally:
        found["loop"].call_soon_threadsafe(stop.set)
        thread.join()


def test_a_seller_consents_and_the_shop_is_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with replica() as url:
        common = _config(tmp_path, url)
        assert (
            run(["connect", "--shop", "moi", "--redirect", "https://union.example", *common]) == 0
        )
        address = next(line for line in capsys.readouterr().out.split() if line.startswith("http"))
        assert address.startswith(url)
        back = _consent(address)
        code = urllib.parse.parse_qs(urllib.parse.urlparse(back).query)["code"][0]
        for strange in (f"https://union.example/?code={code}", back.replace("state=", "state=x")):
            assert run(["connect", "--shop", "moi", "--code", strange, *common]) == 1
            assert "không phải từ lần xin phép" in capsys.readouterr().err
        monkeypatch.setattr("sys.stdin", io.StringIO(f" {back} \n"))  # kept by no history
        assert run(["connect", "--shop", "moi", "--code", "-", *common]) == 0
        assert "Đã kết nối gian hàng moi" in capsys.readouterr().out
        assert run(["plan", *common]) == 2
        assert run(["connect", "--shop", "moi", "--code", code, *common]) == 4


def _config(folder: Path, url: str) -> list[str]:
    """Write a first configuration whose shop has no token yet."""
    config = folder / "config"
    assert run(["init", str(config)]) == 0
    (config / "shops.yaml").write_text(
        f"apps:\n  a: {{platform: shopee, key: '1234567', secret: {SECRET}}}\n"
        f"shops:\n  - {{name: moi, app: a, account: '227000001', sandbox: '{url}'}}\n",
        encoding="utf-8",
    )
    return ["--config", str(config), "--home", str(folder / "home")]


def _consent(address: str) -> str:
    """Be the seller: open the address, and see where it leads."""
    opener = urllib.request.build_opener(NoRedirect)
    with pytest.raises(urllib.error.HTTPError) as moved:
        opener.open(address)
    moved.value.close()
    return str(moved.value.headers["Location"])
