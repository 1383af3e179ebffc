"""A shop that grows lets nothing go that was held for being many of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sync.model import Count
from tests.conformance.stall import Stall, copies, stall_of


async def titles_held(stall: Stall) -> list[str]:
    return [each.problem.code for each in (await stall.round()).plan.held]


async def test_what_was_held_for_being_many_stays_held_in_a_larger_shop(tmp_path: Path) -> None:
    async with stall_of("shopee", tmp_path) as stall:
        settings = stall.configuration.settings
        safety = replace(settings.safety, content_mass_count=1, content_mass_percent=60.0)
        settings = replace(settings, safety=safety)
        stall.configuration = replace(stall.configuration, settings=settings)
        ours = copies(3)
        stall.sell(ours)
        stall.edit_variants(lambda variant: replace(variant, stock=Count(10)))
        assert (await stall.round()).true
        for product in ours[:2]:
            stall.edit(product.code, name=f"{product.name} loại một")
        assert await titles_held(stall) == ["mass_content"] * 2
        stall.sell([*stall.configuration.products, *copies(6)[3:]])
        assert await titles_held(stall) == ["mass_content"] * 2
        assert await titles_held(stall) == ["mass_content"] * 2
        for product in ours[:2]:
            stall.edit(product.code, name=product.name)
        assert (await stall.round()).plan.held == ()
        stall.edit(ours[0].code, name=f"{ours[0].name} loại một")
        assert await titles_held(stall) == []
