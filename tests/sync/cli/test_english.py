"""Under `--lang en` no Vietnamese is left but names, legal terms and what buyers will read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sync.catalog import schema
from sync.cli.commands import COMMANDS
from sync.wording.fields import FIELDS
from sync.wording.fields_en import FIELDS_EN
from sync.wording.say import _sentences, _sentences_of_platforms

VIETNAMESE = re.compile(
    "[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE
)
# Names of papers and places, words of the workbook, examples of what is written in Vietnamese.
TERMS = ("Tiếng Việt",
    "QĐ-TTg", "QĐ-UBND", "UBND tỉnh Cà Mau", "Ấp 1, xã Tân Tiến, tỉnh Cà Mau", "Cà Mau", "Việt Nam",
    "Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh",
    "Khối lượng", "Đóng gói", "Kết quả", "Đã đăng", "Chờ duyệt", "Từ chối", "Đã ẩn", "Không thấy",
    "Mã dòng", "Mã SKU", "Hộp", "hợp tác xã", "hộ kinh doanh", "công ty", "tôm đất, muối",
    "giáp xác", "Tôm khô", "6 tháng", "1 tháng", "tháng", "gói", "hộp", "chai", "lốc", "cái",
)  # fmt: skip


def vietnamese(text: str) -> list[str]:
    """The words of Vietnamese that are none of the terms."""
    for term in TERMS:
        text = text.replace(term, "")
    return [word for word in text.split() if VIETNAMESE.search(word)]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_help_of_every_command(ocop: Any, command: str) -> None:
    ran = ocop(*command.split(), "--help", "--lang", "en")
    assert ran.code == 0
    assert vietnamese(ran.out) == []


def test_every_sentence() -> None:
    for code, sentence in {**_sentences(), **_sentences_of_platforms()}.items():
        for text in sentence.en:
            assert vietnamese(text) == [], code


def test_every_hint_of_an_editor(ocop: Any) -> None:
    assert FIELDS.keys() == FIELDS_EN.keys()
    for name, body in schema("en").items():
        assert vietnamese(json.dumps(body, ensure_ascii=False)) == [], name
    printed = ocop("schema", "--lang", "en")
    assert json.loads(printed.out)["catalog.schema.json"]["title"] == FIELDS_EN["catalog"]


def test_the_first_files_differ_in_nothing_but_comments_and_language(
    ocop: Any, tmp_path: Path
) -> None:
    ocop("init", "viet")
    ocop("init", "english", "--lang", "en")
    for file in sorted((tmp_path / "viet").rglob("*.yaml")):
        name = file.relative_to(tmp_path / "viet")
        english = (tmp_path / "english" / name).read_text(encoding="utf-8")
        comments = [line.partition("#")[2] for line in english.splitlines()]
        assert [vietnamese(comment) for comment in comments if vietnamese(comment)] == [], name
        was, is_now = (yaml.safe_load(text) for text in (file.read_text("utf-8"), english))
        if name.name == "settings.yaml":
            assert (was.pop("language"), is_now.pop("language")) == ("vi", "en")
        assert was == is_now
    assert "0 errors" in ocop("check", "--config", "english").out
