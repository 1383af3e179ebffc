"""`ocop categories`: finds a marketplace's category by words, and says what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from sync.cli import exits
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.session import Session
from sync.cli.tables import answer_out_of_reach
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.marketplace import Asked, CategoryGuide, Leaf, MarketplaceError, Span
from sync.marketplace.categories import says, search, shortened
from sync.model import Problem, ShopName

MOST = 10
BOUNDED = ("title_length", "description_length", "images", "price", "quantity")


class Found(NamedTuple):
    """The categories that fit some words, best first, and what the best one asks for."""

    leaves: Sequence[Leaf]
    asked: Asked | None
    exact: bool


def categories(session: Session, *, shop: str, words: str) -> int:
    """Show which categories fit the words, and the form of the one that fits best."""
    configuration, terminal = prepared(session)
    name = chosen_shops(configuration, shop)[0]
    platform = next(one.platform for one in configuration.shops if one.name == name)

    async def look() -> Found:
        async with opening(session, configuration) as app:
            market: object = (await app.context(name)).market
            if not isinstance(market, CategoryGuide):
                raise _no_tree(name)
            return await _found(market, words)

    try:
        found = run(look())
    except MarketplaceError as error:
        return answer_out_of_reach(terminal, name, error.problem)
    _show(terminal, platform, words, found)
    terminal.answer(_json(name, platform, found))
    return exits.FINE if found.leaves else exits.NOT_ALL_TRUE


def _no_tree(shop: ShopName) -> MarketplaceError:
    return MarketplaceError(Problem(code="categories_unknown", values={"shop": shop}))


async def _found(guide: CategoryGuide, words: str) -> Found:
    leaves = await guide.categories()
    by_id = [leaf for leaf in leaves if str(leaf.id) == words.strip()]
    fit = by_id or search(leaves, words, MOST)
    exact = bool(by_id) or any(says(leaf, words) for leaf in fit)
    return Found(fit, await guide.asked(fit[0].id) if fit else None, exact)


def _show(terminal: Terminal, platform: str, words: str, found: Found) -> None:
    if not found.leaves or found.asked is None:
        terminal.tell("categories_none", words=words)
        return
    terminal.tell("categories_fit" if found.exact else "categories_near", words=words)
    rows: list[list[Cell]] = [[str(leaf.id), leaf.path] for leaf in found.leaves]
    laid_out(terminal, ("category_id", "category"), rows)
    best = found.leaves[0]
    terminal.tell("categories_asks", path=best.path)
    laid_out(terminal, ("attribute", "mandatory", "allowed"), list(_lines(terminal, found.asked)))
    for code, values in _more(found.asked):
        terminal.tell(code, **values)
    terminal.tell("categories_write", line=f"{platform}: {best.path}")


def _lines(terminal: Terminal, asked: Asked) -> Iterator[list[Cell]]:
    for line in sorted(asked.attributes, key=lambda one: not one.mandatory):
        mandatory = terminal.word("categories_mandatory") if line.mandatory else ""
        allowed = ", ".join(shortened(line.allowed))
        own = terminal.word("categories_own_value") if line.own_values else ""
        yield [line.name, mandatory, "; ".join(part for part in (allowed, own) if part)]


def _more(asked: Asked) -> Iterator[tuple[str, dict[str, Any]]]:
    """Say what it asks for besides its form."""
    if asked.closed:
        yield "categories_closed", {"why": asked.closed}
    for paper in asked.papers:
        yield (
            "categories_paper" if paper.mandatory else "categories_paper_perhaps",
            {"name": paper.name},
        )
    if asked.brand_mandatory:
        yield "categories_brand", {}
    if asked.size_mandatory:
        yield "categories_size", {}
    for name, span in _spans(asked):
        yield f"categories_{name}", {"least": span.least, "most": span.most}


def _spans(asked: Asked) -> Iterator[tuple[str, Span]]:
    for name in BOUNDED:
        span: Span = getattr(asked.limits, name)
        if span != Span():
            yield name, span


def _json(shop: ShopName, platform: str, found: Found) -> dict[str, Any]:
    """`asks` tells of the first of `categories`; `exact` is false where only near names came."""
    asked = found.asked
    return {
        "shop": shop,
        "platform": platform,
        "exact": found.exact,
        "categories": [{"id": leaf.id, "path": leaf.path} for leaf in found.leaves],
        "asks": asked
        and {
            "attributes": [
                {name.name: getattr(line, name.name) for name in fields(line)}
                for line in asked.attributes
            ],
            "papers": [{"name": one.name, "mandatory": one.mandatory} for one in asked.papers],
            "brand_mandatory": asked.brand_mandatory,
            "size_mandatory": asked.size_mandatory,
            "limits": {name: [span.least, span.most] for name, span in _spans(asked)},
            "closed": asked.closed,
        },
    }
