"""Decides what must change in a shop, and what of it may: values in, values out."""

from sync.planning.campaign_prices import CampaignPrices, campaign_in, campaign_price
from sync.planning.campaigns import (
    campaign_prices,
    campaigns_kept_by_us,
    campaigns_without_effect,
    project_at,
    running_campaigns,
    turns,
)
from sync.planning.claims import claimless
from sync.planning.compare import Comparison
from sync.planning.composed import composed_claims
from sync.planning.consent import OF_SALE, Consent, agreed, outlived, pinned
from sync.planning.depends import waits_for
from sync.planning.diff import ProductDiff, diff, placed
from sync.planning.digest import change_digest, digest_of
from sync.planning.english import concerning, english_missing, missing_english
from sync.planning.guard import guard
from sync.planning.guard.still_many import held_as_many
from sync.planning.identify import Identified, identify, under_code
from sync.planning.income import (
    Income,
    fees_of,
    income_of,
    income_of_order,
    net_of_order,
    price_for,
)
from sync.planning.limits import limits
from sync.planning.merge_applied import merge_applied
from sync.planning.plan import judged
from sync.planning.price import price_of
from sync.planning.product_state import CompareTerms, ProductState
from sync.planning.project import (
    category_in,
    list_prices_unshown,
    price_in,
    project,
    unshown,
)
from sync.planning.propose import Proposal, propose
from sync.planning.refused import refusal_of
from sync.planning.renames import (
    change_under,
    exchanged_codes,
    link_under,
    listing_under,
    renamed_codes,
    renamed_skus,
)
from sync.planning.shop_state import (
    GuardInput,
    ShopState,
    counted_like_prices,
    counted_out,
    not_sold,
    rested_lately,
    written_stock,
)
from sync.planning.shown_once import left_behind, shown_once
from sync.planning.stale import stale
from sync.planning.undo import StandsNow, Undo, in_our_words, undo
from sync.planning.values import OF_OFFERS, changed_values, sku_value

__all__ = [
    "OF_OFFERS",
    "OF_SALE",
    "CampaignPrices",
    "CompareTerms",
    "Comparison",
    "Consent",
    "GuardInput",
    "Identified",
    "Income",
    "ProductDiff",
    "ProductState",
    "Proposal",
    "ShopState",
    "StandsNow",
    "Undo",
    "agreed",
    "campaign_in",
    "campaign_price",
    "campaign_prices",
    "campaigns_kept_by_us",
    "campaigns_without_effect",
    "category_in",
    "change_digest",
    "change_under",
    "changed_values",
    "claimless",
    "composed_claims",
    "concerning",
    "counted_like_prices",
    "counted_out",
    "diff",
    "digest_of",
    "english_missing",
    "exchanged_codes",
    "fees_of",
    "guard",
    "held_as_many",
    "identify",
    "in_our_words",
    "income_of",
    "income_of_order",
    "judged",
    "left_behind",
    "limits",
    "link_under",
    "list_prices_unshown",
    "listing_under",
    "merge_applied",
    "missing_english",
    "net_of_order",
    "not_sold",
    "outlived",
    "pinned",
    "placed",
    "price_for",
    "price_in",
    "price_of",
    "project",
    "project_at",
    "propose",
    "refusal_of",
    "renamed_codes",
    "renamed_skus",
    "rested_lately",
    "running_campaigns",
    "shown_once",
    "sku_value",
    "stale",
    "turns",
    "under_code",
    "undo",
    "unshown",
    "waits_for",
    "written_stock",
]
