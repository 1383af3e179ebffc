"""Makes the product that the engine knows from what was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from sys import intern
from typing import Any

from sync.catalog.english import english_of
from sync.catalog.facts import Facts, certificate_of
from sync.catalog.reading import Path
from sync.catalog.rules.places import HOME, in_vietnam, origin_of
from sync.catalog.yaml_schema import (
    WrittenLabel,
    WrittenOverride,
    WrittenParty,
    WrittenProduct,
    WrittenVariant,
    YamlModel,
)
from sync.catalog.yaml_schema.product import (
    WrittenCount,
    WrittenDeclaration,
    WrittenLot,
    WrittenShelfLife,
)
from sync.model import (
    Campaign,
    Certificate,
    Code,
    Count,
    Dong,
    ImageFile,
    Label,
    Location,
    Lot,
    Override,
    Paper,
    Party,
    Product,
    Season,
    Sku,
    Variant,
)

_COUNTING = ("stock", "made_of", "lots")  # the fields that tell how many there are
_OF_LOT = ("quantity", "made_on", "best_before", "place", "growing_area_code", "made_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What lies beside a catalog file for one product; its cooperative's papers come last."""

    images: tuple[ImageFile, ...] = ()
    certificate: ImageFile | None = None
    papers: tuple[Paper, ...] = ()


def party(written: WrittenParty) -> Party:
    """Make an organisation; the papers of a cooperative are those of its products."""
    return Party(**_shared(written, Party))


def build(
    written: WrittenProduct,
    cooperative: Party,
    files: Files,
    facts: Facts,
    source: Location,
) -> Product:
    """Make a product: what is written and known under one name is taken over as it stands.

    What of it goes by the day is added by `dated.product_on`.
    """
    season = Season(**written.season.given()) if written.season else None
    return Product(
        **_shared(
            written,
            Product,
            code=Code(written.code),
            category=intern(written.category),
            sold=written.sold is not False,
            season=season,
            campaigns=tuple(Campaign(**each.given()) for each in written.campaigns or ()),
            prepare_days=written.prepare_days or None,
            cooperative=cooperative,
            variants=_variants(written),
            source=source,
            product_set=facts.product_set(written),
            least_days_left=facts.least_days_left(written),
            certificate=_certificate(written, files.certificate),
            papers=files.papers,
            label=_label(written.label or WrittenLabel(), written, cooperative),
            images=files.images,
            english=english_of(written, facts),
            option_names=tuple(map(intern, written.options or ())),
            overrides={name: _override(each) for name, each in (written.overrides or {}).items()},
        )
    )


def _shared(written: YamlModel, noun: type, **built: Any) -> dict[str, Any]:
    """Take over the given fields that a noun knows by the same name, but for what was built."""
    known = noun.__dataclass_fields__  # type: ignore[attr-defined]
    return {name: value for name, value in written.given().items() if name in known} | built


def _certificate(written: WrittenProduct, file: ImageFile | None) -> Certificate | None:
    certificate = certificate_of(written)
    return replace(certificate, file=file) if certificate and file else certificate


def _variants(product: WrittenProduct) -> tuple[Variant, ...]:
    if product.variants:
        return tuple(_variant(each, product) for each in product.variants)
    return (
        Variant(
            sku=Sku(product.code),
            price=Dong(product.price or 0),
            list_price=_dong(product.list_price),
            **_quantities(product),
            gtin=product.gtin or None,
            weight_g=product.weight_g,
            size_mm=product.size_mm,
            **_content(product, product),
        ),
    )


def _variant(written: WrittenVariant, product: WrittenProduct) -> Variant:
    """Make a variant; price, weight and size of the product hold where it names none."""
    return Variant(
        sku=Sku(written.sku),
        options=tuple(map(intern, written.options or ())),
        price=Dong(written.price or product.price or 0),
        list_price=_dong(written.list_price or product.list_price),
        sold=written.sold is not False,
        **_quantities(written),
        gtin=written.gtin or None,
        weight_g=written.weight_g or product.weight_g,
        size_mm=written.size_mm or product.size_mm,
        **_content(written, product),
    )


def with_unread_counts(product: Product, refused: Iterable[Path]) -> Product:
    """Mark the variants whose count, or parts, stand there and could not be read."""
    unread = {path[: path.index(field)] for field in _COUNTING for path in refused if field in path}
    if not unread:
        return product
    variants = (
        replace(each, count_unread=not {(), ("variants", n)}.isdisjoint(unread))
        for n, each in enumerate(product.variants)
    )
    return replace(product, variants=tuple(variants))


def with_lost_counts(product: Product) -> Product:
    """Mark the variants without a count in a file that broke off: it may have stood further on."""
    variants = (replace(each, count_unread=each.stock is None) for each in product.variants)
    return replace(product, variants=tuple(variants))


def _content(written: WrittenProduct | WrittenVariant, product: WrittenProduct) -> dict[str, Any]:
    """Tell what one of it is; what the product says of each holds where a variant says nothing."""
    names = ("net_content", "unit", "pack")
    return {name: getattr(written, name) or getattr(product, name) or None for name in names}


def _dong(amount: int | None) -> Dong | None:
    return None if amount is None else Dong(amount)


def _count(written: WrittenCount | None) -> Count | None:
    return Count(written.count, written.date) if written else None


def _quantities(written: WrittenProduct | WrittenVariant) -> dict[str, Any]:
    """Tell how many there are: what is made of other SKUs has no stock of its own."""
    if written.made_of is None:
        return {"stock": _count(written.stock), "lots": _lots(written.lots)}
    return {"made_of": {Sku(intern(sku)): needed for sku, needed in written.made_of.items()}}


def _lots(written: tuple[WrittenLot, ...] | None) -> tuple[Lot, ...]:
    return tuple(
        Lot(
            number=each.lot,
            **{name: each.given().get(name) for name in _OF_LOT},
            recalled_on=each.recalled.date if each.recalled else None,
            recall_reason=each.recalled.reason if each.recalled else None,
            word="lifted" if each.recalled is False else None,
        )
        for each in written or ()
    )


def _label(written: WrittenLabel, of: WrittenProduct, cooperative: Party) -> Label:
    safety, life = written.food_safety_certificate, written.shelf_life
    maker = party(written.manufacturer) if written.manufacturer else cooperative
    origin = origin_of(written, of)
    finished = HOME if origin is None and in_vietnam(maker.address or "") else None
    return Label(
        **_shared(
            written,
            Label,
            shelf_life=_duration(life),
            shelf_life_opened=life.after_opening if life else None,
            manufacturer=maker,
            origin=origin,
            finished_in=finished,
            declaration=_declaration(written.declaration),
            food_safety_certificate=safety and Paper(safety.number, expires_on=safety.expires_on),
        )
    )


def _declaration(written: WrittenDeclaration | None) -> Paper | None:
    if written is None:
        return None
    on, by = written.date, written.issued_by
    return Paper(number=written.number, regime=written.regime, issued_on=on, issued_by=by)


def _duration(written: WrittenShelfLife | None) -> str | None:
    return f"{written.value} {written.unit}".strip() or None if written else None


def _override(written: WrittenOverride) -> Override:
    return Override(
        sold=written.sold is not False,
        name=written.name,
        description=written.description or None,
        category=written.category or None,
        price=_dong(written.price),
        net=_dong(written.net),
        prices={sku: Dong(price) for sku, price in (written.prices or {}).items()},
        attributes=written.attributes or {},
    )
