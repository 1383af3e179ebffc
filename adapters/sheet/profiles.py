"""What a marketplace calls our columns: the forms that come along, and what a user's own adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from adapters.sheet.columns import BY_KEY, COLUMNS, SHEET, Column
from sync.marketplace import Rejected
from sync.model import OF_FACTS, Form, FormColumn, Problem, TitleRule, Value

COMPUTED = frozenset({"category_1", "category_2", "category_3"})  # the path, from the root down


@dataclass(frozen=True, slots=True)
class ProfileColumn:
    """One column of a file: its heading, and what of ours stands there in which spelling."""

    heading: str
    key: str
    value: str | None = None
    unit: str = ""
    decimals: int = 0
    format: str = ""

    @property
    def column(self) -> Column:
        """What may stand there."""
        return BY_KEY.get(self.key) or Column(self.key, self.heading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A form, resolved: `places` in their order, the clerk's among them."""

    name: str
    label: str
    places: tuple[ProfileColumn, ...]
    title: TitleRule = OF_FACTS
    sheet: str = SHEET
    heading_row: int = 1
    first_row: int = 3
    results: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()  # headings that a user's profile names itself


DEFAULT = Profile(
    name="default",
    label="Bảng tính",
    places=tuple(ProfileColumn(column.heading, column.key) for column in COLUMNS),
)


def _postmart() -> tuple[ProfileColumn, ...]:
    """Name the columns after the seller's form, as far as it is known; the order is ours."""
    called = {"name": "Tên sản phẩm", "short": "Khẩu hiệu", "price": "Giá bán",
              "list_price": "Giá thị trường", "sku": "Mã hàng", "unit": "Đơn vị",
              "description": "Chi tiết sản phẩm", "warning": "Lưu ý"}  # fmt: skip
    places: list[ProfileColumn] = []
    for place in DEFAULT.places:
        if place.key == "category":
            places += [ProfileColumn(f"Ngành hàng cấp {n}", f"category_{n}") for n in (1, 2, 3)]
        elif place.key == "weight_g":
            places.append(ProfileColumn("Khối lượng (kg)", "weight_g", unit="kg", decimals=3))
        else:
            places.append(replace(place, heading=called.get(place.key, place.heading)))
    return tuple(places)


BUILT_IN: Mapping[str, Profile] = {
    "default": DEFAULT,
    "postmart": replace(
        DEFAULT,
        name="postmart",
        label="Postmart (buudien.vn)",
        places=_postmart(),
        title=TitleRule(parts=("ocop", "name", "place", "pack"), separator=" - "),
    ),
    "voso": replace(DEFAULT, name="voso", label="Voso"),
    "vcamart": replace(DEFAULT, name="vcamart", label="VCAMart"),
}


def profile_of(form: Form | None) -> Profile:
    """Resolve what shops.yaml asks for; raises `Rejected`."""
    if form is None:
        return DEFAULT
    base = BUILT_IN.get(form.base)
    if base is None:
        values: dict[str, Value] = {
            "profile": form.name,
            "base": form.base,
            "known": tuple(BUILT_IN),
        }
        raise Rejected([Problem(code="profile_unknown", values=values)])
    _refuse_strange_keys(form)
    return replace(
        base,
        name=form.name,
        label=base.label if form.name == base.name else form.name,
        places=_own_places(form) if form.columns else base.places,
        sheet=form.sheet or base.sheet,
        heading_row=form.heading_row or base.heading_row,
        first_row=form.first_row or (form.heading_row or 0) + 1 if form.heading_row else 3,
        results={**base.results, **form.results},
        words={**base.words, **form.words},
        own=frozenset(form.columns),
    )


def _refuse_strange_keys(form: Form) -> None:
    known = BY_KEY.keys() | COMPUTED
    asked = [c.key for c in form.columns.values() if c.key is not None] + [*form.results.values()]
    if strange := [key for key in asked if key not in known]:
        values: dict[str, Value] = {"profile": form.name, "keys": tuple(strange)}
        values["known"] = tuple(sorted(known))
        raise Rejected([Problem(code="profile_keys_unknown", values=values)])


def _own_places(form: Form) -> tuple[ProfileColumn, ...]:
    """Put a user's columns between those that tie a row to its run and those of the clerk."""
    own = [_own(heading, column) for heading, column in form.columns.items()]
    named = {place.key for place in own}
    first = [p for p in DEFAULT.places if p.key in {"run_row", "action", "sku"} - named]
    ties = [p for p in DEFAULT.places if p.key in {"images", "changed", "row_hash"} - named]
    clerk = [p for p in DEFAULT.places if p.column.clerk and p.key not in named]
    return (*first, *own, *ties, *clerk)


def _own(heading: str, column: FormColumn) -> ProfileColumn:
    return ProfileColumn(
        heading,
        column.key or "",
        value=column.value,
        unit=column.unit or "",
        decimals=column.decimals or 0,
        format=column.format or "",
    )
