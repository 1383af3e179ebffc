"""`python -m tests.campaigns NAME [--size N] [--seed S] [--platform P ...]`

Long searches for what may go wrong, each with a small sample among the tests. Size 0 is the whole
where there is one. Exits 1 when it found a fault.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from tests.campaigns.goods import PLATFORMS

CAMPAIGNS = (
    "adopt",
    "api",
    "asleep",
    "contain",
    "kill",
    "creates",
    "mutate",
    "store",
    "faults",
    "clocks",
    "restarted",
    "workers",
    "shortcut",
    "saved",
    "cut_off",
    "site",
)
LASTING = ("soak", "days")  # measured in time, not in cases


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns", description=__doc__)
    parser.add_argument("campaign", choices=(*CAMPAIGNS, *LASTING))
    parser.add_argument("--size", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--platform", action="append", choices=PLATFORMS)
    parser.add_argument(
        "--case",
        action="append",
        default=[],
        help="of the campaigns store, contain, mutate, kill, asleep, restarted, faults, workers",
    )
    parser.add_argument("--minutes", type=float, default=20.0, help="of the campaign soak")
    parser.add_argument("--days", type=int, default=90, help="of the campaign days")
    parser.add_argument("--trace", action="store_true", help="soak: which lines hold the memory")
    parser.add_argument("--products", type=int, default=10, help="of the campaign workers")
    parser.add_argument("--calls-per-s", type=float, default=5.0, help="of the campaign workers")
    parser.add_argument("--every-s", type=int, default=60, help="of the campaign workers")
    parser.add_argument("--filled", type=Path, help="of the campaign workers: published once there")
    parser.add_argument("--sales-an-hour", type=int, default=10_000, help="of the campaign workers")
    asked = parser.parse_args()
    campaign = importlib.import_module(f"tests.campaigns.{asked.campaign}")
    if asked.campaign in LASTING:
        lasts = asked.minutes if asked.campaign == "soak" else asked.days
        more = {"trace": asked.trace} if asked.campaign == "soak" else {}
        return int(campaign.run(lasts, asked.seed, **more).show())
    more = {"cases": asked.case} if asked.case else {}
    if asked.campaign == "workers":
        size = {"products": asked.products, "calls_per_s": asked.calls_per_s}
        size |= {"every_s": asked.every_s, "filled": asked.filled}
        more |= {**size, "sales_an_hour": asked.sales_an_hour}
    return int(campaign.run(asked.size, asked.seed, asked.platform or PLATFORMS, **more).show())


if __name__ == "__main__":
    sys.exit(main())
