"""Where each kind of page lies, from the root of the site, in either language; each for ever."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sync.model import Language

PLACES: Final[Mapping[Language, Mapping[str, str]]] = {
    "vi": {
        "home": "",
        "product": "san-pham/",
        "all": "tat-ca/",
        "kind": "nhom/",
        "letter": "chu-cai/",
        "contact": "lien-he/",
        "policies": "chinh-sach/",
        "search": "tim/",
    },
    "en": {
        "home": "en/",
        "product": "en/products/",
        "all": "en/all/",
        "kind": "en/categories/",
        "letter": "en/letters/",
        "contact": "en/contact/",
        "policies": "en/policies/",
        "search": "en/search/",
    },
}


ENGLISH: Final = "en/"
SEARCH_INDEX: Final[Mapping[Language, str]] = {
    "vi": "assets/search.json",
    "en": "assets/search-en.json",
}


def alternates(vietnamese: str, english: str) -> list[tuple[str, str]]:
    """Name a page in both languages, to every one of the two in the same words."""
    return [("vi", vietnamese), ("en", english), ("x-default", vietnamese)]
