"""Keeps the traceback of a fault of our own for whoever mends the program."""

from __future__ import annotations

import os
import tempfile
import traceback
from datetime import datetime
from pathlib import Path


def kept(error: Exception, home: Path) -> Path:
    """Write the traceback into the home folder, else into the temporary one; say where.

    Always into a new file of the owner's: the temporary folder is everybody's, and whoever guesses
    the name could have put a link there.
    """
    text = "".join(traceback.format_exception(error))
    name = f"ocop-error-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}.log"
    for folder in (home, Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            new = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(new, "w", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123
                file.write(text)
        except OSError:
            continue
        return (folder / name).absolute()
    return Path(os.devnull)
