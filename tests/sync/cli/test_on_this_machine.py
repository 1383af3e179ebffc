"""The commands for real: a first config, practice marketplaces in another process, the demo."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from sandbox.server import discover
from sync.cli import exits
from sync.cli.init import FIRST_CONFIG
from tests.sync.cli.conftest import Served

OCOP = [sys.executable, "-c", "from sync.cli import main; main()"]
STOP_WITHIN_S = 60.0  # a round would be much later


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_sandbox_says_when_it_is_ready_and_a_signal_stops_it_at_once(number: int) -> None:
    command = [*OCOP, "sandbox", "--port", "0", "--json"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, encoding="utf-8") as process:
        assert process.stdout
        for credentials in json.loads(process.stdout.readline()).values():
            assert credentials.keys() >= {"url", "key", "secret", "shop", "token", "refresh_token"}
            with urllib.request.urlopen(credentials["url"] + "/_sandbox/state") as answer:
                assert credentials["shop"] in json.load(answer)["shops"]
        process.send_signal(number)
        _, err = process.communicate(timeout=STOP_WITHIN_S)
    assert process.returncode == exits.FINE
    assert err == "Đã dừng các sàn tập.\n"


def test_a_taken_port_is_named(ocop: Any, served: Served) -> None:
    replica = next(replica for replica in discover() if replica.name == "shopee")
    taken = int(served.credentials["shopee"]["url"].rpartition(":")[2])
    ran = ocop("sandbox", "--port", str(taken - replica.port_offset))
    assert ran.code == exits.OUT_OF_REACH
    assert f"Cổng {taken} cho shopee đang bị chương trình khác dùng." in ran.err


def test_the_first_config_is_right_and_is_never_written_over(ocop: Any, tmp_path: Path) -> None:
    assert ocop("init", "dau-tien").code == exits.FINE
    checked = ocop("check", "--config", "dau-tien", "--json")
    assert checked.code == exits.FINE
    found = checked.json()
    unfinished = [problem["code"] for problem in found.pop("problems")]
    assert unfinished == ["ocop_certificate_incomplete"]  # the block that she is to fill in
    assert found == {
        "stops": 0, "warnings": 1, "products": 1, "skus": 1, "shops": 1, "foreseen": [],
        "unsold": [], "resting": {},
    }  # fmt: skip
    before = (tmp_path / "dau-tien" / "shops.yaml").read_bytes()
    again = ocop("init", "dau-tien")
    assert again.code == exits.WRONG_INPUT
    assert "Không ghi gì, vì đã có:" in again.err
    assert (tmp_path / "dau-tien" / "shops.yaml").read_bytes() == before


def test_verbose_tells_every_call_and_never_a_secret(
    ocop: Any, first: list[str], served: Served
) -> None:
    for loud in (["-v"], ["--verbose", "--json"]):
        ran = ocop("sync", *first, *loud)
        assert ran.code == exits.FINE
        calls = [line for line in ran.err.splitlines() if "/api/v2/" in line]
        for part in ("GET", "200", "gian-hang-tap", "took_ms", "waited_ms", "call_no"):
            assert any(part in line for line in calls), part
        known = served.credentials["shopee"]
        secrets = [known[name] for name in ("secret", "token", "refresh_token")]
        assert not [secret for secret in (*secrets, "sign=") if secret in ran.err + ran.out]
    assert ocop("plan", *first).err == ""
    assert "/api/v2/" in ocop("plan", *first, environ={"OCOP_LOG": "debug"}).err


def test_the_first_config_opens_what_a_fresh_sandbox_opens(served: Served) -> None:
    template = Path(sys.modules["sync.cli"].__path__[0]) / FIRST_CONFIG / "shops.yaml"
    text = template.read_text(encoding="utf-8")
    known = served.credentials["shopee"]
    for name in ("key", "secret", "shop", "token", "refresh_token"):
        assert known[name] in text


def test_plan_sync_and_log_agree_about_the_first_product(ocop: Any, first: list[str]) -> None:
    planned = ocop("plan", *first, "--json")
    assert planned.code == exits.WOULD_CHANGE
    assert [change["kind"] for change in planned.json()["plans"][0]["changes"]] == ["publish"]
    synced = ocop("sync", *first, "--json")
    assert synced.code == exits.FINE
    assert synced.json()["plans"][0]["changes"][0]["outcome"] == "done"
    assert ocop("plan", *first).code == exits.FINE
    (entry,) = ocop("log", *first, "--json").json()["entries"]
    assert (entry["code"], entry["outcome"]) == ("MAU-MATONG", "done")
    (shop,) = ocop("status", *first, "--json").json()["shops"]
    assert shop["state"] == "fine"


def test_a_steep_price_fall_waits_until_its_plan_is_approved(
    ocop: Any, first: list[str], tmp_path: Path
) -> None:
    ocop("sync", *first)
    file = tmp_path / "dau-tien" / "catalog" / "hop-tac-xa-mau.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("price: 250000", "price: 90000"), encoding="utf-8")
    held = ocop("sync", *first)
    assert held.code == exits.NOT_ALL_TRUE
    (line,) = (line for line in held.out.splitlines() if line.startswith("ocop sync --config"))
    approved = ocop(*line.split()[1:])
    assert approved.code == exits.FINE
    assert "giá: 250.000 ₫ → 90.000 ₫" in approved.out
    assert ocop("plan", *first).code == exits.FINE


def test_serve_says_one_line_a_round_and_a_signal_stops_it_at_once(
    ocop: Any, first: list[str], tmp_path: Path
) -> None:
    pipe = subprocess.PIPE
    command = [*OCOP, "serve", *first, "--page", "off", "--json"]
    with subprocess.Popen(
        command, stdout=pipe, stderr=pipe, encoding="utf-8", cwd=tmp_path
    ) as process:
        assert process.stdout
        told = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=STOP_WITHIN_S)
    assert [change["outcome"] for change in told["changes"]] == ["done"]
    assert (process.returncode, err) == (exits.FINE, "Đã dừng, không mất gì.\n")
    assert ocop("plan", *first).code == exits.FINE


def test_a_mistyped_shop_or_product_is_refused_with_what_there_is(
    ocop: Any, first: list[str]
) -> None:
    shop = ocop("plan", *first, "--shop", "gian-hang")
    assert (shop.code, "Đang có: gian-hang-tap." in shop.err) == (exits.WRONG_INPUT, True)
    product = ocop("plan", *first, "--product", "MAU-MATON")
    assert (product.code, "Gần giống: MAU-MATONG." in product.err) == (exits.WRONG_INPUT, True)
    assert ocop("plan", *first, "--product", "MAU-MATONG").code == exits.WOULD_CHANGE


def test_without_the_sandbox_the_answer_says_so(
    ocop: Any, first: list[str], served: Served
) -> None:
    served.stop()
    ran = ocop("plan", *first)
    assert ran.code == exits.OUT_OF_REACH
    assert "Sàn tập chưa chạy." in ran.err
    assert "ocop sandbox" in ran.err


def test_check_shows_place_line_caret_and_remedy(ocop: Any, tmp_path: Path) -> None:
    ocop("init", "dau-tien")
    file = tmp_path / "dau-tien" / "catalog" / "hop-tac-xa-mau.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("price: 250000 ", "price: 250k   "), encoding="utf-8")
    ran = ocop("check", "--config", "dau-tien")
    assert ran.code == exits.WRONG_INPUT
    lines = ran.out.splitlines()
    line = 1 + text.splitlines().index(next(x for x in text.splitlines() if "price:" in x))
    at = next(i for i, shown in enumerate(lines) if f"hop-tac-xa-mau.yaml:{line}:12: LỖI" in shown)
    caret = next(shown for shown in lines[at:] if shown.strip() == "^")
    assert lines[lines.index(caret) - 1][caret.index("^") :].startswith("250k")
    assert "1 lỗi, 1 cảnh báo" in ran.out  # the certificate of the example is not filled in


@pytest.mark.parametrize("garbage", [b"\x00\xff\xfe", b"[" * 5000, b"a: [b", b"", b"\tx: 1\n"])
def test_no_config_makes_a_traceback(ocop: Any, tmp_path: Path, garbage: bytes) -> None:
    ocop("init", "dau-tien")
    for name in ("shops.yaml", "settings.yaml", "categories.yaml", "catalog/hop-tac-xa-mau.yaml"):
        (tmp_path / "dau-tien" / name).write_bytes(garbage)
    for command in ("check", "plan", "sync", "status", "log", "serve"):
        ran = ocop(command, "--config", "dau-tien", "--home", "kho")
        assert ran.code == exits.WRONG_INPUT
        assert "Traceback" not in ran.out + ran.err
        assert "lỗi ngoài dự tính" not in ran.err


def test_a_folder_that_is_a_file_is_said(ocop: Any, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    assert ocop("check", "--config", "tep").code == exits.WRONG_INPUT
    assert ocop("init", "tep").code == exits.WRONG_INPUT


def test_schemas_are_printed_and_written(ocop: Any, tmp_path: Path) -> None:
    ocop("init", "dau-tien")
    printed = ocop("schema").json()
    written = ocop("schema", "--write", "--config", "dau-tien", "--json").json()["written"]
    assert sorted(Path(path).name for path in written) == sorted(printed)
    for path in written:
        body = json.loads((tmp_path / path).read_text(encoding="utf-8"))
        assert body == printed[Path(path).name]


def test_when_nobody_reads_on_the_program_ends_without_a_word(ocop: Any, tmp_path: Path) -> None:
    ocop("init", "dau-tien")
    pipe = subprocess.PIPE
    command = [*OCOP, "check", "--config", "dau-tien"]
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, cwd=tmp_path) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == exits.UNHEARD
