"""`ocop papers`: the calendar, its filters, and what is missing in each shop."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.transport.clock import Clock, legal_day

Config = Any


@pytest.fixture
def config(ocop: Any, tmp_path: Path) -> Path:
    """A first config whose product has a certificate that ends in 47 days, and a dossier."""
    ocop("init", "cua-toi")
    file = next((tmp_path / "cua-toi" / "catalog").glob("*.yaml"))
    text = file.read_text(encoding="utf-8")
    ends = legal_day(Clock()) + timedelta(days=47)
    issued = ends - timedelta(days=1000)
    papers = (
        "    certificate:\n      stars: 4\n      decision_no: 01/QĐ-UBND\n"
        f"      issued_by: UBND tỉnh Ví Dụ\n      issued_on: {issued}\n      expires_on: {ends}\n"
        "      dossier: {state: preparing, date: 2026-11-01, note: chờ mẫu}\n"
        "    papers:\n      - {kind: business_registration, number: DK-1}\n"
    )
    before, _, rest = text.partition("    certificate:")
    text = before + rest[rest.index("    story:") :]
    file.write_text(text.rstrip("\n") + "\n" + papers, encoding="utf-8")
    return tmp_path / "cua-toi"


def test_the_calendar_tells_the_end_the_dossier_and_what_to_do(ocop: Any, config: Path) -> None:
    ran = ocop("papers", "--config", str(config))
    assert ran.code == 0
    assert "chứng nhận OCOP 4 sao số 01/QĐ-UBND" in " ".join(ran.out.split())
    assert "còn 47 ngày" in ran.out
    assert "Hồ sơ: đang chuẩn bị từ 01/11/2026" in " ".join(ran.out.split())
    assert "không thời hạn" in ran.out


def test_a_machine_gets_every_paper_and_what_each_product_lacks(ocop: Any, config: Path) -> None:
    told = ocop("papers", "--config", str(config), "--json").json()
    ocop_paper, registration = told["papers"]
    assert (ocop_paper["kind"], ocop_paper["stars"], ocop_paper["days_left"]) == ("ocop", 4, 47)
    assert ocop_paper["dossier"] == {"state": "preparing", "since": "2026-11-01", "note": "chờ mẫu"}
    assert ocop_paper["renewal"].keys() == {"round_on", "dossier_by", "gap_days"}
    assert (registration["kind"], registration["ends_on"]) == ("business_registration", None)
    [shop] = told["readiness"]
    assert {each["code"] for each in shop["lacking"]} | set(shop["ready"]) == {"MAU-MATONG"}


def test_days_leave_out_what_ends_later_or_never(ocop: Any, config: Path) -> None:
    def papers(days: str) -> list[Any]:
        found: list[Any] = ocop("papers", "--days", days, "--config", str(config), "--json").json()[
            "papers"
        ]
        return found

    assert [each["kind"] for each in papers("47")] == ["ocop"]
    assert papers("46") == []
    assert "Không có giấy tờ nào" in ocop("papers", "--days", "46", "--config", str(config)).out


def test_a_spreadsheet_gets_one_line_a_paper(ocop: Any, config: Path) -> None:
    out = ocop("papers", "--csv", "--config", str(config)).out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["kind"] for row in rows] == ["ocop", "business_registration"]
    assert (rows[0]["dossier"], rows[0]["products"]) == ("preparing", "MAU-MATONG")


def test_a_cooperative_is_found_by_its_file_or_a_part_of_its_name(ocop: Any, config: Path) -> None:
    for asked in ("hop-tac-xa-mau", "hợp tác xã mẫu", "hop tac xa"):
        ran = ocop("papers", "--cooperative", asked, "--config", str(config), "--json")
        assert len(ran.json()["papers"]) == 2
    ran = ocop("papers", "--cooperative", "HTX Khác", "--config", str(config))
    assert ran.code == 1
    assert "không có chủ thể “HTX Khác”" in ran.err


def test_a_shop_narrows_it_to_what_it_sells(ocop: Any, config: Path) -> None:
    ran = ocop("papers", "--shop", "gian-hang-tap", "--config", str(config), "--json")
    assert [each["shop"] for each in ran.json()["readiness"]] == ["gian-hang-tap"]
    assert ocop("papers", "--shop", "khac", "--config", str(config)).code == 1


def test_plan_sync_and_status_say_in_one_line_what_ends_soon(
    ocop: Any, config: Path, served: Any
) -> None:
    shops = config / "shops.yaml"
    url = served.credentials["shopee"]["url"]
    text = shops.read_text(encoding="utf-8").replace("http://127.0.0.1:8711", url)
    shops.write_text(text, encoding="utf-8")
    chosen = ("--config", str(config), "--home", "kho")
    line = "Giấy tờ: 0 đã hết hạn, 1 hết hạn trong 180 ngày tới"
    for command in ("plan", "sync", "status"):
        assert line in ocop(command, *chosen).out
        told = ocop(command, *chosen, "--json").json()["papers"]
        assert [each["kind"] for each in told] == ["ocop"]
