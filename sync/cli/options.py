"""What may be said to commands: each option and argument once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ShopName = Annotated[str | None, typer.Option("--shop")]
ProductCode = Annotated[str | None, typer.Option("--product")]
Quick = Annotated[bool, typer.Option("--quick")]
Approve = Annotated[str | None, typer.Option("--approve")]
Limit = Annotated[int, typer.Option("--limit", min=1)]
Write = Annotated[bool, typer.Option("--write")]
Port = Annotated[int, typer.Option("--port", min=0, max=65_000)]
Listen = Annotated[str | None, typer.Option("--listen")]
Redirect = Annotated[str, typer.Option("--redirect")]
GrantCode = Annotated[str | None, typer.Option("--code")]
State = Annotated[Path | None, typer.Option("--state")]
Folder = Annotated[Path, typer.Argument()]
OneSku = Annotated[str | None, typer.Option("--sku")]
Sku = Annotated[str, typer.Argument()]
Number = Annotated[str, typer.Argument()]
Day = Annotated[str | None, typer.Option("--date")]
Note = Annotated[str | None, typer.Option("--note")]
Reference = Annotated[str | None, typer.Option("--reference")]
ResultFile = Annotated[Path, typer.Argument()]
RunName = Annotated[str, typer.Argument()]
All = Annotated[bool, typer.Option("--all")]
StockOnly = Annotated[bool, typer.Option("--stock")]
OwnShop = Annotated[str, typer.Option("--shop")]
ANY_NUMBER = {"ignore_unknown_options": True}  # -5 is a number, to be refused as one
