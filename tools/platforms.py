"""Writes docs/platforms.md: what each platform can do, as its adapter declares it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sandbox.server import discover
from sync.marketplace import Features, Span
from sync.model import Pace
from sync.platforms import platforms

PAGE = Path("docs/platforms.md")
HEAD = """\
# What each platform can do

Made by `python -m tools.platforms` from the `Features` of the adapters; not edited by hand.
The engine checks, batches and paces by these same values. They were read from the platforms'
documents on the date given: a real shop may be narrower, and what the adapters can ask for at run
time (limits by category, attributes, carriers) they do ask for. What real platforms were seen to
do beside their documents: [seen.md](seen.md).

"""
KINDS = ("publish", "revise", "reprice", "restock", "withdraw", "restore", "upload")
SPANS = (
    ("title, characters", "title_length"),
    ("title, bytes", "title_bytes"),
    ("description, characters", "description_length"),
    ("pictures", "images"),
    ("picture, bytes", "image_bytes"),
    ("picture, pixels a side", "image_side_px"),
    ("price, dong", "price"),
    ("quantity", "quantity"),
    ("variants", "variants"),
    ("options", "options"),
    ("option name, characters", "option_name_length"),
    ("option value, characters", "option_value_length"),
    ("SKU, characters", "sku_length"),
)
Fact = tuple[str, Callable[[Features], str]]


def main() -> int:
    """Write the page."""
    features = [platform.features for _, platform in sorted(platforms().items())]
    PAGE.write_text(page(features), encoding="utf-8", newline="\n")
    return 0


def page(platform_features: Sequence[Features]) -> str:
    """Compose the page: one column a platform."""
    lines = [
        _row("", [features.label for features in platform_features]),
        "|---" * (len(platform_features) + 1) + "|",
        *(_row(name, [tell(f) for f in platform_features]) for name, tell in facts()),
    ]
    table = HEAD + "\n".join(lines) + "\n"
    return table + "".join(_realities()) + "".join(_exemptions(platform_features))


def facts() -> Iterator[Fact]:
    """Name each fact and how it is told."""
    yield "can", lambda features: ", ".join(sorted(features.can))
    yield "read back as written", lambda features: ", ".join(sorted(features.echoes))
    yield "edits that wait for approval", lambda f: ", ".join(sorted(f.reviews)) or "–"
    for name, field in SPANS:
        yield name, _limit(field)
    yield "dearest variant over cheapest", lambda f: _number(f.limits.price_ratio)
    for kind in KINDS:
        yield f"{kind}, at most a batch", _batch(kind)
    yield "pace of a shop", lambda features: _pace(features.pace)
    yield "pace of an app", lambda features: _pace(features.app_pace)
    yield "reads may lag behind writes, s", lambda features: _number(features.settle_s)
    yield "orders may turn up late, s", lambda features: _number(features.orders_late_s)
    yield "stock is written", lambda features: features.writing
    yield "token refreshed before its end, s", lambda features: _number(features.token_early_s)
    yield "orders of at most, days a call", lambda f: _number(f.order_window_days)
    yield "verified on", lambda features: features.verified_on.isoformat()
    yield "source", lambda features: features.source


def _limit(field: str) -> Callable[[Features], str]:
    return lambda features: _span(getattr(features.limits, field))


def _batch(kind: Any) -> Callable[[Features], str]:
    return lambda features: _number(features.batch.get(kind))


def _row(name: str, cells: Sequence[str]) -> str:
    return "| " + " | ".join([name, *cells]) + " |"


def _span(span: Span) -> str:
    if span.least is None and span.most is None:
        return "–"
    return f"{_number(span.least)} to {_number(span.most)}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.10g}".replace(",", " ")


def _pace(pace: Pace) -> str:
    return f"{_number(pace.calls_per_s)} a second, {pace.burst} at once"


def _realities() -> Iterator[str]:
    yield "\n## What the replicas can be told to do\n\n"
    yield "A shop ends true with each of these (`tests/conformance/test_reality.py`).\n\n"
    for replica in sorted(discover(), key=lambda replica: replica.name):
        kept = (f"{name} (stock that is not ours)" for name in replica.not_by_us)
        if names := [*replica.realities, *kept]:
            yield f"- {replica.name}: {'; '.join(names)}\n"


def _exemptions(platform_features: Sequence[Features]) -> Iterator[str]:
    yield "\n## Exempt from a conformance case\n\n"
    told = [
        f"- {features.label}, `{case}`: {why}\n"
        for features in platform_features
        for case, why in sorted(features.exempt.items())
    ]
    yield from told or ["None.\n"]


if __name__ == "__main__":
    sys.exit(main())
