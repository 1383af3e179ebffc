"""A website of many products: how long a whole build takes, and what one changed price costs.

Hugo builds as many pages of the same data in the same run: seconds alone tell of the machine. Each
figure is from a process of its own, so that the most memory it held is its own.

`python -m tests.benchmarks.site WORK FOLDER` does one piece of work and prints it as JSON.
"""

from __future__ import annotations

import asyncio
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from adapters.site.adapter import SITE, SiteShop
from adapters.site.features import FEATURES
from adapters.site.pictures import original_of
from adapters.site.publish import PICTURES
from sync.app import load_configuration
from sync.marketplace import Connection, Image
from sync.model import Change, DeveloperApp, Dong, Kind, Listing, Product, Shop, ShopName
from sync.planning import project
from tests.adapters.site.stall import SETTINGS
from tests.benchmarks.catalogs import write_catalog
from tests.benchmarks.planning import peak_mb
from tests.benchmarks.table import say, show

PRODUCTS: Final = 10_000
QUICK: Final = 60
NAME: Final = ShopName("trang-web")
TODAY: Final = date(2026, 11, 30)
LAYOUT: Final = """<!doctype html><html lang="vi"><head><meta charset="utf-8">
<title>{{ .Title }}</title></head><body><main><h1>{{ .Title }}</h1>%s</main></body></html>
"""
SINGLE: Final = """<p>{{ .Params.category }}</p><picture><source srcset="/{{ .Params.picture }}">
<img src="/{{ .Params.picture }}" alt=""></picture><table>{{ range .Params.offers }}
<tr><th>{{ .name }}</th><td>{{ .price }}</td><td>{{ .stock }}</td></tr>{{ end }}</table>
{{ .Content }}<dl>{{ range .Params.facts }}<dt>{{ .name }}</dt><dd>{{ .fact }}</dd>{{ end }}</dl>
<script type="application/ld+json">{{ dict "@type" "Product" "name" .Title | jsonify | safeJS }}
</script>"""
LISTED: Final = """<ul>{{ range (.Paginate .Pages 48).Pages }}<li><a href="{{ .RelPermalink }}">
<img src="/{{ .Params.picture }}" alt="">{{ .Title }} {{ (index .Params.offers 0).price }}</a></li>
{{ end }}</ul>"""


def run(*, quick: bool) -> None:
    """Build with both, change one price, and show it."""
    products = QUICK if quick else PRODUCTS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_catalog(folder, products)
        ours, one = _measured("build", folder), _measured("change", folder)
        rows = [_row("ocop, whole build", ours), _row("ocop, one price changed", one)]
        if shutil.which("hugo"):
            _measured("write", folder)
            theirs = _measured("hugo", folder)
            rows.append(_row("hugo, whole build", theirs))
        show(f"A website of {products:,} products", HEADS, rows)
        if shutil.which("hugo"):
            say(f"seconds over Hugo's: {ours['s'] / theirs['s']:.1f}; "
                f"memory over Hugo's: {ours['mb'] / theirs['mb']:.2f}")  # fmt: skip
        say(f"files written for one price: {', '.join(one['names'])}")


HEADS: Final = ("work", "s", "processor s", "peak MB", "of it before", "pages", "files written")


def _row(name: str, found: dict[str, Any]) -> list[object]:
    times = [f"{found[key]:.2f}" for key in ("s", "cpu")]
    return [name, *times, *(f"{found[key]:,.0f}" for key in ("mb", "before", "pages", "files"))]


def _measured(work: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", __name__, work, str(folder)]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def _listings(folder: Path) -> tuple[list[Product], list[Listing]]:
    catalog = load_configuration(folder, {})
    app = DeveloperApp(name="site", platform="site", key="", secret="")
    shop = Shop(
        name=NAME, platform="site", app=app, account=NAME,
        categories={key: each.name for key, each in catalog.categories.items()},
    )  # fmt: skip
    offered = {variant.sku: 7 for product in catalog.products for variant in product.variants}
    return list(catalog.products), [
        project(product, shop, offered, TODAY, FEATURES) for product in catalog.products
    ]


def _shop(folder: Path) -> SiteShop:
    connection = Connection(
        shop=NAME, host="", key="", secret="", account=NAME,
        folder=folder / "exchange", settings=SETTINGS,
    )  # fmt: skip
    return SiteShop(connection, None)  # type: ignore[arg-type]  # it calls nobody


async def _apply(shop: SiteShop, kind: Kind, listings: list[Listing]) -> None:
    most = FEATURES.batch[kind]
    for at in range(0, len(listings), most):
        some = map(shop.normalize, listings[at : at + most])
        changes = [Change(kind=kind, shop=NAME, code=each.code, after=each) for each in some]
        for outcome in await shop.apply(changes):
            assert outcome.status == "done", outcome.problem


async def build(folder: Path) -> None:
    """Build the whole site, pictures included."""
    products, listings = _listings(folder)
    shop, files = _shop(folder), {f.sha256: f for p in products for f in p.images}
    before = peak_mb() or 0.0
    with Timed(folder, before):
        images = [Image(sha, file.path.name, file.path.read_bytes()) for sha, file in files.items()]
        await shop.upload(images)
        await _apply(shop, "publish", listings)


async def change(folder: Path) -> None:
    """Raise one price of a site that stands."""
    _, listings = _listings(folder)
    listing = listings[len(listings) // 2]
    offers = tuple(replace(o, price=Dong((o.price or 0) + 1000)) for o in listing.offers)
    before, shop = peak_mb() or 0.0, _shop(folder)
    with Timed(folder, before):
        await _apply(shop, "reprice", [replace(listing, offers=offers)])


async def write(folder: Path) -> None:
    """Write the same data as Hugo wants it."""
    _, listings = _listings(folder)
    hugo, built = folder / "hugo", folder / "exchange" / SITE
    for kind, body in (("single", SINGLE), ("list", LISTED)):
        layout = hugo / "layouts" / "_default" / f"{kind}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(LAYOUT % body, encoding="utf-8")
    (hugo / "hugo.toml").write_text(
        'baseURL = "https://htxvidu.vn/"\ntitle = "A"\n[taxonomies]\nkind = "kinds"\n'
        'letter = "letters"\n',
        encoding="utf-8",
    )
    shutil.copytree(built / "anh", hugo / "static" / "anh")
    pages = hugo / "content" / "san-pham"
    pages.mkdir(parents=True)
    for number, listing in enumerate(listings):
        pages.joinpath(f"{number}.md").write_text(_markdown(folder, listing), encoding="utf-8")
    _print(s=0, cpu=0, mb=0, before=0, pages=0, files=0)


def _markdown(folder: Path, listing: Listing) -> str:
    first = next(iter(listing.images or ()))
    original = original_of(folder / "exchange" / PICTURES, first.sha256)
    assert original is not None
    front = {
        "title": listing.title,
        "category": listing.category,
        "kinds": [listing.category],
        "letters": [(listing.title or "?")[0]],
        "picture": f"anh/{first.sha256[:16]}-320.webp",
        "offers": [
            {"name": " · ".join(o.options), "price": o.price, "stock": o.quantity}
            for o in listing.offers
        ],
        "facts": [{"name": n, "fact": f} for n, f in (listing.attributes or {}).items()],
    }
    return f"{json.dumps(front, ensure_ascii=False)}\n\n{listing.description}\n"


def hugo(folder: Path) -> None:
    """Have Hugo build its site."""
    began = time.perf_counter()
    subprocess.run(["hugo", "--quiet", "--source", str(folder / "hugo")], check=True)
    took, (cpu, mb) = time.perf_counter() - began, _of_children()
    pages = sum(1 for _ in (folder / "hugo" / "public").rglob("*.html"))
    files = sum(1 for f in (folder / "hugo" / "public").rglob("*") if f.is_file())
    _print(s=took, cpu=cpu, mb=mb, before=0, pages=pages, files=files)


def _of_children() -> tuple[float, float]:
    """Say what children used: processor seconds, and the most megabytes."""
    told = (0.0, 0.0)
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = (used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    return told


class Timed:
    """Measures what happens within, and prints it."""

    def __init__(self, folder: Path, before_mb: float) -> None:
        self._site, self._before = folder / "exchange" / SITE, before_mb

    def __enter__(self) -> None:
        self._stood = dict(_files(self._site))
        self._cpu, self._at = time.process_time(), time.perf_counter()

    def __exit__(self, *_: object) -> None:
        took, cpu = time.perf_counter() - self._at, time.process_time() - self._cpu
        now = dict(_files(self._site))
        names = sorted(name for name in now if self._stood.get(name) != now[name])
        pages = sum(name.endswith(".html") for name in now)
        _print(
            s=took,
            cpu=cpu,
            mb=peak_mb() or 0.0,
            before=self._before,
            pages=pages,
            files=len(names),
            names=names if len(names) < QUICK else [],
        )


def _files(site: Path) -> Iterator[tuple[str, int]]:
    for file in site.rglob("*"):
        if file.is_file():
            yield file.relative_to(site).as_posix(), file.stat().st_mtime_ns


def _print(**told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")


WORK = {"build": build, "change": change, "write": write}

if __name__ == "__main__":
    if sys.argv[1] == "hugo":
        hugo(Path(sys.argv[2]))
    else:
        asyncio.run(WORK[sys.argv[1]](Path(sys.argv[2])))
