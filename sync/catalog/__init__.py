"""What we want to sell and where: everything from the bytes of the YAML files to products."""

from sync.catalog.cache import CatalogCache
from sync.catalog.configuration import Category, Configuration, freezes
from sync.catalog.kept_files import KeptFiles
from sync.catalog.load import load
from sync.catalog.reading import excerpt
from sync.catalog.schema import schema
from sync.model.claims import claim

__all__ = [
    "CatalogCache",
    "Category",
    "Configuration",
    "KeptFiles",
    "claim",
    "excerpt",
    "freezes",
    "load",
    "schema",
]
