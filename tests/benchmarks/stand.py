"""A shop on a replica in another process, with as many products as wanted."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
from PIL import Image

from sync.model import Code, Count, Dong, ImageFile, Product, Sku, Variant
from sync.platforms import platforms
from sync.store import SecretBox, Store
from tests.benchmarks.replica import elsewhere
from tests.conformance.stall import Stall, configured, shipped
from tests.sandbox_client import SandboxClient

VARIANTS = 3
PICTURES = 5
OPTION = "Khối lượng"


@asynccontextmanager
async def standing(name: str, products: int) -> AsyncIterator[Stall]:
    """Open a shop that should sell so many products; the replica is fresh, nothing is published."""
    with tempfile.TemporaryDirectory() as folder, elsewhere(name) as mine:
        home = Path(folder)
        async with (
            Store.open(f"sqlite:///{home.as_posix()}/ocop.db", SecretBox.of({}, home)) as store,
            httpx.AsyncClient() as http,
        ):
            configuration = configured(name)
            shop = replace(
                configuration.shops[0],
                access_token=mine["token"],
                refresh_token=mine["refresh_token"],
            )
            configuration = replace(
                configuration, shops=(shop,), products=tuple(many_products(products, home))
            )
            operator = SandboxClient(http, mine)
            stall = Stall(platforms()[name], mine, operator, store, configuration)
            async with stall.http:
                yield stall


def many_products(count: int, folder: Path) -> list[Product]:
    """Make products like those that are shipped, each with three variants and five own pictures."""
    models = [product for product in shipped().products if product.images]
    png = _small_picture()
    return [_product(models[number % len(models)], number, folder, png) for number in range(count)]


def _product(model: Product, number: int, folder: Path, png: bytes) -> Product:
    return replace(
        model,
        code=Code(f"SP{number:06d}"),
        name=f"{model.name} số {number:06d}",
        option_names=(OPTION,),
        variants=tuple(_variant(number, place) for place in range(VARIANTS)),
        images=tuple(_picture(folder, f"{number}-{place}", png) for place in range(PICTURES)),
        overrides={},
    )


def _variant(number: int, place: int) -> Variant:
    return Variant(
        sku=Sku(f"SP{number:06d}-{place}"),
        price=Dong(60_000 + 10_000 * place),
        options=(f"{place + 1}00 g",),
        stock=Count(20 + number % 30),
        weight_g=120 * (place + 1),
        size_mm=(220, 140, 40),
    )


def _small_picture() -> bytes:
    """Draw the smallest picture; each file gets a tail of its own, which no decoder minds."""
    drawn = io.BytesIO()
    Image.new("RGB", (1, 1)).save(drawn, "PNG")
    return drawn.getvalue()


def _picture(folder: Path, name: str, png: bytes) -> ImageFile:
    content = png + name.encode()
    path = folder / f"{name}.png"
    path.write_bytes(content)
    return ImageFile(path, hashlib.sha256(content).hexdigest())
