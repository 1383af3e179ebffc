"""`ocop papers`: which paper ends when, what to do by then, and what is missing in each shop."""

from __future__ import annotations

import csv
import difflib
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.text import Text

from sync.catalog import Configuration
from sync.catalog.nearest import folded
from sync.cli import exits
from sync.cli.prepare import chosen_shops, load, terminal_of
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal, laid_out
from sync.model import Code, Problem, Product, RatingRounds, Shop, ShopName
from sync.model.assortment import file_name, file_of, overrides_of, sells
from sync.output.changes import Json, problems_json
from sync.output.format import plain_cell
from sync.papers import CalendarPaper, Demands, calendar, lacking, renewal, told_of, within
from sync.platforms import Unusable, platform_of
from sync.transport.clock import Clock, legal_day
from sync.wording import Saying

COLUMNS = ("ends_on", "left", "cooperative", "paper", "product", "next_step")
FIELDS = ("ends_on", "days_left", "cooperative", "kind", "number", "stars", "products", "dossier",
          "round_on", "dossier_by", "todo")  # fmt: skip
SOON_DAYS = 180
NAMED = 3  # products of a paper that the table names; the JSON and the CSV have all


@dataclass(frozen=True, slots=True)
class ShopReadiness:
    """What each product that a shop sells lacks; one that lacks nothing has no problems."""

    shop: Shop
    products: dict[Code, list[Problem]]

    @property
    def wanting(self) -> dict[Code, list[Problem]]:
        """The products that lack something."""
        return {code: lacks for code, lacks in self.products.items() if lacks}


def papers(
    session: Session,
    *,
    cooperative: str | None = None,
    days: int | None = None,
    shop: str | None = None,
    csv: bool = False,
) -> int:
    """Show the calendar, then what is missing; touches nothing."""
    configuration = load(session)
    terminal, today = terminal_of(session, configuration), legal_day(Clock())
    shops = _shops(configuration, shop)
    products = _of_cooperative(configuration.products, cooperative)
    if shop is not None:
        products = [each for each in products if sells(shops[0], each)]
    found = calendar(products)
    found = found if days is None else within(found, today, days)
    rows = _Rows(terminal, configuration.settings.rating_rounds, today)
    if csv:
        rows.write_csv(found)
        return exits.FINE
    ready = [_readiness(configuration, each, products, today) for each in shops]
    rows.show(found)
    _show_readiness(terminal, ready)
    terminal.answer(
        {
            "today": today.isoformat(),
            "papers": [rows.json(paper) for paper in found],
            "readiness": [_readiness_json(terminal, each) for each in ready],
        }
    )
    return exits.FINE


def papers_line(
    terminal: Terminal,
    configuration: Configuration,
    shops: Collection[ShopName],
    product: Code | None = None,
) -> PapersLine:
    """Find the papers of what these shops sell (of one product) that have ended or end soon."""
    chosen = [shop for shop in configuration.shops if shop.name in shops]
    today = legal_day(Clock())
    sold = [
        each
        for each in configuration.products
        if product in (None, each.code) and any(sells(shop, each) for shop in chosen)
    ]
    rows = _Rows(terminal, configuration.settings.rating_rounds, today)
    return PapersLine(rows, within(calendar(sold), today, SOON_DAYS))


def _shops(configuration: Configuration, name: str | None) -> list[Shop]:
    names = chosen_shops(configuration, name)
    return [each for each in configuration.shops if each.name in names]


def _of_cooperative(products: Sequence[Product], asked: str | None) -> list[Product]:
    """Find whose products are meant, by file or by a part of the name; raises Refused."""
    if asked is None:
        return list(products)
    by_file = [each for each in products if file_of(each) == file_name(asked)]
    meant = by_file or [p for p in products if folded(asked) in folded(p.cooperative.name)]
    if not meant:
        known = {folded(p.cooperative.name): p.cooperative.name for p in products}
        near = difflib.get_close_matches(folded(asked), known, n=3, cutoff=0.3)
        nearest = ", ".join(known[name] for name in near) or "–"
        raise Refused("cooperative_unknown", given=asked, nearest=nearest)
    return meant


def _readiness(
    configuration: Configuration, shop: Shop, products: Iterable[Product], today: date
) -> ShopReadiness:
    sold = [each for each in products if sells(shop, each)]
    try:
        features = platform_of(shop).features
    except Unusable as error:
        return ShopReadiness(shop, {each.code: [error.problem] for each in sold})

    def demands(product: Product) -> Demands:
        category = configuration.categories.get(product.category)
        food = category is not None and category.food
        named = any(override.category for override in overrides_of(product, shop))
        return Demands(
            food=food,
            gtin=category is not None and category.asks_gtin,
            category=named or not shop.categories or product.category in shop.categories,
            papers=(*(features.asks_for_food if food else ()), *features.asks_of_sellers),
            handed_in="papers" in features.can,
        )

    def lacks(product: Product) -> list[Problem]:
        stops = configuration.objections.get(product.code, ())
        return [*stops, *lacking(product, demands(product), today)]

    return ShopReadiness(shop, {each.code: lacks(each) for each in sold})


def _show_readiness(terminal: Terminal, ready: Sequence[ShopReadiness]) -> None:
    """How many products of each shop are ready; then what is missing, of which, and where."""
    terminal.show(Text(""), Text(terminal.word("papers_lacking_heading"), style="bold"))
    found: dict[tuple[Saying, tuple[Code, ...]], list[str]] = defaultdict(list)
    for each in ready:
        wanting, sold = each.wanting, len(each.products)
        values = {"ready": sold - len(wanting), "all": sold, "lacking": len(wanting) or None}
        terminal.tell("papers_lacking", shop=each.shop.name, **values)
        lacks: dict[Saying, list[Code]] = defaultdict(list)
        for code, problems in wanting.items():
            for said in dict.fromkeys(map(terminal.of_problem, problems)):
                lacks[said].append(code)
        for said, codes in lacks.items():
            found[said, tuple(codes)].append(each.shop.name)
    everywhere = terminal.word("papers_all_shops")
    rows = [
        [
            " → ".join(filter(None, said)),
            _named(terminal, codes),
            everywhere if len(shops) == len(ready) else ", ".join(shops),
        ]
        for (said, codes), shops in sorted(found.items(), key=lambda each: -len(each[0][1]))
    ]
    if rows:
        laid_out(terminal, ("lacking", "product", "shops"), rows)


def _readiness_json(terminal: Terminal, ready: ShopReadiness) -> Json:
    return {
        "shop": ready.shop.name,
        "platform": ready.shop.platform,
        "ready": sorted(ready.products.keys() - ready.wanting.keys()),
        "lacking": [
            {"code": code, "problems": problems_json(lacks, terminal.language)}
            for code, lacks in ready.wanting.items()
        ],
    }


def _named(terminal: Terminal, codes: Sequence[str]) -> str:
    more = len(codes) - NAMED
    return terminal.word(
        "papers_products", products=list(codes[:NAMED]), more=more if more > 0 else None
    )


class _Rows:
    """The calendar as a table, as JSON and as CSV."""

    def __init__(self, terminal: Terminal, rounds: RatingRounds, today: date) -> None:
        self.terminal, self._rounds, self.today = terminal, rounds, today

    def show(self, found: Sequence[CalendarPaper]) -> None:
        word = self.terminal.word
        if not found:
            self.terminal.tell("papers_none")
            return
        self.terminal.show(Text(word("papers_today", today=_shown(self.today)), style="bold"))
        laid_out(self.terminal, COLUMNS, [self._row(paper) for paper in found])

    def _row(self, paper: CalendarPaper) -> list[str | Text]:
        word, left = self.terminal.word, paper.days_left(self.today)
        missing = word("papers_day_missing") if paper.ends else word("papers_no_end")
        return [
            _shown(paper.ends_on) if paper.ends_on else missing,
            Text(self._left(left), style=_style(left)),
            paper.cooperative,
            word(
                "papers_number",
                paper=word(f"word_paper_{paper.kind}"),
                stars=paper.certificate.stars if paper.certificate else None,
                number=paper.number or None,
            ),
            _named(self.terminal, paper.products),
            self._todo(paper),
        ]

    def _left(self, days: int | None) -> str:
        if days is None:
            return ""
        code = (
            "papers_last_day" if days == 0 else "papers_ended" if days < 0 else "papers_days_left"
        )
        return self.terminal.word(code, days=abs(days))

    def _todo(self, paper: CalendarPaper) -> str:
        """What to do next: of a certificate always, of another paper when it ends soon."""
        left = paper.days_left(self.today)
        if left is None:
            return self.terminal.word("papers_write_day") if paper.ends else ""
        if left > SOON_DAYS and paper.dossier is None:
            return ""
        todo = self.terminal.of_problem(told_of(paper, self._rounds, self.today)).todo
        return "\n".join(part for part in (self._dossier(paper), todo) if part)

    def _dossier(self, paper: CalendarPaper) -> str:
        if paper.dossier is None:
            return ""
        state = self.terminal.word(f"word_dossier_{paper.dossier.state}")
        since = _shown(paper.dossier.since) if paper.dossier.since else None
        return self.terminal.word(
            "papers_dossier", state=state, since=since, note=paper.dossier.note or None
        )

    def json(self, paper: CalendarPaper) -> Json:
        """One paper; days are ISO 8601, `renewal` is None where no round is waited for."""
        dossier, certificate = paper.dossier, paper.certificate
        found = renewal(certificate, self._rounds, self.today) if certificate else None
        return {
            "ends_on": _iso(paper.ends_on),
            "days_left": paper.days_left(self.today),
            "cooperative": paper.cooperative,
            "kind": paper.kind,
            "number": paper.number,
            "stars": certificate.stars if certificate else None,
            "products": list(paper.products),
            "dossier": dossier
            and {"state": dossier.state, "since": _iso(dossier.since), "note": dossier.note},
            "renewal": found
            and {
                "round_on": _iso(found.round_on),
                "dossier_by": _iso(found.dossier_by),
                "gap_days": found.gap_days,
            },
            "todo": self._todo(paper),
        }

    def write_csv(self, found: Iterable[CalendarPaper]) -> None:
        """One line a paper, for a spreadsheet; a list is joined by spaces."""
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(FIELDS)
        for paper in found:
            flat: dict[str, Any] = self.json(paper)
            flat |= flat["renewal"] or {}
            flat["dossier"] = paper.dossier.state if paper.dossier else None
            flat["products"] = " ".join(paper.products)
            table.writerow(plain_cell(flat.get(name)) for name in FIELDS)


def _style(days: int | None) -> str:
    if days is None or days > SOON_DAYS:
        return ""
    return "red" if days <= 30 else "yellow"


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class PapersLine:
    """The one line on papers that plan, sync and status end with; nothing where none ends soon."""

    rows: _Rows
    near: Sequence[CalendarPaper]

    def show(self) -> None:
        """Count what has ended and what ends soon, and name the first day."""
        if values := self.values():
            self.rows.terminal.tell("papers_soon", **values)

    def values(self) -> dict[str, Any] | None:
        """Answer the same as the values of its sentence; None where no paper ends soon."""
        if not self.near:
            return None
        coming = [each.ends_on for each in self.near if (each.days_left(self.rows.today) or 0) >= 0]
        first = f"{coming[0]:%d/%m/%Y}" if coming else None
        return {"ended": len(self.near) - len(coming), "soon": len(coming), "first": first}

    def json(self) -> list[Json]:
        """Each of them, as `ocop papers --json` tells it."""
        return [self.rows.json(paper) for paper in self.near]
