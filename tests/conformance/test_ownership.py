"""Whoever was known by a name first keeps it; the newcomer is refused, and harms nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.model import Code, Location
from tests.conformance.stall import Stall, some_products


@pytest.mark.parametrize("kind", ["sku", "code"])
async def test_a_second_file_that_claims_a_name_changes_nothing_for_its_owner(
    stall: Stall, kind: str
) -> None:
    assert (await stall.round()).true
    await stall.reviewed()
    owner = some_products()[0]
    name = owner.variants[0].sku if kind == "sku" else owner.code
    newcomer = replace(
        owner,
        code=owner.code if kind == "code" else Code("MOI-VAO"),
        name="Hàng của nơi khác",
        source=Location("config/catalog/noi-khac.yaml", 1, 1),
    )
    renamed = replace(owner, name=f"{owner.name} loại ngon")
    others = [each for each in stall.configuration.products if each.code != owner.code]
    stall.configuration = replace(
        stall.configuration,
        products=tuple(others),
        blocked=frozenset({owner.code, newcomer.code}),
        contested={name: (newcomer, renamed)},
    )
    await stall.round()
    await stall.reviewed()
    titles = [listing["title"] for listing in await stall.remote()]
    assert any(title.startswith(renamed.name) for title in titles)
    assert not any("nơi khác" in title for title in titles)
