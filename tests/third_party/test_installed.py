"""Somebody else's marketplace is installed beside ours, publishes, and is worded by itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.third_party.village_market.replica import Market, open_market

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]

Ocop = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def market() -> Iterator[Market]:
    with open_market() as opened:
        yield opened


@pytest.fixture
def ocop(tmp_path: Path, market: Market) -> Ocop:
    """Call `ocop` where the package is installed and a shop is at the market."""
    site, config = tmp_path / "site", tmp_path / "config"
    installed(site)
    shutil.copytree(REPOSITORY / "sync" / "cli" / "first_config", config)
    (config / "shops.yaml").write_text(
        "shops:\n  - name: cho-lang\n    platform: village\n    account: '1'\n"
        f"    sandbox: {market.url}\n",
        encoding="utf-8",
    )
    categories = config / "categories.yaml"
    named = categories.read_text(encoding="utf-8").replace("shopee:", "village:")
    categories.write_text(named, encoding="utf-8")

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        home = ["--home", str(tmp_path / "var"), "--config", str(config)]
        environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(REPOSITORY)])}
        command = [sys.executable, "-c", "from sync.cli import main; main()", *arguments, *home]
        return subprocess.run(
            command, env=environ, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )

    return call


def installed(site: Path) -> None:
    """Put the package where an installer would: its code, and what its metadata says of it."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shutil.copytree(HERE / "village_market", site / "village_market")
    about = site / f"village_market-{project['version']}.dist-info"
    about.mkdir()
    name, version = project["name"], project["version"]
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8"
    )
    points = [
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    (about / "entry_points.txt").write_text("\n".join(points), encoding="utf-8")


def test_an_installed_marketplace_is_published_to_and_then_left_alone(
    ocop: Ocop, market: Market
) -> None:
    first = ocop("sync")
    assert first.returncode == 0, first.stdout + first.stderr
    (row,) = market.goods.values()
    assert (row["code"], row["price"], row["quantity"]) == ("MAU-MATONG", 250_000, 20)
    assert json.loads(ocop("plan", "--json").stdout)["plans"][0]["changes"] == []


def test_it_is_worded_by_its_own_sentences_in_both_languages(ocop: Ocop, market: Market) -> None:
    market.refuses.add("Mật ong")
    refused = ocop("sync")
    assert refused.returncode == 3
    assert "Chợ Làng không nhận “Mật ong rừng tràm mẫu” vào Chủ nhật." in refused.stdout
    assert "Publish it again on Monday." in ocop("sync", "--lang", "en").stdout
    assert market.goods == {}
