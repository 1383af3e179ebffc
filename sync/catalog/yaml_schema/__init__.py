"""What the files look like as people write them; also the source of the JSON Schemas."""

from sync.catalog.yaml_schema.fees import WrittenFee, WrittenFees
from sync.catalog.yaml_schema.notify import WrittenEmail, WrittenNotify, WrittenWebhook
from sync.catalog.yaml_schema.product import (
    WrittenCertificate,
    WrittenCooperative,
    WrittenDossier,
    WrittenFoodSafety,
    WrittenLabel,
    WrittenOverride,
    WrittenPaper,
    WrittenParty,
    WrittenProduct,
    WrittenVariant,
)
from sync.catalog.yaml_schema.scalars import YamlModel
from sync.catalog.yaml_schema.shops import (
    WrittenApp,
    WrittenColumn,
    WrittenFields,
    WrittenProfile,
    WrittenShop,
    WrittenShops,
    WrittenStockRule,
)
from sync.catalog.yaml_schema.top import (
    WrittenCatalog,
    WrittenCategory,
    WrittenFollowed,
    WrittenSettings,
)

__all__ = [
    "WrittenApp",
    "WrittenCatalog",
    "WrittenCategory",
    "WrittenCertificate",
    "WrittenColumn",
    "WrittenCooperative",
    "WrittenDossier",
    "WrittenEmail",
    "WrittenFee",
    "WrittenFees",
    "WrittenFields",
    "WrittenFollowed",
    "WrittenFoodSafety",
    "WrittenLabel",
    "WrittenNotify",
    "WrittenOverride",
    "WrittenPaper",
    "WrittenParty",
    "WrittenProduct",
    "WrittenProfile",
    "WrittenSettings",
    "WrittenShop",
    "WrittenShops",
    "WrittenStockRule",
    "WrittenVariant",
    "WrittenWebhook",
    "YamlModel",
]
