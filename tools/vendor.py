"""Fetches the scripts of the page from npm, as `sync/web/static/vendor/packages.json` pins them.

`--check` fetches nothing, and tells whether what lies there is what was fetched.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "sync" / "web" / "static" / "vendor"
PINS = FOLDER / "packages.json"


def main(arguments: list[str]) -> int:
    """Fetch every package, or check; answers an exit code."""
    pins = json.loads(PINS.read_text(encoding="utf-8"))
    if arguments == ["--check"]:
        wrong = [pin["file"] for pin in pins if pin["sha256"] != digest(FOLDER / pin["file"])]
        for file in wrong:
            print(f"{file} is not what packages.json says")
        return 1 if wrong else 0
    for pin in pins:
        fetch(pin)
    text = json.dumps(pins, indent=2) + "\n"
    PINS.write_text(text, encoding="utf-8", newline="\n")
    return 0


def fetch(pin: dict[str, Any]) -> None:
    """Take one file and its licence out of a package, and note what the file is."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed here.")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"{pin['package']}@{pin['version']}", "--silent"]
        packed = subprocess.run(
            command, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8"
        )
        with tarfile.open(Path(folder) / packed.stdout.strip()) as package:
            for member, target in ((pin["member"], pin["file"]), ("LICENSE", pin["licence_file"])):
                found = package.extractfile(f"package/{member}")
                assert found is not None, member
                (FOLDER / target).write_bytes(found.read())
    pin["sha256"] = digest(FOLDER / pin["file"])


def digest(file: Path) -> str:
    """The SHA-256 of a file; empty when there is none."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
