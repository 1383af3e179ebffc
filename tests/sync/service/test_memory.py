"""A service of many threads does not keep memory for each of them."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from sync.service import memory

COUNTED = """
import ctypes, os, runpy, sys, tempfile, threading

if sys.argv[1] == "shared":
    runpy.run_path(sys.argv[2])["share_arenas"]()
libc, together = ctypes.CDLL(None), threading.Barrier(12)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p

def work():
    together.wait()
    for _ in range(200):
        libc.malloc(10_000)
    together.wait()

threads = [threading.Thread(target=work) for _ in range(12)]
for each in threads: each.start()
for each in threads: each.join()
with tempfile.NamedTemporaryFile() as told:
    file = libc.fopen(told.name.encode(), b"w")
    libc.malloc_info(0, ctypes.c_void_p(file))
    libc.fclose(ctypes.c_void_p(file))
    print(told.read().count(b"<heap nr="))
"""


def arenas(how: str) -> int:
    command = [sys.executable, "-c", COUNTED, how, str(memory.__file__)]
    return int(subprocess.run(command, capture_output=True, check=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="arenas are glibc's")
def test_threads_share_what_they_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    assert arenas("shared") <= 2 < arenas("each its own")
