"""Has LibreOffice open a workbook and save it again, as whoever fills it in does."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MINUTES = 180


def resaved(file: Path, kind: str = "xlsx") -> Path:
    """Have LibreOffice open a file and save it as another."""
    out = file.parent / "luu-lai"
    profile = (file.parent / "ho-so").as_uri()
    command = [
        str(SOFFICE), "--headless", "--norestore", f"-env:UserInstallation={profile}",
        "--convert-to", kind, "--outdir", str(out), str(file),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=MINUTES)
    return out / f"{file.stem}.{kind.partition(':')[0]}"


def needs_libreoffice() -> None:
    """It may be missing, and then says so; not where somebody has said that it is there."""
    if SOFFICE is None and os.environ.get("OCOP_TEST_LIBREOFFICE"):
        pytest.fail("no soffice, though OCOP_TEST_LIBREOFFICE says that there is one")
    if SOFFICE is None:
        pytest.skip("soffice is not installed: apt-get install libreoffice-calc-nogui")
