"""The website of the demo: written beside the shops, and left for a person to look at."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Final

from sync.cli.demo.stage import Stage
from sync.cli.demo.truth import Expected, Untrue, expect
from sync.model import ShopName

NAME: Final = ShopName("trang-web")
LINKED: Final = re.compile(r'class="links"')
SHOP: Final = """
  - name: trang-web
    platform: site
    stock_rule: {{share: shown}}
    settings:
      address: http://127.0.0.1:8770
      name: Đặc sản Cà Mau
      folder: "{folder}"
      seller:
        name: Hợp tác xã mẫu
        address: Cà Mau
        tax_code: "2001234565"
        phone: 0290 3812 345
"""


async def website(stage: Stage) -> Expected:
    """Write a website: a page for each product, leading to where it stands in the shops."""
    folder = Path(tempfile.mkdtemp(prefix="ocop-demo-site-")) / NAME
    shops = stage.session.config / "shops.yaml"
    told = shops.read_text(encoding="utf-8").rstrip() + SHOP.format(folder=folder.as_posix())
    shops.write_text(told, encoding="utf-8", newline="\n")
    stage.load()
    async with stage.opened() as engine:
        report = await engine.sync(NAME, progress=stage.progress)
    expect(NAME, {"done"}, {outcome.status for outcome in report.outcomes})
    pages = [page.read_text(encoding="utf-8") for page in folder.glob("san-pham/*/index.html")]
    expect("pages", len(stage.configuration.products), len(pages))
    linked = sum(bool(LINKED.search(page)) for page in pages)
    if not linked:
        raise Untrue("demo_differs", about="links", expected="> 0", found=linked)
    values = {"pages": len(pages), "linked": linked, "address": (folder / "index.html").as_uri()}
    return Expected("demo_website_seen", values)
