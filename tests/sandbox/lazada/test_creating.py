from __future__ import annotations

from tests.sandbox.lazada.conftest import Lazada


async def test_a_new_item_is_read_back(lazada: Lazada) -> None:
    item_id, _ids = await lazada.create()
    product = await lazada.product(item_id)
    assert product["status"] == "Active"
    await lazada.get("/products/get", filter="all", limit="50")
