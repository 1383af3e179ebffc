"""Two services never work on one home; one that died blocks nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sync.store.instance import AlreadyServing, only_instance, running_instance

HOLDS = """
import sys, pathlib
from sync.store.instance import only_instance
with only_instance(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_service_on_one_home_is_refused_and_knows_by_whom(tmp_path: Path) -> None:
    with only_instance(tmp_path):
        with pytest.raises(AlreadyServing) as refused, only_instance(tmp_path):
            pass
        assert refused.value.instance
        assert refused.value.instance.pid == os.getpid()
        assert running_instance(tmp_path) == refused.value.instance
    assert running_instance(tmp_path) is None


def test_a_service_that_was_killed_blocks_nobody(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        running = running_instance(tmp_path)
        assert running
        assert running.pid == other.pid
        other.kill()
        other.wait()
        assert running_instance(tmp_path) is None
        with only_instance(tmp_path):
            pass


def test_where_no_service_ever_ran_none_is_running(tmp_path: Path) -> None:
    assert running_instance(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
