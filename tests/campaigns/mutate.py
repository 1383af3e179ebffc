"""Campaign "mutate": damaged catalogs, answers and workbooks.

None may end in a traceback, let a dangerous value pass, lead to a dangerous write, be without a
word where something is wrong, or harm what does not depend on it. Each goes through the program's
own reading; one of ROUND_OF goes through whole rounds as well.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from tests.campaigns import mutate_answers, mutate_catalogs, mutate_rounds, mutate_workbooks
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.report import Findings

ROUND_OF = 200


PARTS = ("answers", "workbooks", "catalogs")


def run(
    size: int,
    seed: int,
    platforms: Sequence[str] = PLATFORMS,
    cases: Sequence[str] = PARTS,
) -> Findings:
    """So many catalogs, as many answers over the platforms, a fifth as many workbooks."""
    findings, rounds = Findings("mutate"), max(1, size // ROUND_OF)
    if "answers" in cases:
        for platform in platforms:
            share = max(1, size // len(platforms))
            asyncio.run(mutate_answers.read(platform, share, seed, findings))
        asyncio.run(mutate_rounds.rounds(platforms, rounds, seed, findings))
    if "workbooks" in cases:
        asyncio.run(mutate_workbooks.take_in(max(3, size // 5), seed, findings))
    if "catalogs" in cases:
        asyncio.run(mutate_catalogs.read(size, seed, findings))
        asyncio.run(mutate_catalogs.plan(rounds, seed, findings))
    return findings
