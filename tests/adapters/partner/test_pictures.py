"""A marketplace that lost a picture gets it again, once, and the product with it."""

from __future__ import annotations

from pathlib import Path

from tests.conformance.stall import copies, stall_of

MONTH_S = 31 * 86_400  # unused media are kept for 30 days


async def test_a_picture_that_the_marketplace_forgot_is_uploaded_anew_once(tmp_path: Path) -> None:
    async with stall_of("postmart", tmp_path) as stall:
        stall.sell(copies(1))
        await stall.fault("refuse", method="PUT", path="/products/by-sku/", times=1)
        assert not (await stall.round()).true
        assert await stall.remote() == []
        await stall.advance(MONTH_S)
        await stall.forget_calls()
        assert (await stall.round()).true
        calls = (await stall.ask("GET", "calls"))["calls"]
        sent = {(call["method"], call["endpoint"], call["result"]): call["count"] for call in calls}
        media = sum(count for (_, path, _), count in sent.items() if path.endswith("/media"))
        pictures = len((await stall.remote())[0]["images"])
        assert media == pictures
        assert sent["PUT", "/partner/v1/products/by-sku/{sku}", "4220"] == 1
