"""The JavaScript client of others at the replica, where Node.js and its package are.

`OCOP_NODE_MODULES` names the folder that `npm install @woocommerce/woocommerce-rest-api` made.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sandbox.woocommerce.settings import KEY, SECRET
from tests.sandbox.woocommerce.conftest import Woo

MODULES = os.environ.get("OCOP_NODE_MODULES", "")
NODE = shutil.which("node")
SCRIPT = Path(__file__).with_name("stranger.cjs")


@pytest.mark.skipif(not (NODE and MODULES), reason="no Node.js, or OCOP_NODE_MODULES names none")
async def test_the_javascript_client_makes_changes_lists_and_deletes(woo: Woo) -> None:
    done = await asyncio.to_thread(
        subprocess.run,
        [str(NODE), str(SCRIPT), woo.url, KEY, SECRET],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NODE_PATH": MODULES},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        201, "JS-1", "95000", "1", '[{"id":101,"sku":"JS-1"}]', 7, 400, "product_invalid_sku", True,
    ]  # fmt: skip
