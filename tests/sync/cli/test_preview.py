"""The page shows each product as each shop would, and nothing written in it can do anything."""

from __future__ import annotations

import html.parser
from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits
from sync.cli.preview.html import Html, joined, tag
from sync.cli.preview.pictures import data_uri

NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;"
VOID = {"meta", "img"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "div", "span", "s",
    "article", "details", "summary", "strong", "table", "tr", "th", "td", "ul", "li", "img",
}  # fmt: skip


class Page(html.parser.HTMLParser):
    """What a browser would make of the page: its tags, their attributes, its text."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture
def own(ocop: Any, tmp_path: Path) -> Path:
    """A first config of one's own."""
    ocop("init", "cua-toi")
    return tmp_path / "cua-toi"


def looked_at(ocop: Any, *more: str) -> tuple[Any, Page]:
    ran = ocop("preview", "--config", "cua-toi", "--home", "kho", "--json", *more)
    assert ran.code == exits.FINE, ran.err
    told = ran.json()
    return told, Page(Path(told["file"]).read_text(encoding="utf-8"))


def test_the_page_shows_pictures_title_price_stock_and_description(ocop: Any, own: Path) -> None:
    told, page = looked_at(ocop)
    assert told["file"].endswith("preview.html")
    assert (told["products"], told["shops"]) == (1, 1)
    said = "\n".join(page.words)
    assert "Mật ong rừng tràm mẫu" in said
    assert "ký tự, giới hạn 10–120" in said
    assert "Điểm nổi bật:" in said or "Quy cách:" in said
    assert any(v.startswith("data:image/") for name, v in page.attributes if name == "src")
    assert own.is_dir()


def test_the_page_is_whole_and_calls_for_nothing(ocop: Any, own: Path) -> None:
    _, page = looked_at(ocop)
    assert page.open == []
    assert page.tags <= TAGS
    sources = [value for name, value in page.attributes if name in {"src", "href"}]
    assert all(value.startswith("data:") for value in sources)
    assert ("content", "width=device-width,initial-scale=1") in page.attributes
    assert own.is_dir()


def test_nothing_that_a_person_wrote_becomes_markup(ocop: Any, own: Path) -> None:
    file = next((own / "catalog").glob("*.yaml"))
    text = file.read_text(encoding="utf-8")
    quoted = NASTY.replace("'", "''")
    lines = [
        f"{line.partition(':')[0]}: '{quoted}'"
        if line.strip().startswith(("name:", "storage:", "address:"))
        else line
        for line in text.splitlines()
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    _, page = looked_at(ocop)
    assert page.open == []
    assert page.tags <= TAGS
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert NASTY in page.words or any(NASTY in words for words in page.words)


def test_one_product_and_one_shop_may_be_chosen(ocop: Any, own: Path) -> None:
    told, _ = looked_at(ocop, "--product", "MAU-MATONG", "--shop", "gian-hang-tap")
    assert (told["products"], told["shops"]) == (1, 1)
    unknown = ocop("preview", "--config", "cua-toi", "--home", "kho", "--product", "MAU-MATON")
    assert unknown.code == exits.WRONG_INPUT
    assert "MAU-MATONG" in unknown.err
    assert own.is_dir()


def test_the_page_speaks_the_language_that_was_asked_for(ocop: Any, own: Path) -> None:
    _, page = looked_at(ocop, "--lang", "en")
    assert "Preview of the shops" in page.words
    assert ("lang", "en") in page.attributes
    assert own.is_dir()


def test_text_is_escaped_and_markup_of_ours_is_not() -> None:
    assert tag("b", "<i>", Html("<u>"), None, 5, title='"') == '<b title="&quot;">&lt;i&gt;<u>5</b>'
    assert joined(["a & b", tag("img", src="x")]) == 'a &amp; b<img src="x">'
    assert tag("p", "x", class_="soft") == '<p class="soft">x</p>'


def test_a_picture_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    broken = tmp_path / "x.png"
    broken.write_bytes(b"\x89PNG and no more")
    assert data_uri(broken) is None
    assert data_uri(tmp_path / "gone.png") is None
