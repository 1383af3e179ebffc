"""The commands and what may be said to each; every one is imported only when it is called."""

from __future__ import annotations

from typing import Literal

import typer

from sync.cli import options as o
from sync.cli.session import Session

Context = typer.Context
app = typer.Typer(name="ocop", add_completion=False, rich_markup_mode=None)


@app.command()
def check(context: Context) -> int:
    """Check the catalog and report every problem at once."""
    from sync.cli.check import check

    return check(_session(context))


@app.command()
def plan(
    context: Context,
    shop: o.ShopName = None,
    product: o.ProductCode = None,
    *,
    quick: o.Quick = False,
) -> int:
    """Preview the changes without making any."""
    from sync.cli.rounds import ShopChoice, plan

    return plan(_session(context), ShopChoice(shop, product, "quick" if quick else "full"))


@app.command()
def sync(
    context: Context,
    shop: o.ShopName = None,
    product: o.ProductCode = None,
    approve: o.Approve = None,
    *,
    quick: o.Quick = False,
) -> int:
    """Run one round now."""
    from sync.cli.rounds import ShopChoice, sync

    return sync(_session(context), ShopChoice(shop, product, "quick" if quick else "full"), approve)


@app.command()
def connect(
    context: Context, shop: o.OwnShop, redirect: o.Redirect = "", code: o.GrantCode = None
) -> int:
    """Open a shop with its seller's consent."""
    from sync.cli.connect import connect

    return connect(_session(context), shop, redirect, code)


@app.command()
def status(context: Context) -> int:
    """Say how each shop stands."""
    from sync.cli.status import status

    return status(_session(context))


@app.command()
def log(
    context: Context, shop: o.ShopName = None, product: o.ProductCode = None, limit: o.Limit = 50
) -> int:
    """Show what was changed, newest first."""
    from sync.cli.log import log

    return log(_session(context), shop, product, limit)


@app.command()
def stock(context: Context, product: o.ProductCode = None, sku: o.OneSku = None) -> int:
    """Show what is on hand, sold, reserved and available."""
    from sync.cli.stock import stock

    return stock(_session(context), product, sku)


@app.command("stock history")
def stock_history(context: Context, sku: o.Sku) -> int:
    """Answer why there are so many, line by line."""
    from sync.cli.stock import stock_history

    return stock_history(_session(context), sku)


@app.command("stock count", context_settings=o.ANY_NUMBER)
def stock_count(
    context: Context,
    sku: o.Sku,
    number: o.Number,
    date: o.Day = None,
    reference: o.Reference = None,
) -> int:
    """Write down what was counted, without editing the catalog."""
    from sync.cli.stocktaking import Typed, stock_count

    return stock_count(_session(context), Typed(sku, number, reference), date)


@app.command("stock receive", context_settings=o.ANY_NUMBER)
def stock_receive(
    context: Context,
    sku: o.Sku,
    number: o.Number,
    note: o.Note = None,
    reference: o.Reference = None,
) -> int:
    """Write down what was received."""
    from sync.cli.stocktaking import Typed, stock_receive

    return stock_receive(_session(context), Typed(sku, number, reference, note))


@app.command("stock lose", context_settings=o.ANY_NUMBER)
def stock_lose(
    context: Context,
    sku: o.Sku,
    number: o.Number,
    note: o.Note = None,
    reference: o.Reference = None,
) -> int:
    """Write down what was spoilt, broken, tasted or given away."""
    from sync.cli.stocktaking import Typed, stock_lose

    return stock_lose(_session(context), Typed(sku, number, reference, note))


@app.command()
def sheet(context: Context, shop: o.ShopName = None) -> int:
    """Say what waits for an answer in the shops that are reached by a workbook."""
    from sync.cli.sheet_status import sheet

    return sheet(_session(context), shop)


@app.command("sheet out")
def sheet_out(
    context: Context,
    shop: o.ShopName = None,
    *,
    everything: o.All = False,
    stock: o.StockOnly = False,
) -> int:
    """Write what a person shall carry to a marketplace without an API."""
    from sync.cli.sheet_out import out

    extent: Literal["changed", "all", "stock"] = "all" if everything else "changed"
    return out(_session(context), shop, "stock" if stock else extent)


@app.command("sheet take-in")
def sheet_take_in(context: Context, file: o.ResultFile, shop: o.ShopName = None) -> int:
    """Record what a result file confirms."""
    from sync.cli.sheet import take_in

    return take_in(_session(context), file, shop)


@app.command("sheet fill")
def sheet_fill(context: Context, template: o.ResultFile, shop: o.OwnShop) -> int:
    """Fill a template that a marketplace handed out."""
    from sync.cli.sheet import fill

    return fill(_session(context), template, shop)


@app.command("sheet close")
def sheet_close(context: Context, run_name: o.RunName, shop: o.ShopName = None) -> int:
    """End a run whose result file will not come."""
    from sync.cli.sheet import close

    return close(_session(context), run_name, shop)


@app.command()
def schema(context: Context, *, write: o.Write = False) -> int:
    """Print or write the JSON Schemas that editors complete from."""
    from sync.cli.schema import print_schema, write_schemas

    return write_schemas(_session(context)) if write else print_schema(_session(context))


@app.command()
def serve(context: Context, *, listen: o.Listen = None) -> int:
    """Keep the shops true in the background."""
    from sync.cli.serve import serve

    return serve(_session(context), listen)


@app.command()
def sandbox(context: Context, port: o.Port = 8710, state: o.State = None) -> int:
    """Serve practice marketplaces on this machine."""
    from sync.cli.sandbox import sandbox

    return sandbox(_session(context), port, state)


@app.command()
def demo(context: Context) -> int:
    """Tell the whole story on a practice marketplace."""
    from sync.cli.demo import demo

    return demo(_session(context))


@app.command()
def init(context: Context, folder: o.Folder) -> int:
    """Write a first small config folder."""
    from sync.cli.init import init

    return init(_session(context), folder)


def _session(context: Context) -> Session:
    session = context.obj
    if not isinstance(session, Session):
        raise TypeError("the command line was entered without a session")
    return session
