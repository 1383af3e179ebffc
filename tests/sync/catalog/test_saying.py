"""Every problem has a sentence, and the sentences read well."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import sync.catalog
from sync.catalog import excerpt, schema
from sync.catalog.parse import _CODES
from sync.model import Location
from sync.wording import known_codes, say
from sync.wording.fields import FIELDS

# what looks like a code and is none
OTHER = {"not_yet", "ends_on", "last_day", "expired_on", "list_price", "food_safety"}
OF_WORKBOOKS = {  # columns of ours, and what xlsxwriter calls its options
    "bg_color", "counted_on", "error_message", "error_title", "error_type", "format_cells",
    "format_columns", "format_rows", "input_message", "input_title", "insert_rows", "leave_out",
    "num_format", "price_at", "text_wrap", "written_at", "yes_no",
}  # fmt: skip


def _codes() -> Iterator[str]:
    """Find every word in the sources that can only be a code."""
    kinds = {*_CODES, "extra_forbidden", "literal_error"}
    fields = {name.rpartition(".")[2] for name in FIELDS}
    for source in Path(sync.catalog.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", text):
                yield from {text} - kinds - fields - OTHER - OF_WORKBOOKS


def _exported() -> set[str]:
    exported = set(sync.catalog.__all__)
    for module in ("editing", "legacy_text", "reading", "rules", "workbook", "yaml_schema"):
        exported |= set(getattr(import_module(f"sync.catalog.{module}"), "__all__", ()))
    return exported


def test_every_code_of_the_catalog_has_a_sentence() -> None:
    codes = set(_codes()) - _exported()
    assert len(codes) > 90
    assert codes - known_codes() == set()


def _said(bench: Any) -> str:
    problem = bench.only()
    return " → ".join(say(problem.code, problem.values))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "price: 650000",
            "price: 65.000đ",
            (
                "Giá “65.000đ” viết chưa đúng dạng"
                " → Chỉ viết chữ số, không dấu chấm, không đơn vị: 65000"
            ),
        ),
        (
            "weight_g: 560",
            "can_nang: 560",
            "Không có trường nào tên “can_nang” ở chỗ này → Có phải bạn muốn viết “weight_g”?",
        ),
        (
            "stock: 40",
            "stock: 40\n    gtin: '8934563138166'",
            (
                "Mã vạch 8934563138166 sai: chữ số cuối phải là 5, không phải 6"
                " → Chép lại từng chữ số từ bao bì"
            ),
        ),
        (
            "price: 650000",
            "price: 650500",
            (
                "Giá 650.500 ₫ không chẵn nghìn"
                " → Kiểm tra xem có gõ thiếu số 0 không; nếu đúng thì để nguyên"
            ),
        ),
        (
            "Tôm đất phơi nắng.",
            "Đạt OCOP 4 sao.",
            (
                "Nội dung ghi OCOP 4 sao nhưng sản phẩm không có chứng nhận còn hiệu lực"
                " → Xóa phần ghi sao trong nội dung, hoặc ghi đủ chứng nhận còn hạn; chương trình"
                " tự thêm hạng sao khi được phép"
            ),
        ),
    ],
)
def test_a_problem_is_said_in_plain_vietnamese(
    bench: Any, old: str, new: str, sentence: str
) -> None:
    bench.change(old, new)
    assert _said(bench) == sentence


def test_a_line_is_shown_with_its_column(bench: Any) -> None:
    bench.change("price: 650000", "price: 65k")
    seen = excerpt(bench.only().where)
    assert seen == ("    price: 65k", 12)


def test_a_long_line_is_cut_around_the_column(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("x" * 500 + "Đây" + "y" * 500, encoding="utf-8")
    seen = excerpt(Location(str(file), 1, 501))
    assert seen is not None
    assert len(seen.line) <= 102
    assert seen.line[seen.column - 1] == "Đ"
    assert seen.line[0] == seen.line[-1] == "…"


def test_control_characters_are_made_visible(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a\x1b[2J\tb\x00\xff\n")
    seen = excerpt(Location(str(file), 1, 2))
    assert seen is not None
    assert seen.line == "a␛[2J b␀\ufffd"


@pytest.mark.parametrize(
    "line",
    [
        "secret: bimat",
        "{key: a, secret: bimat, pace: 1}",
        "access_token: 'bimat'",
        '  refresh_token: "bimat"',
        "database: postgresql://a:bimat@host/x",
    ],
)
def test_a_secret_is_covered_in_the_line_that_is_shown(tmp_path: Path, line: str) -> None:
    file = tmp_path / "shops.yaml"
    file.write_text(line, encoding="utf-8")
    seen = excerpt(Location(str(file), 1, 1))
    assert seen is not None
    assert "bimat" not in seen.line
    assert len(seen.line) == len(line)


def test_a_line_that_is_not_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a", encoding="utf-8")
    assert excerpt(Location(str(file), 7, 1)) is None
    assert excerpt(Location(str(tmp_path / "b.yaml"), 1, 1)) is None
    assert excerpt(Location("a\0b", 1, 1)) is None


def test_the_schemas_explain_every_field_in_vietnamese_and_never_change() -> None:
    assert schema() == schema()
    assert set(schema()) == {"catalog", "categories", "fees", "settings", "shops"}
    for each in schema().values():
        for shape in [each, *each["$defs"].values()]:
            for name, field in shape.get("properties", {}).items():
                assert field["description"], name


def test_every_explained_field_exists() -> None:
    used = {
        field["description"]
        for each in schema().values()
        for shape in [each, *each["$defs"].values()]
        for field in shape.get("properties", {}).values()
    } | {each["title"] for each in schema().values()}
    assert set(FIELDS.values()) - used == set()
