"""Which commands there are, what may be said to each, and where each one's work is written.

A command's function takes the session and its parameters by name. It is imported only when it is
called, so that the help answers at once.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sync.cli.arguments import (
    Parameter,
    argument,
    between,
    may_be,
    option,
    required,
    switch,
    words,
)
from sync.model.days import MOST_DAYS

if TYPE_CHECKING:
    from sync.cli.session import Session

SHOP, PRODUCT = option("shop"), option("product")
QUICK, YES, WHOLE = switch("quick"), switch("yes"), switch("whole", "--all")
TOLD = (argument("sku"), argument("number"))  # of what people at the shelf tell
CHECK = switch("check")
ROUNDS = option("rounds", between(0, 64))  # at once
TLS = (option("page_cert", Path, "--page-cert"), option("page_key", Path, "--page-key"))
USER, ROLE = argument("user"), argument("role")
OF_COOPERATIVES = option("of_cooperatives", flag="--cooperative")
REFERENCE, NOTE = option("reference"), option("note")


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `work` is the module and the function."""

    work: str
    parameters: tuple[Parameter, ...] = ()

    def call(self, session: Session, values: Mapping[str, Any]) -> int:
        """Do the work; answers the exit code."""
        module, _, name = self.work.partition(":")
        code: int = getattr(importlib.import_module(f"sync.cli.{module}"), name)(session, **values)
        return code


NEED_NO_CATALOG = frozenset({"init", "sandbox", "demo", "schema"})  # nor a home

# In the order of a newcomer's day; some names are two words.
COMMANDS: Mapping[str, Command] = {
    "check": Command("check:check", (option("lang_missing", flag="--lang-missing"),)),
    "categories": Command("categories:categories", (required("shop"), words("words"))),
    "try": Command(
        "rehearsal:rehearsal", (required("shop"), switch("writes", "--write"), PRODUCT, YES)
    ),
    "plan": Command("rounds:plan", (SHOP, PRODUCT, QUICK)),
    "preview": Command("preview:preview", (SHOP, PRODUCT)),
    "sync": Command("rounds:sync", (SHOP, PRODUCT, option("approve"), QUICK)),
    "approve": Command("consent:approve", (SHOP, PRODUCT, YES, option("as_user", flag="--user"))),
    "hold": Command("consent:hold", (SHOP, PRODUCT, WHOLE, NOTE)),
    "release": Command("consent:release", (SHOP, PRODUCT, WHOLE)),
    "retry": Command("upkeep:retry", (SHOP, PRODUCT)),
    "undo": Command(
        "undo:undo", (argument("run_number", between(1)), PRODUCT, option("field"), YES)
    ),
    "undo edit": Command("take:undo_edit", (argument("edit_number", between(1)), YES)),
    "take": Command(
        "take:take",
        (
            argument("from_shop"),
            argument("product_code"),
            option("field"),
            switch("everywhere"),
            YES,
        ),
    ),
    "adopt": Command(
        "adopt:adopt",
        (
            argument("shop_name"),
            option("asked", Path, "--workbook"),
            option("answered", Path, "--take-in"),
            switch("write_catalog", "--write-catalog"),
            switch("write_skus", "--write-skus"),
        ),
    ),
    "catalog export": Command(
        "workbook:export",
        (argument("workbook", Path), switch("prices"), switch("counts", "--stock")),
    ),
    "catalog import": Command("workbook:take_in", (argument("filled", Path), option("into"), YES)),
    "catalog save": Command("catalog_versions:save_catalog", (CHECK,)),
    "catalog fetch": Command("catalog_versions:fetch_catalog"),
    "catalog versions": Command("catalog_versions:versions"),
    "catalog translated": Command("english:translated", (may_be("named_product"),)),
    "connect": Command("connect:connect", (required("shop"), option("redirect"), option("code"))),
    "status": Command("status:status"),
    "papers": Command(
        "papers:papers",
        (option("cooperative"), option("days", between(0, MOST_DAYS)), SHOP, switch("csv")),
    ),
    "log": Command("log:log", (SHOP, PRODUCT, option("limit", between(1)))),
    "report": Command("report:report", (may_be("call"),)),
    "orders": Command("orders:orders", (SHOP, option("last", between(1, 180)), switch("pack"))),
    "sales": Command("sales:sales", (option("by"), option("period"), SHOP, option("save", Path))),
    "income": Command("income:income", (SHOP, PRODUCT, option("net"))),
    "income sold": Command("income_sold:income_sold", (option("period"), SHOP)),
    "stock": Command("stock:stock", (PRODUCT, option("sku"))),
    "stock history": Command("stock:stock_history", (argument("sku"),)),
    "stock count": Command("stock:stock_count", (*TOLD, option("date"), REFERENCE)),
    "stock receive": Command("stock:stock_receive", (*TOLD, NOTE, REFERENCE)),
    "stock sell": Command("stock:stock_sell", (*TOLD, option("price"), REFERENCE)),
    "stock lose": Command("stock:stock_lose", (*TOLD, NOTE, REFERENCE)),
    "stock aside": Command(
        "stock_aside:aside",
        (
            *TOLD,
            required("shop"),
            Parameter(name="begins", flag="--from", required=True),
            Parameter(name="ends", flag="--until", required=True),
            option("date"),
            REFERENCE,
        ),
    ),
    "stock back": Command(
        "stock_back:stock_back",
        (argument("order"), option("sku"), option("came"), option("good")),
    ),
    "stock cancel": Command("stock_answers:cancel", (argument("reference"), argument("sku"), SHOP)),
    "stock confirm": Command("stock_answers:confirm", (argument("reference"), *TOLD, SHOP)),
    "stock believe": Command(
        "stock_answers:believe", (may_be("sku"), required("shop"), switch("ours"))
    ),
    "stock assign": Command("stock_answers:assign", (argument("unknown"), argument("sku"))),
    "lots": Command("lots:lots", (option("sku"),)),
    "lots add": Command(
        "lots:add",
        (
            argument("sku"),
            argument("lot_number"),
            option("made"),
            option("best_before", flag="--best-before"),
            option("quantity"),
            option("place"),
            option("maker", flag="--by"),
            option("area"),
        ),
    ),
    "lots recall": Command(
        "lots:recall",
        (
            argument("sku"),
            argument("lot_number"),
            option("reason"),
            option("recalled_on", flag="--date"),
            YES,
        ),
    ),
    "labels": Command(
        "labels:labels",
        (
            may_be("sku"),
            option("lot"),
            option("copies", between(1, 1000)),
            option("sheet"),
            SHOP,
            option("page_file", Path, "--save"),
        ),
    ),
    "sheet": Command("sheet:sheet", (SHOP,)),
    "sheet out": Command("sheet:out", (SHOP, switch("everything", "--all"), switch("stock"))),
    "sheet take-in": Command(
        "sheet:take_in",
        (argument("file", Path), SHOP),
    ),
    "sheet fill": Command("sheet:fill", (argument("template", Path), required("shop"))),
    "sheet close": Command("sheet:close", (argument("run_name"), SHOP)),
    "site preview": Command(
        "site:preview", (SHOP, option("site_port", between(0, 65_535), "--port"))
    ),
    "site theme": Command("site:theme", (argument("theme_folder", Path), SHOP)),
    "close": Command("upkeep:close", (argument("shop_name"),)),
    "home": Command("home:home", (switch("accept"),)),
    "notify": Command("notify:notify", (switch("digest"),)),
    "users": Command("users:everybody"),
    "users list": Command("users:everybody"),
    "users add": Command("users:add", (USER, ROLE, OF_COOPERATIVES)),
    "users role": Command("users:role", (USER, ROLE, OF_COOPERATIVES)),
    "users password": Command("users:password", (USER,)),
    "users remove": Command("users:remove", (USER,)),
    "users link": Command("users:link", (may_be("known_user"),)),
    "users token": Command("users:token", (USER, may_be("token_name"), switch("drop"))),
    "backup": Command("upkeep:backup", (argument("backup_file", Path),)),
    "restore": Command("upkeep:restore", (argument("backup_file", Path),)),
    "migrate": Command("machines:migrate", (CHECK,)),
    "move": Command("machines:move", (CHECK,)),
    "keys rotate": Command("upkeep:keys_rotate"),
    "tidy": Command("upkeep:tidy"),
    "schema": Command("schema:print_or_write", (switch("write"),)),
    "serve": Command(
        "serve:serve",
        (option("page"), *TLS, option("listen"), option("metrics"), ROUNDS),
    ),
    "page": Command("page:page"),
    "install-service": Command(
        "install_service:install_service",
        (switch("system"), switch("show", "--print"), option("listen")),
    ),
    "uninstall-service": Command("install_service:uninstall_service", (switch("system"),)),
    "worker": Command("serve:worker", (option("metrics"), ROUNDS)),
    "sandbox": Command(
        "sandbox:sandbox", (option("port", between(0, 65_000)), option("state", Path))
    ),
    "demo": Command("demo:demo"),
    "init": Command("init:init", (argument("folder", Path),)),
}


def named_by(typed: list[str]) -> tuple[str, list[str]]:
    """Find the command that the first one or two words name; "" when none is."""
    for count in (2, 1):
        name = " ".join(typed[:count])
        if len(typed) >= count and name in COMMANDS:
            return name, typed[count:]
    return "", typed
