"""`ocop income sold`: what each fee took of what was sold, and what is left, shop by shop."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sync.catalog.fees import read_fees
from sync.cli import exits
from sync.cli.prepare import chosen_shops
from sync.cli.sales import days_of, sold_within
from sync.cli.session import Session
from sync.cli.stock import ready
from sync.cli.tables import show_problems
from sync.cli.terminal import laid_out
from sync.inventory import SoldLine
from sync.output.changes import problems_json
from sync.output.sales import incomes_of
from sync.planning import Income
from sync.wording.sentence import grouped

COLUMNS = ("shop", "sold_units", "money", "income_fees", "net", "unpriced")


@dataclass(slots=True)
class ShopIncome:
    """What one shop sold; `unpriced` units, of which no price is known, are in no sum of money."""

    units: int = 0
    money: int = 0
    unpriced: int = 0
    fees: Counter[str] = field(default_factory=Counter)

    @property
    def net(self) -> int:
        """What is left of the money."""
        return self.money - self.fees.total()

    def add(self, line: SoldLine, income: Income | None) -> None:
        """Take a line in; without a price nothing of it is known but its units."""
        self.units += line.units
        if income is None:
            self.unpriced += line.units
            return
        self.money += income.price
        for name, amount in income.fees:
            self.fees[name] += amount


def income_by_shop(
    lines: Iterable[SoldLine], incomes: Mapping[SoldLine, Income], by_hand: str
) -> dict[str, ShopIncome]:
    """Sum up by shop, in the order of their names; what was sold by hand under `by_hand`."""
    found = defaultdict[str, ShopIncome](ShopIncome)
    for line in lines:
        found[line.shop or by_hand].add(line, incomes.get(line))
    return dict(sorted(found.items()))


def income_sold(session: Session, *, period: str | None = None, shop: str | None = None) -> int:
    """Show what is left of what was sold of a time; fine unless the table of fees has a fault."""
    configuration, terminal = ready(session)
    table, days = read_fees(session.config / "fees.yaml"), days_of(period)
    wanted = None if shop is None else set(chosen_shops(configuration, shop))
    zone = ZoneInfo(configuration.settings.time_zone)
    between = [datetime.combine(day, time(), zone) for day in days]
    sold = sold_within(session, configuration, between)
    lines = [line for line in sold if wanted is None or line.shop in wanted]
    shops = income_by_shop(lines, incomes_of(configuration, sold), terminal.word("sales_by_hand"))
    if shops:
        laid_out(terminal, COLUMNS, [_row(name, each) for name, each in shops.items()])
        totals = {"money": sum(one.money for one in shops.values())}
        terminal.tell("income_sold_total", **totals, net=sum(one.net for one in shops.values()))
    else:
        terminal.tell("sales_none")
    if not table.fees:
        terminal.tell("income_no_fees")
    show_problems(terminal, table.problems)
    terminal.answer(
        {
            "since": days[0].isoformat(),
            "until": (days[1] - timedelta(days=1)).isoformat(),
            "income": [
                {
                    "shop": name,
                    "units": each.units,
                    "money": each.money,
                    "fees": dict(each.fees),
                    "net": each.net,
                    "unpriced": each.unpriced,
                }
                for name, each in shops.items()
            ],
            "problems": problems_json(table.problems, terminal.language),
        }
    )
    return exits.WRONG_INPUT if table.problems else exits.FINE


def _row(name: str, each: ShopIncome) -> list[str]:
    fees = ", ".join(f"{fee} {grouped(amount)}" for fee, amount in each.fees.items())
    figures = (each.units, each.money, each.net, each.unpriced)
    units, money, net, unpriced = map(grouped, figures)
    return [name, units, money, fees or "–", net, unpriced]
