"""A seller centre's own template: filled by its headings, otherwise left as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from adapters.sheet.profiles import profile_of
from adapters.sheet.template import filled
from sync.marketplace import Rejected
from sync.model import Dong, Form, FormColumn, Listing, Offer, Sku
from tests.adapters.sheet.test_workbook import LISTING

FORM = Form(
    name="mau-san",
    sheet="Template",
    heading_row=3,
    first_row=6,
    columns={
        "Tên sản phẩm": FormColumn(key="name"),
        "Giá": FormColumn(key="price"),
        "SKU phân loại": FormColumn(key="sku"),
        "Cân nặng (kg)": FormColumn(key="weight_g", unit="kg", decimals=2),
        "Tình trạng": FormColumn(value="Mới"),
    },
)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Three rows of headings, a hidden row, a list to choose from, another sheet."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Template"
    sheet.append(["ps_product_name|1|0", "ps_price|1|0", "x", "y", "z", "w"])
    sheet.append(["Thông tin cơ bản"])
    sheet.append(["Tên sản phẩm", "Giá", "Cột lạ", "SKU phân loại", "Cân nặng (kg)", "Tình trạng"])
    sheet.append(["Bắt buộc", "Bắt buộc"])
    sheet.append(["Nhập tên", "Nhập giá"])
    sheet.row_dimensions[1].hidden = True
    sheet["A3"].font = Font(bold=True, color="FF0000")
    sheet["A6"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet.column_dimensions["A"].width = 44
    rule = DataValidation(type="list", formula1='"Mới,Đã dùng"')
    rule.add("F6:F500")
    sheet.add_data_validation(rule)
    book.create_sheet("Hướng dẫn")["A1"] = "Đọc kỹ"
    path = tmp_path / "mau.xlsx"
    book.save(path)
    return path


def fill(template: Path, *listings: Listing, form: Form = FORM) -> Any:
    target = filled(template, listings, profile_of(form), template.parent / "ra")
    return openpyxl.load_workbook(target)


def test_each_heading_gets_what_the_profile_says_and_a_strange_one_stays_empty(
    template: Path,
) -> None:
    sheet = fill(template, LISTING)["Template"]
    assert [cell.value for cell in sheet[6]] == [
        LISTING.title, 72000, None, "0123", "0.15", "Mới",
    ]  # fmt: skip
    assert sheet["D6"].data_type == "s"


def test_the_template_keeps_all_that_is_its_own(template: Path) -> None:
    before = openpyxl.load_workbook(template)["Template"]
    book = fill(template, LISTING)
    sheet = book["Template"]
    for line in range(1, 6):
        assert [c.value for c in sheet[line]] == [c.value for c in before[line]]
    assert sheet.row_dimensions[1].hidden
    assert sheet["A3"].font.b
    assert sheet["A6"].fill.fgColor.rgb == "00FFFF00"
    assert sheet.column_dimensions["A"].width == 44
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, str(rule.sqref)) == ("list", "F6:F500")
    assert book["Hướng dẫn"]["A1"].value == "Đọc kỹ"


def test_every_variant_has_a_line_of_its_own(template: Path) -> None:
    offers = tuple(
        Offer(sku=Sku(f"S{n}"), price=Dong(1000 * n), quantity=n, weight_g=100) for n in (1, 2)
    )
    sheet = fill(template, *[_with(offers)])["Template"]
    assert [sheet.cell(line, 4).value for line in (6, 7, 8)] == ["S1", "S2", None]


def _with(offers: tuple[Offer, ...]) -> Listing:
    from dataclasses import replace

    return replace(LISTING, offers=offers)


def test_a_formula_in_a_name_stays_a_text(template: Path) -> None:
    from dataclasses import replace

    sheet = fill(template, replace(LISTING, title="=HYPERLINK(1)"))["Template"]
    assert (sheet["A6"].value, sheet["A6"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["A6"].quotePrefix


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sheet": "Khác"}, "template_sheet_missing"),
        ({"heading_row": 2}, "template_headings_missing"),
        ({"columns": {}}, "template_headings_missing"),
    ],
)
def test_what_does_not_fit_is_said_before_anything_is_written(
    template: Path, change: dict[str, Any], code: str
) -> None:
    from dataclasses import replace

    with pytest.raises(Rejected) as refused:
        fill(template, LISTING, form=replace(FORM, **change))
    assert refused.value.problem.code == code
    assert not (template.parent / "ra").exists()


def test_a_template_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "la.xlsx"
    path.write_bytes(b"PK la")
    with pytest.raises(Rejected) as refused:
        fill(path, LISTING)
    assert refused.value.problem.code == "not_a_workbook"
