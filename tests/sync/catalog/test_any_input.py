"""No input whatsoever makes the loader fall over, and every problem has a place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.catalog import excerpt
from sync.model import Code
from sync.wording import known_codes, say

CATALOG = "catalog/tan-tien.yaml"
FILES = [CATALOG, "shops.yaml", "categories.yaml", "settings.yaml"]

calm = settings(
    max_examples=150,
    deadline=2000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
scraps = st.sampled_from(
    [
        "cooperative: ",
        "products:",
        "code",
        "name",
        "price: ",
        "stock",
        "variants",
        "options",
        "label",
        "shops:",
        "apps:",
        "tom-kho",
        "- ",
        ": ",
        "? ",
        "\n",
        "\n  ",
        "\n    ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&a ",
        "*a",
        "<<: *a",
        "'",
        '"',
        "#",
        "\t",
        "---\n",
        "...",
        "!!int ",
        "%YAML",
        "~",
        "0",
        "-1",
        "65k",
        "1e9",
        "2026-01-01",
        "Tôm",
        "̀",
        "\u2028",
        "\x85",
        "\\x00",
        ">-\n",
        "\ufeff",
        "null",
        "sandbox: ",
        "secret: bimat",
    ]
)


def _answers(bench: Any) -> None:
    configuration = bench.load()
    for problem in configuration.problems:
        assert problem.where is not None
        assert problem.where.line >= 1
        assert problem.where.column >= 1
        assert problem.code in known_codes()
        assert say(problem.code, problem.values).what
        assert "bimat" not in repr(problem)
        excerpt(problem.where)
    sold = {product.code for product in configuration.products}
    assert not sold & configuration.blocked


@calm
@given(content=st.binary(max_size=300), file=st.sampled_from(FILES))
def test_random_bytes_are_answered(bench: Any, content: bytes, file: str) -> None:
    bench.write(file, content)
    _answers(bench)


@calm
@given(words=st.lists(scraps, max_size=40), file=st.sampled_from(FILES))
def test_random_scraps_of_yaml_are_answered(bench: Any, words: list[str], file: str) -> None:
    bench.write(file, "".join(words))
    _answers(bench)


@pytest.fixture(scope="module")
def sound() -> dict[str, str]:
    return {}


@calm
@given(
    file=st.sampled_from(FILES[:3]),
    at=st.floats(0, 1),
    length=st.integers(0, 12),
    scrap=st.one_of(scraps, st.text(max_size=8)),
)
def test_a_sound_file_with_any_damage_is_answered(
    bench: Any, sound: dict[str, str], file: str, at: float, length: int, scrap: str
) -> None:
    path = Path(bench.folder) / file
    text = sound.setdefault(file, path.read_text(encoding="utf-8"))
    start = int(at * len(text))
    damaged = text[:start] + scrap + text[start + length :]
    bench.write(file, damaged.encode("utf-8", errors="surrogatepass"))
    _answers(bench)
    bench.write(file, text)


values = st.recursive(
    st.sampled_from(["null", "x", "'1'", "0", "-3", "[]", "{}", "65k", "2026-01-01", "yes"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(
            st.sampled_from(["name", "sku", "count", "value", "stars", "shopee", "number", "x"]),
            inner,
            max_size=3,
        ).map(lambda items: "{" + ", ".join(f"{k}: {v}" for k, v in items.items()) + "}"),
    ),
    max_leaves=8,
)
fields = st.sampled_from(
    [
        "code",
        "name",
        "category",
        "story",
        "images",
        "label",
        "price",
        "stock",
        "weight_g",
        "size_mm",
        "brand",
        "product_set",
        "certificate",
        "papers",
        "attributes",
        "overrides",
        "options",
        "variants",
        "gtin",
        "list_price",
        "trace_url",
    ]
)


@calm
@given(product=st.dictionaries(fields, values, max_size=12))
def test_any_value_in_any_field_is_answered(bench: Any, product: dict[str, str]) -> None:
    body = ", ".join(f"{name}: {value}" for name, value in product.items())
    bench.write("catalog/b.yaml", f"cooperative: {{name: B}}\nproducts:\n  - {{{body}}}\n")
    _answers(bench)
    configuration = bench.load()
    assert Code("TOMKHO") in configuration.blocked | {p.code for p in configuration.products}


@calm
@given(order=st.permutations(["a", "b", "c", "d"]))
def test_the_names_of_files_do_not_matter(bench: Any, order: list[str]) -> None:
    for number, name in enumerate(order):
        product = f"{{code: C{number}, name: Giỏ {number}, category: gio, price: 1000, stock: 1}}"
        text = f"cooperative: {{name: HTX {number}}}\nproducts: [{product}]\n"
        bench.write(f"catalog/{name}.yaml", text)
    products = sorted(bench.load().products, key=lambda product: product.code)
    assert [(p.code, p.name, p.cooperative.name) for p in products] == [
        *((f"C{n}", f"Giỏ {n}", f"HTX {n}") for n in range(4)),
        ("TOMKHO", "Tôm khô Tân Tiến", "HTX Tân Tiến"),
    ]
