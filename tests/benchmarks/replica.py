"""A replica in a process of its own, so that its work is not counted as the client's.

`python -m tests.benchmarks.replica NAME` prints how to reach it as one line of JSON, and serves
until its standard input is closed.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sandbox.server import EPHEMERAL, discover, serving


async def serve(name: str) -> None:
    """Serve one replica for as long as somebody holds the other end of our standard input."""
    replica = next(replica for replica in discover() if replica.name == name)
    async with serving([replica], EPHEMERAL) as credentials:
        sys.stdout.write(json.dumps(credentials[name]) + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


@contextmanager
def elsewhere(name: str) -> Iterator[Mapping[str, str]]:
    """Start a replica in another process; yields its url and credentials."""
    command = [sys.executable, "-m", __name__, name]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.stdin.close()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
