"""The small words of the trade: codes, money, kinds of change, and what a problem is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import Annotated, Final, Literal, NewType, TypeVar

from pydantic import AfterValidator, ConfigDict
from pydantic.dataclasses import dataclass

Said = TypeVar("Said")
DEFERRED: Final = ConfigDict(defer_build=True)  # a short command needs few nouns: build those


@lru_cache(maxsize=2**14)
def interned(said: Said) -> Said:
    """Answer the value that was said before, if it is equal: what many say is held once.

    Without this, a catalog of 100,000 products holds "6 tháng" so many times.
    """
    return said


Code = NewType("Code", str)  # a product's own code, unique in the catalog
Sku = NewType("Sku", str)  # a variant's code, unique in the catalog
ShopName = NewType("ShopName", str)
Dong = NewType("Dong", int)  # whole Vietnamese dong

Severity = Literal["stop", "hold", "warning", "note"]
Kind = Literal["publish", "revise", "reprice", "restock", "withdraw", "restore"]
Field = Literal[
    "title",
    "description",
    "category",
    "brand",
    "attributes",
    "images",
    "papers",
    "prepare_days",
    "variants",  # which SKUs stand under which options
    "gtin",
    "weight_g",
    "size_mm",
    "list_price",
    "sale",
    "net_content",
    "unit",
    "pack",
    "english",  # the same texts in English, where a shop shows both
    "lots",
    "price",
    "quantity",
    "status",
]
Status = Literal["live", "hidden", "reviewing", "refused", "banned", "deleted"]
BARRED: Final[frozenset[Status]] = frozenset({"banned", "refused"})  # until somebody mends it
Policy = Literal["report", "upsert", "everything"]
Existing = Literal["ask", "adopt"]
Owner = Literal["ours", "theirs", "ask"]  # who decides a field in a shop; ask: each time a person
# Of what is available; all: as the other shops too; shown: nothing can be bought there.
Share = Literal["even", "all", "shown"]
Writing = Literal["absolute", "delta", "compare"]  # how a platform lets its stock be written
PaperKind = Literal[  # as `papers:` names them
    "self_declaration",
    "food_safety",
    "business_registration",
    "vietgap",
    "globalgap",
    "organic",
    "origin",
    "quality",
    "trademark",
    "gtin_registration",  # the right to use a company prefix of GS1
    "growing_area",
    "other",
]
DossierState = Literal["preparing", "submitted", "decided"]
Phrase = Annotated[str, AfterValidator(interned)]  # a text that many products have in common
Options = Annotated[tuple[str, ...], AfterValidator(interned)]
Size = Annotated[tuple[int, int, int], AfterValidator(interned)]  # length, width, height in mm
Value = str | int | float | bool | None | tuple[str, ...]


@dataclass(frozen=True, slots=True, config=DEFERRED)
class Location:
    """Where in the YAML something was written; line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Problem:
    """What is wrong, as a code with values; `sync.wording` turns it into a sentence."""

    code: str
    severity: Severity = "stop"
    values: Mapping[str, Value] = field(default_factory=dict)
    where: Location | None = None
    about: str = ""  # product code or SKU
    fields: frozenset[Field] | None = None  # what waits because of it; None: not known
    sku: str = ""  # the one variant that it is about, where it is only one
