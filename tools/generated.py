"""Makes every generated file of the repository anew; git then tells whether one was out of date."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.setup import PROGRAMS, run

OCOP = Path(sys.prefix) / PROGRAMS / "ocop"


def main() -> int:
    """Write the schemas for editors, the handbook, the table of platforms, the partner API."""
    run(OCOP, "schema", "--write", "--config", "config")
    run(sys.executable, "-m", "tools.handbook")
    run(sys.executable, "-m", "tools.platforms")
    run(sys.executable, "-m", "sandbox.partner.openapi", "docs/partner-api/openapi.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
