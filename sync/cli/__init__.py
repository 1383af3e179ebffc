"""The command `ocop`: what a person types, and what the program answers."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line of this process and end it with the right exit code."""
    from sync.cli.main import run

    sys.exit(run(sys.argv[1:]))
