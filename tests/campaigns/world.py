"""A small cooperative in one shop of a replica: its catalog, its home, and what must be true."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.campaigns.goods import AT_ONCE, HEAD, PICTURES, TWO, Goods, copy_shared, goods
from tests.campaigns.processes import Ended, import_all, ocop, replica
from tests.sandbox_client import operate

SHOPS = """
apps:
  app:
    platform: {platform}
    key: "{key}"
    secret: "{secret}"
    pace: {{calls_per_s: 9999, burst: 9999}}
shops:
  - name: gian-hang
    app: app
    account: "{shop}"
    sandbox: {url}
    ship_from: {{province: 96, commune: 32188}}
"""
TOKENS = """    access_token: "{token}"
    refresh_token: "{refresh_token}"
"""
BEFORE = (
    goods(1),
    goods(2, options=TWO, picture=PICTURES[1]),
    goods(3),
    goods(4, picture=PICTURES[2]),
    goods(5, stock=30),
    goods(6),
    goods(7),
)
HIDDEN = tuple(each for each in BEFORE if each.code != "MATONG-0004")
AFTER = (
    replace(BEFORE[0], name="Mật ong rừng tràm U Minh Hạ loại đặc biệt 0001"),  # revise
    goods(2, options={"Chai nhỏ": (220_000, 9), "Chai lớn": (400_000, 6)}, picture=PICTURES[1]),
    # 3 is gone: withdraw
    BEFORE[3],  # 4 is back: restore
    BEFORE[4],  # sold meanwhile
    replace(BEFORE[5], price=430_000, stock=11),
    BEFORE[6],
    goods(8, picture=PICTURES[2]),  # publish
    goods(9, options=TWO),
)
SOLD = {"MATONG-0005": 2}
DATABASE = "OCOP_DATABASE"


@dataclass(frozen=True)
class World:
    """A folder with `config` and `home`, and the shop's replica while it runs."""

    platform: str
    folder: Path
    credentials: Mapping[str, str]
    environ: Mapping[str, str] = field(default_factory=dict)  # with a database, that of PostgreSQL

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def write_catalog(self, products: Sequence[Goods]) -> None:
        text = HEAD + "".join(each.written() for each in products)
        (self.config / "catalog" / "mat-ong.yaml").write_text(text, encoding="utf-8")

    def write_config(self) -> None:
        copy_shared(self.config)
        shops = SHOPS.format(platform=self.platform, **self.credentials)
        if self.credentials["refresh_token"]:
            shops += TOKENS.format(**self.credentials)
        (self.config / "shops.yaml").write_text(shops, encoding="utf-8")
        if DATABASE in self.environ:
            with (self.config / "settings.yaml").open("a", encoding="utf-8") as settings:
                settings.write(f"\ndatabase_env: {DATABASE}\n")

    def ocop(self, *arguments: str, **more: Any) -> Ended:
        places = ("--config", str(self.config), "--home", str(self.home))
        noted = {"OCOP_STATE": str(self.folder / "state")}  # this computer's note of the home
        return ocop(*arguments, *places, environ={**noted, **self.environ}, **more)

    def ask(self, method: str, path: str, wish: Any = None) -> Any:
        return operate(self.credentials["url"], method, path, wish)

    def order(self, sku: str, quantity: int) -> str:
        wish = {"shop": self.credentials["shop"], "lines": [{"sku": sku, "quantity": quantity}]}
        return str(self.ask("POST", "/orders", wish | {"cod": True})["id"])

    def shop(self) -> Any:
        return self.ask("GET", "/state")["shops"][self.credentials["shop"]]

    def faults_of(self, wanted: Sequence[Goods], sold: Mapping[str, int]) -> list[str]:
        """What is not as it should be: in the shop, and in what we remember of it."""
        remembered = () if DATABASE in self.environ else self._store_faults(sold)
        return [*self._shop_faults(wanted, sold), *remembered]

    def _shop_faults(self, wanted: Sequence[Goods], sold: Mapping[str, int]) -> Iterator[str]:
        listings = [each for each in self.shop()["listings"] if each["status"] != "deleted"]
        times = Counter(v["sku"] for each in listings for v in each["variants"])
        yield from (f"{sku} stands there {n} times" for sku, n in times.items() if n > 1)
        live = {
            v["sku"]: (v["price"], v["stock"], each["title"])
            for each in listings
            if each["status"] == "live"
            for v in each["variants"]
        }
        offers = {
            sku: (price, stock - sold.get(sku, 0), each.name)
            for each in wanted
            for sku, (price, stock) in each.offers.items()
        }
        yield from (f"{sku} is not there" for sku in sorted(offers.keys() - live.keys()))
        yield from (f"{sku} should not be live" for sku in sorted(live.keys() - offers.keys()))
        for sku in sorted(offers.keys() & live.keys()):
            (price, stock, name), shown = offers[sku], live[sku]
            if (price, stock) != shown[:2] or name not in shown[2]:
                yield f"{sku} shows {shown}, not {offers[sku]}"

    def _store_faults(self, sold: Mapping[str, int]) -> Iterator[str]:
        with closing(sqlite3.connect(self.home / "ocop.db")) as store:
            check = store.execute("PRAGMA integrity_check").fetchone()[0]
            if check != "ok":
                yield f"the store is damaged: {check}"
            rows = store.execute(
                "SELECT sku, SUM(quantity) FROM movements GROUP BY sku HAVING SUM(quantity) != 0"
            )
            moved = {sku: -quantity for sku, quantity in rows}
            held = dict(store.execute("SELECT sku, SUM(held) FROM movements GROUP BY sku"))
            taken = {sku: moved.get(sku, 0) + held.get(sku, 0) for sku in moved.keys() | held}
            if {sku: units for sku, units in taken.items() if units} != dict(sold):
                yield f"the ledger says sold {taken}, not {dict(sold)}"
            intents = store.execute("SELECT COUNT(*) FROM open_intents").fetchone()[0]
            if intents:
                yield f"{intents} intents are still open"


@contextmanager
def opened(
    platform: str, folder: Path, port: int, environ: Mapping[str, str] | None = None
) -> Iterator[World]:
    """Serve the replica with the state that the folder has, if any."""
    state = folder / "replica.json"
    with replica(platform, port, state) as credentials:
        world = World(platform, folder, credentials, environ or {})
        if not (world.config / "shops.yaml").exists():
            world.write_config()
            world.ask("POST", "/knobs", AT_ONCE[platform])
        yield world


def place_beside(base: Path) -> Path:
    """Where copies of a prepared world live, one after the other."""
    return base.parent / "world"


def prepare(platform: str, base: Path, port: int, environ: Mapping[str, str] | None = None) -> None:
    """Two rounds and some sales: seven products, one of them hidden; then the catalog is edited."""
    place = place_beside(base)
    place.mkdir()
    with opened(platform, place, port, environ) as world:
        notes = place / "notes.json"
        for products in (BEFORE, HIDDEN):
            world.write_catalog(products)
            must_be_fine(world.ocop("sync", notes_to=notes))
            import_all(json.loads(notes.read_text(encoding="utf-8"))["modules"])
            settle(world)
        faults = world.faults_of(HIDDEN, {})
        assert faults == [], faults
        for sku, units in SOLD.items():
            world.order(sku, units)
        world.write_catalog(AFTER)
    place.rename(base)


def settle(world: World) -> None:
    """Further rounds until one has nothing to do: what was reviewed meanwhile, and the like."""
    for _ in range(4):
        if world.ocop("plan").code == 0:
            return
        must_be_fine(world.ocop("sync"))
    raise AssertionError(world.ocop("plan").out)


def must_be_fine(ended: Ended) -> None:
    assert ended.code == 0, (ended.code, ended.out[-3000:], ended.err[-3000:])
