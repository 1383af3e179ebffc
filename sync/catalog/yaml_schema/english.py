"""How English texts are written beside the Vietnamese: a block `en`, with the same names."""

from __future__ import annotations

from sync.catalog.yaml_schema.scalars import Name, Text, YamlModel


class WrittenEnglish(YamlModel):
    """What all blocks have: `of` says which Vietnamese each text is a translation of."""

    of: dict[str, Text] | None = None


class WrittenPartyEnglish(YamlModel):
    """An organisation, where its English name and address differ from the Vietnamese."""

    name: Text | None = None
    address: Text | None = None


class WrittenLabelEnglish(WrittenEnglish):
    """What stands on the pack."""

    generic_name: Text | None = None
    net_content: Text | None = None
    ingredients: tuple[Name, ...] | None = None
    allergens: tuple[Name, ...] | None = None
    shelf_life: Text | None = None
    after_opening: Text | None = None
    storage: Text | None = None
    usage: Text | None = None
    warning: Text | None = None
    origin: Text | None = None
    origin_place: Text | None = None
    material: Text | None = None
    care: Text | None = None


class WrittenVariantEnglish(WrittenEnglish):
    """One thing that can be bought."""

    options: tuple[Name, ...] | None = None
    net_content: Text | None = None
    unit: Text | None = None
    pack: Text | None = None


class WrittenProductEnglish(WrittenEnglish):
    """One product."""

    name: Text | None = None
    title: Text | None = None
    story: Text | None = None
    shipping: Text | None = None
    options: tuple[Name, ...] | None = None
    net_content: Text | None = None
    unit: Text | None = None
    pack: Text | None = None
    attributes: dict[str, Text] | None = None


class WrittenCategoryEnglish(YamlModel):
    """A category, for an English site or shop."""

    name: Text
