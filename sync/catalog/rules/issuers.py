"""Rules of who recognised a product: a province that was there then, and that the maker is in."""

from __future__ import annotations

from collections.abc import Iterator

from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.nearest import nearest
from sync.catalog.reading import Path
from sync.catalog.rules.gazetteer import PROVINCE_NOW
from sync.catalog.rules.places import parts_of
from sync.catalog.yaml_schema import WrittenProduct
from sync.marketplace.text_normalize import fold
from sync.model import Certificate, Value
from sync.model.claims import DISTRICTS_END

_PATH: Path = ("certificate", "issued_by")


def issuer_rules(
    certificate: Certificate, product: WrittenProduct, facts: Facts
) -> Iterator[Finding]:
    """Find a province that nobody knows, that was no more, or that is not the maker's."""
    written = _province(certificate.issued_by or "")
    if written is None:
        return
    now = PROVINCE_NOW.get(fold(written))
    values: dict[str, Value] = {"place": written[:60]}
    if now is None:
        values["nearest"] = nearest(written, PROVINCE_NOW.values())
        yield Finding("place_unknown", _PATH, "warning", values)
        return
    late = certificate.issued_on is not None and certificate.issued_on >= DISTRICTS_END
    if late and fold(now) != fold(written):
        yield Finding("ocop_issuer_merged", _PATH, "warning", {**values, "now": now})
    made_in = _made_in(product, facts)
    if made_in is not None and made_in != now:
        yield Finding("ocop_issuer_elsewhere", _PATH, "warning", {**values, "of": made_in})


def _province(written: str) -> str | None:
    parts = parts_of(written)
    return next((part.name for part in parts if part.level == "province"), None)


def _made_in(product: WrittenProduct, facts: Facts) -> str | None:
    """Name the province of today that the maker is in, where its address tells."""
    maker = (product.label and product.label.manufacturer) or facts.cooperative
    return PROVINCE_NOW.get(fold(_province((maker and maker.address) or "") or ""))
