"""Marketplaces that speak the partner API: our own proposal, which nobody is known to offer yet.

`postmart` and `voso` are this adapter with a few facts of their own.
"""

from __future__ import annotations

from functools import partial

from adapters.partner.adapter import PartnerShop, PushingPartnerShop
from adapters.partner.features import Kin, features_of
from adapters.partner.webhooks import hear, reply
from sync.marketplace import Platform

SECRETS = frozenset({"access_token", "client_secret", "secret"})


def platform(kin: Kin) -> Platform:
    """Make the adapter of one such marketplace."""
    return Platform(
        features=features_of(kin),
        open=partial(PartnerShop, kin),
        known_secrets=SECRETS,
    )


def pushing_platform(kin: Kin) -> Platform:
    """Make the adapter of one that pushes as well."""
    return Platform(
        features=features_of(kin),
        open=partial(PushingPartnerShop, kin),
        hear=hear,
        reply=reply,
        known_secrets=SECRETS,
    )


__all__ = ["Kin", "platform", "pushing_platform"]
