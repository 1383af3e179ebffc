"""A shop's own website: static pages in a folder, written from the same listings as any shop."""

from adapters.site.adapter import SiteShop
from adapters.site.features import FEATURES
from adapters.site.sentences import SENTENCES
from adapters.site.settings import ASKS, problems, read_settings
from sync.marketplace import Platform
from sync.model import ShopName

marketplace = Platform(
    features=FEATURES,
    open=SiteShop,
    settings=problems,
    sentences=SENTENCES,
    address=lambda settings: read_settings(settings).address,
    asks=ASKS,
    begun={"stock_rule": {"share": "shown"}},  # what is only shown keeps no share of the stock
    tells_of=lambda settings: ShopName(read_settings(settings).feeds_of),
)

__all__ = ["marketplace"]
