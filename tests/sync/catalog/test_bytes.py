"""Whatever lies in the catalog folder, the loader answers with a place and never falls over."""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sync.catalog import load
from sync.catalog.reading import Unread, read

FILE = "catalog/tan-tien.yaml"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"b{i}: &b{i} [{','.join(['*' + (f'b{i - 1}' if i else 'a')] * 10)}]\n" for i in range(9)
)

LADDER = "b0: &b0 [x]\n" + "".join(f"b{i}: &b{i} [*b{i - 1}]\n" for i in range(1, 5000))

# bytes of a catalog file, code, line, column
BROKEN: list[tuple[bytes, str, int, int]] = [
    ("a: b".encode("utf-16"), "yaml_encoding_utf16", 1, 1),
    ("cooperative: {name: B}".encode("utf-16-le"), "yaml_encoding_utf16", 1, 1),
    ("a: b".encode("utf-32"), "yaml_encoding_utf16", 1, 1),
    (b"a: b\nc: T\xf4m", "yaml_encoding_invalid", 2, 5),
    ("a: b\nc: Tôm ".encode() + b"\xd2", "yaml_encoding_invalid", 2, 8),
    (b"a: b\nc: \x00d", "yaml_control_character", 2, 4),
    (b"a: \x1b[2J", "yaml_control_character", 1, 4),
    (b'cooperative: {name: "a\\0b"}', "yaml_control_character", 1, 21),
    (b"a:\n\tb: 1", "yaml_tab", 2, 1),
    (b"a:\n  - b: 1\n  \tc: 2", "yaml_tab", 3, 3),
    (b"a: b: c", "yaml_colon", 1, 5),
    (b"a: 1\nb\nc: 2", "yaml_colon_missing", 2, 1),
    (b"a: 1\nprice:65000\nc: 2", "yaml_colon_missing", 2, 1),
    (b"a: 'b\nc", "yaml_quote_open", 1, 4),
    ("a: 1\nprice:\u00a065000\nc: 2".encode(), "yaml_odd_space", 2, 7),
    ("a: 1\n- price:\u3000650\nc: 2".encode(), "yaml_odd_space", 2, 9),
    ("b:\n  a: [1]\n\u00a0\u00a0c: 2\n  d: 3".encode(), "yaml_odd_space", 3, 1),
    ("a: 1\nprice：65000\nc: 2".encode(), "yaml_odd_colon", 2, 6),
    ("b:\n  – a: 1\n    c: 2".encode(), "yaml_odd_dash", 2, 3),
    ("b:\n  • a: 1\n    c: 2".encode(), "yaml_odd_dash", 2, 3),
    (b"b:\n  -a: 1\n    c: 2", "yaml_dash_space", 2, 3),
    (b"b:\n  # x\n    a: 1\n    c: 2\n  - a: 2", "yaml_dash_missing", 3, 5),
    (b"b:\n  - a: 1\n    c: 2\n - a: 2", "yaml_indentation", 4, 2),
    (b"a: [b, c\nd: 1", "yaml_bracket_open", 1, 4),
    (b"a: [1]\n  b: 2\n", "yaml_indentation", 2, 3),
    (b'a: "\\q"', "yaml_escape", 1, 5),
    (b'a: "b" c', "yaml_text_after_quote", 1, 8),
    (b'a: {b: "c" d}', "yaml_text_after_quote", 1, 12),
    (b"a: 'b' c", "yaml_text_after_quote", 1, 8),
    (b"a: @x", "yaml_character", 1, 4),
    (b"a: *x", "yaml_alias_unknown", 1, 4),
    (b"a: &a [*a]", "yaml_alias_unknown", 1, 8),
    (b"cooperative: {name: B}\n---\nb: 2", "yaml_more_documents", 2, 1),
    (b"? [a]\n: b", "yaml_key_not_text", 1, 3),
    (b"? \n: b", "yaml_key_not_text", 1, 2),
    (b"- a", "wrong_type_mapping", 1, 1),
    (b"tom kho", "wrong_type_mapping", 1, 1),
    (b"a: {<<: 1}", "wrong_type_mapping", 1, 9),
    (b"[" * 100_000, "wrong_type_mapping", 1, 1),
    (b"a: " + b"[" * 100_000, "yaml_too_deep", 1, 34),
    (b"{" * 100_000, "yaml_key_not_text", 1, 2),
    (LADDER.encode(), "yaml_too_deep", 30, 12),
    (BOMB.encode(), "yaml_too_large", 5, 14),
    (b"a: [" + b"x," * 30_000 + b"]", "yaml_too_large", 1, 40003),
    (b"a: " + b"x" * 15_000_000, "yaml_too_large", 1, 4),
    (b"a: " + b"x" * 17_000_000, "file_too_large", 1, 1),
]


@pytest.mark.parametrize(("content", "code", "line", "column"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_told_at_its_place_and_in_time(
    bench: Any, content: bytes, code: str, line: int, column: int
) -> None:
    bench.write(FILE, content)
    started = time.process_time()
    configuration = bench.load()
    assert time.process_time() - started < 2
    problem = next(p for p in configuration.problems if p.code == code)
    assert bench.place(problem) == (FILE, line, column)
    assert not configuration.whole
    assert configuration.products == ()


def _text(bench: Any) -> str:
    return Path(bench.folder / FILE).read_text(encoding="utf-8")


def test_a_byte_order_mark_is_welcome(bench: Any) -> None:
    bench.write(FILE, _text(bench).encode("utf-8-sig"))
    assert bench.load().problems == ()


def test_line_ends_of_windows_are_welcome_and_counted_once(bench: Any) -> None:
    bench.change("price: 650000", "price: 65k")
    bench.write(FILE, _text(bench).replace("\n", "\r\n"))
    assert bench.place(bench.only()) == (FILE, 11, 12)


def test_decomposed_accents_are_composed(bench: Any) -> None:
    bench.write(FILE, unicodedata.normalize("NFD", _text(bench)))
    configuration = bench.load()
    assert configuration.problems == ()
    assert configuration.products[0].name == "Tôm khô Tân Tiến"


@pytest.mark.parametrize("content", ["", "# chưa viết gì\n", "\ufeff", "~\n", "---\n"])
def test_an_empty_catalog_file_is_only_a_warning(bench: Any, content: str) -> None:
    bench.write("catalog/moi.yaml", content)
    problem = bench.only()
    assert (problem.code, problem.severity) == ("file_empty", "warning")
    assert bench.load().whole


def test_an_empty_list_of_products_is_only_a_warning(bench: Any) -> None:
    bench.write("catalog/moi.yaml", "cooperative: {name: B}\nproducts:\n")
    problem = bench.only()
    assert (problem.code, problem.severity) == ("file_empty", "warning")


@pytest.mark.parametrize("name", ["shops.yaml", "categories.yaml"])
def test_shops_and_categories_may_not_be_empty(bench: Any, name: str) -> None:
    bench.write(name, "")
    problem = bench.only()
    assert (problem.code, problem.severity) == ("file_empty", "stop")
    assert bench.place(problem) == (name, 1, 1)


def test_a_missing_catalog_folder_is_told(tmp_path: Path, bench: Any) -> None:
    (bench.folder / "catalog").rename(tmp_path / "elsewhere")
    configuration = bench.load()
    assert [problem.code for problem in configuration.problems] == ["folder_missing"]
    assert not configuration.whole


def test_a_configuration_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path / "nothing", tmp_path / "file"):
        configuration = load(folder, today=date(2026, 11, 23), environ={})
        assert len(configuration.problems) >= 3
        assert not configuration.whole


def test_a_folder_named_like_a_catalog_file_is_told(bench: Any) -> None:
    (bench.catalog / "x.yaml").mkdir()
    assert bench.only().code == "file_not_regular"


def test_hidden_files_and_other_kinds_are_left_alone(bench: Any) -> None:
    for name in (".#tan-tien.yaml", "ghi-chu.txt", "tan-tien.yaml.bak", "tan-tien.yaml~"):
        bench.write(f"catalog/{name}", "[")
    assert bench.load().problems == ()


def test_a_file_that_vanishes_between_listing_and_reading_is_told(bench: Any) -> None:
    path = bench.catalog / "tan-tien.yaml"
    path.unlink()
    with pytest.raises(Unread) as raised:
        read(path)
    assert raised.value.problem.code == "file_vanished"


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
class TestStrangeFiles:
    """What only some file systems can hold."""

    def test_a_loop_of_links_is_told(self, bench: Any) -> None:
        (bench.catalog / "a.yaml").symlink_to(bench.catalog / "b.yaml")
        (bench.catalog / "b.yaml").symlink_to(bench.catalog / "a.yaml")
        assert {problem.code for problem in bench.load().problems} == {"file_unreadable"}

    def test_settings_that_cannot_be_read_are_not_taken_for_missing(self, bench: Any) -> None:
        (bench.folder / "settings.yaml").symlink_to(bench.folder / "settings.yaml")
        assert bench.only().code == "file_unreadable"
        assert bench.load().shops == ()

    def test_a_link_to_nothing_has_vanished(self, bench: Any) -> None:
        (bench.catalog / "a.yaml").symlink_to(bench.catalog / "nothing")
        assert bench.only().code == "file_vanished"
        assert not bench.load().whole

    def test_a_pipe_is_not_waited_for(self, bench: Any) -> None:
        if sys.platform != "win32":  # which has no pipes in folders
            os.mkfifo(bench.catalog / "a.yaml")
            assert bench.only().code == "file_not_regular"

    def test_a_name_that_is_not_utf8_can_be_shown(self, bench: Any) -> None:
        name = Path(os.fsdecode(os.fsencode(bench.catalog) + b"/t\xf4m.yaml"))
        name.write_text("a", encoding="utf-8")
        problem = bench.only()
        assert problem.code == "file_name_unreadable"
        problem.where.file.encode("utf-8")

    @pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="root reads all")
    def test_a_file_that_may_not_be_read_is_told(self, bench: Any) -> None:
        (bench.catalog / "tan-tien.yaml").chmod(0)
        assert bench.only().code == "file_unreadable"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"x" * 1000])
def test_a_picture_of_any_bytes_is_told(bench: Any, content: bytes) -> None:
    bench.write("catalog/images/tom.png", content)
    assert bench.only().code == "picture_unreadable"


def test_a_picture_cut_short_is_told(bench: Any) -> None:
    path = bench.catalog / "images" / "tom.png"
    path.write_bytes(path.read_bytes()[:-40])
    assert bench.only().code == "picture_unreadable"


def test_a_small_picture_is_told_with_its_size(bench: Any) -> None:
    from PIL import Image

    Image.new("RGB", (640, 480)).save(bench.catalog / "images" / "tom.png")
    problem = bench.only()
    assert problem.code == "picture_too_small"
    assert problem.values == {
        "picture": "images/tom.png",
        "width": 640,
        "height": 480,
        "least": 500,
    }


def test_a_picture_that_would_fill_the_memory_is_refused(bench: Any) -> None:
    from PIL import Image

    Image.new("1", (15_000, 15_000)).save(bench.catalog / "images" / "tom.png")
    assert bench.only().code == "picture_unreadable"
