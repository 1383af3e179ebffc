"""Decides what must change in a shop, and what of it may: values in, values out."""

from sync.planning.case import Case, Link, Terms
from sync.planning.diff import Decision, diff
from sync.planning.digest import digest_of
from sync.planning.guard import guard
from sync.planning.identify import Identified, identify
from sync.planning.limits import limits
from sync.planning.plan import judged, plan
from sync.planning.price import price_of
from sync.planning.project import project, sells
from sync.planning.propose import Proposal, propose
from sync.planning.remember import remembered
from sync.planning.share import Goods, offered, offered_once, shares, shares_of, windows
from sync.planning.situation import Caution, Situation, counted_out
from sync.planning.stale import maybe_sold, stale
from sync.planning.values import changed_values, sku_value

__all__ = [
    "Case",
    "Caution",
    "Decision",
    "Goods",
    "Identified",
    "Link",
    "Proposal",
    "Situation",
    "Terms",
    "changed_values",
    "counted_out",
    "diff",
    "digest_of",
    "guard",
    "identify",
    "judged",
    "limits",
    "maybe_sold",
    "offered",
    "offered_once",
    "plan",
    "price_of",
    "project",
    "propose",
    "remembered",
    "sells",
    "shares",
    "shares_of",
    "sku_value",
    "stale",
    "windows",
]
