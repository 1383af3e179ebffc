"""Makes the forms that shops exchange files in, of the profiles in shops.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sync.catalog.diagnostics import Finding
from sync.catalog.yaml_schema import WrittenProfile, WrittenShop
from sync.model import Form, FormColumn

UNITS = ("g", "kg")
Profiles = Mapping[str, WrittenProfile]


def form_of(name: str | None, profiles: Profiles) -> Form | None:
    """Make a shop's form; a name that is not written here is one that the platform brings."""
    if name is None:
        return None
    written = profiles.get(name)
    if written is None:
        return Form(name=name, base=name)
    given = written.given()
    columns = {
        heading: FormColumn(**column.given()) for heading, column in (written.columns or {}).items()
    }
    return Form(**{**given, "name": name, "columns": columns})


def form_rules(profiles: Profiles, shops: Sequence[WrittenShop]) -> Iterator[Finding]:
    """Find columns that say nothing or two things, and rows that stand the wrong way round."""
    for name, profile in profiles.items():
        for heading, column in (profile.columns or {}).items():
            path = ("profiles", name, "columns", heading)
            if (column.key is None) == (column.value is None):
                yield Finding("column_key_or_value", path, values={"heading": heading[:60]})
            if column.unit is not None and column.unit not in UNITS:
                choices = ", ".join(UNITS)
                yield Finding("wrong_type_choice", (*path, "unit"), values={"choices": choices})
        first, heading_row = profile.first_row, profile.heading_row
        if first is not None and heading_row is not None and first <= heading_row:
            yield Finding("first_row_above", ("profiles", name, "first_row"))
    for index, shop in enumerate(shops):
        if shop.profile is not None and shop.app is not None:
            yield Finding("profile_beside_app", ("shops", index, "profile"))
