"""Writes the document: `python -m sandbox.partner.openapi docs/partner-api/openapi.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sandbox.partner.houses import POSTMART
from sandbox.partner.openapi.document import document


def text() -> str:
    """The document of the whole contract, with the limits that it proposes."""
    return json.dumps(document(POSTMART), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8", newline="\n")
