"""Processes that are killed, stopped or started twice lose nothing and double nothing."""

from __future__ import annotations

import json
import random
import signal
import time

import pytest

from sync.cli import exits
from tests.sync.service.conftest import NEVER_BLOCKS_S, Town, tell_to_stop

SLEEP, WAKE = (getattr(signal, name, None) for name in ("SIGSTOP", "SIGCONT"))
FEW, ENOUGH = 6, 15  # cooperatives: to publish what these sell takes about 30 and 80 calls


def test_killed_again_and_again_while_publishing_nothing_is_lost_or_doubled(town: Town) -> None:
    town.keep(ENOUGH)
    dice = random.Random(20261123)
    for _ in range(3):
        town.ask("DELETE", "calls")
        process = town.start("sync")
        town.wait_for_calls(dice.randint(3, 20))
        time.sleep(dice.random() / 50)
        process.kill()
        process.communicate()
    town.assert_true()


def test_two_syncs_at_the_same_moment_double_nothing(town: Town) -> None:
    town.keep(FEW)
    ended = [process.communicate() for process in [town.start("sync"), town.start("sync")]]
    told = [json.loads(out)["plans"][0] for out, _ in ended]
    published = [sum(c["outcome"] == "done" for c in plan["changes"]) for plan in told]
    codes = {problem["code"] for plan in told for problem in plan["problems"]}
    assert sorted(map(bool, published)) == [False, True] or "shop_busy" in codes
    town.assert_true()


@pytest.mark.skipif(SLEEP is None, reason="no process can be put to sleep here")
def test_a_sync_that_slept_while_another_did_its_work_doubles_nothing(town: Town) -> None:
    """A closed lid, a debugger, a machine that swaps: longer than its lease, amid publishing."""
    town.keep(FEW)
    dice = random.Random(20261130)
    sleeper = town.start("sync")
    assert SLEEP is not None
    assert WAKE is not None
    calls = dice.randint(10, 20)
    for more in range(5):
        town.wait_for_calls(calls + more)
        sleeper.send_signal(SLEEP)
        code, told = town.run("sync")
        sleeper.send_signal(WAKE)
        if code != exits.OUT_OF_REACH:
            break  # else it slept with the database's one lock in its hand
    assert code in {exits.FINE, exits.NOT_ALL_TRUE}, told
    _, err = sleeper.communicate(timeout=NEVER_BLOCKS_S)
    assert "Traceback" not in err
    town.assert_true()


def test_a_sync_beside_a_service_doubles_nothing(town: Town) -> None:
    town.keep(FEW)
    service = town.serve()
    town.wait_for_calls(20)
    code, told = town.run("sync")
    busy = {problem["code"] for problem in told["plans"][0]["problems"]} & {"shop_busy"}
    assert code == exits.FINE or busy
    assert service.stdout
    assert json.loads(service.stdout.readline())["changes"]
    tell_to_stop(service)
    service.communicate(timeout=NEVER_BLOCKS_S)
    town.assert_true()


def test_a_service_told_to_stop_amid_publishing_ends_soon_and_loses_nothing(town: Town) -> None:
    town.keep(ENOUGH)
    service = town.serve()
    town.wait_for_calls(40)
    tell_to_stop(service)
    out, err = service.communicate(timeout=NEVER_BLOCKS_S)
    assert (service.returncode, err) == (exits.FINE, "Đã dừng, không mất gì.\n")
    left = [c for c in json.loads(out)["changes"] if c["outcome"] != "done"]
    assert {change["problem"]["code"] for change in left} == {"left_for_next_round"}
    town.assert_true()


def test_a_service_stops_in_time_even_while_the_platform_does_not_answer(town: Town) -> None:
    town.keep(FEW)
    town.ask("POST", "faults", {"kind": "stall_after", "path": "add_item", "nth": 5, "seconds": 60})
    service = town.serve()
    town.wait_for_calls(20)
    time.sleep(0.5)
    tell_to_stop(service)
    _, err = service.communicate(timeout=NEVER_BLOCKS_S)
    assert (service.returncode, err) == (exits.FINE, "Đã dừng, không mất gì.\n")
    town.ask("DELETE", "faults")
    town.assert_true()
