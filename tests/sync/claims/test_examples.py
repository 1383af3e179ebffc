"""Every example that stands beside a rule is told rightly, and so are texts labelled by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.claims import CLAIM_RULES, ClaimRule, canonical, english
from sync.claims.honest import honest, without_programme
from sync.claims.stars import exceeds, stars_in_name
from tools.claims import AIMS, LABELLED, LABELS, Labelled, labelled, main, score

EVERY_RULE = [*CLAIM_RULES, *english.RULES]
BLIND = sorted((Path(__file__).parent / "blind").glob("*.txt"))


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.code)
def test_what_a_rule_is_for_is_found_and_what_only_looks_like_it_is_not(rule: ClaimRule) -> None:
    assert [text for text in rule.breaks if rule.find(canonical(text)) is None] == []
    assert [text for text in rule.keeps if rule.find(canonical(text)) is not None] == []


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.code)
def test_a_rule_names_the_law_that_it_comes_from(rule: ClaimRule) -> None:
    assert rule.law
    assert rule.breaks
    assert rule.keeps


@pytest.mark.parametrize("name", AIMS)
@pytest.mark.parametrize("held_out", [False, True])
def test_rules_tell_real_texts_as_well_as_is_aimed_at(*, name: str, held_out: bool) -> None:
    rules = {rule.code: rule for rule in CLAIM_RULES}
    found = score(rules[LABELS[name]], [t for t in labelled() if t.held_out == held_out])
    assert (found.precision >= AIMS[name], found.recall >= AIMS[name]) == (True, True), found


@pytest.mark.parametrize("name", AIMS)
@pytest.mark.parametrize("texts", BLIND, ids=lambda path: path.stem)
def test_texts_that_came_after_the_rules_are_told_too(texts: Path, name: str) -> None:
    rules = {rule.code: rule for rule in CLAIM_RULES}
    found = score(rules[LABELS[name]], labelled(texts))
    assert (found.false, found.missed) == ((), ())


def test_the_measure_counts_what_is_right_wrongly_found_and_missed() -> None:
    rule = CLAIM_RULES[0]
    stars, nothing = frozenset({rule.code}), frozenset[str]()
    texts = [
        Labelled("OCOP 4 sao", stars),
        Labelled("OCOP 3 sao", nothing),
        Labelled("mắm ngon", stars),
        Labelled("mắm", nothing),
    ]
    found = score(rule, texts)
    assert (found.right, found.false, found.missed) == (1, ("OCOP 3 sao",), ("mắm ngon",))
    assert (found.precision, found.recall) == (50, 50)


def test_the_command_prints_a_line_for_each_rule_and_half(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(LABELLED)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if "held out" in line] == [
        n for n in LABELS if LABELS[n]
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＯＣＯＰ ４ SAO", "ocop 4 sao"),
        ("ОСОР 4 sao", "ocop 4 sao"),
        ("O\u200bC\u00adOP", "ocop"),
        ("Z.A.L.O", "zalo"),
        ("z a l o", "zalo"),
        ("1 2 3 4", "1 2 3 4"),
        ("khoẻ, thuỷ, hoà, quý", "khỏe, thủy, hòa, quý"),
        ("OCOP4sao", "ocop 4sao"),
        ("4OCOP", "4 ocop"),
        ("0COP", "ocop"),
        ("Đà  Lạt\u00a0xanh", "đà lạt xanh"),
    ],
)
def test_whatever_hides_a_text_is_taken_off(written: str, read: str) -> None:
    assert canonical(written) == read


@pytest.mark.parametrize(
    ("text", "stars", "left"),
    [
        ("OCOP\n4 sao", None, "OCOP"),
        ("OCOP 4 sao", 4, "OCOP 4 sao"),
        ("- Địa chỉ: Ấp 1, OCOP 4 sao", None, "- Địa chỉ: Ấp 1"),
        ("- OCOP 4 sao", None, ""),
        ("Ngon.\n\nĐạt OCOP 4 sao.\n\nDẻo.", None, "Ngon.\n\nDẻo."),
        ("Đạt OCOP 4 sao. Và OCOP 5 sao.", 4, "Đạt OCOP 4 sao."),
        ("OCOP 4 sao OCOP 5 sao", 3, ""),
        ("Khô cá kèo đạt bốn sao OCOP, Năm Căn", None, "Khô cá kèo, Năm Căn"),
        ("Khô cá kèo hạng bốn\nsao OCOP, Năm Căn", None, "Khô cá kèo, Năm Căn"),
        ("OCOP hạng\n\n4", None, ""),
        ("Ngon.\nTôm này được tỉnh cấp hạng bốn\nsao OCOP.", None, "Ngon."),
        ("Khô cá đạt chuẩn OCOP, 500 g", None, "Khô cá, 500 g"),
        ("Khô cá đạt chuẩn OCOP, 500 g", 3, "Khô cá đạt chuẩn OCOP, 500 g"),
        ("Được UBND tỉnh công nhận đạt 4 sao OCOP.\nDẻo.", None, "Dẻo."),
    ],
)
def test_what_claims_too_much_is_cut_and_the_rest_keeps_its_lines(
    text: str, stars: int | None, left: str
) -> None:
    assert honest(text, stars) == left
    assert not exceeds(left, stars)


@pytest.mark.parametrize("texts", [LABELLED, *BLIND], ids=lambda path: path.stem)
def test_no_claim_of_stars_survives_the_cut(texts: Path) -> None:
    claiming = [each.text for each in labelled(texts) if each.codes]
    assert [text for text in claiming if exceeds(honest(text), None)] == []
    sentences = [f"Tôm khô. {text}. Ngon." for text in claiming]
    assert [text for text in sentences if exceeds(honest(text), None)] == []


@pytest.mark.parametrize(
    ("name", "stars"),
    [
        ("ocop-4-sao", 4),
        ("tom_3_sao", 3),
        ("ocop4", 4),
        ("tom-2026-11", None),
        ("sao-4", None),
        ("images/4_sao/ocop-bon-sao.png", 4),
        ("4-ngoi-sao-ocop.jpg", 4),
        ("ocop★★★.png", 3),
        ("ocop-3.jpg", None),
        ("ocop-4-mon", None),
        ("ocop5kg", None),
        ("hoi-3-sao", None),
    ],
)
def test_stars_in_the_name_of_a_picture_are_read(name: str, stars: int | None) -> None:
    assert stars_in_name(name) == stars


@pytest.mark.parametrize(
    ("title", "left"), [("OCOP - Tôm khô", "Tôm khô"), ("Tôm khô", "Tôm khô"), ("OCOP", "")]
)
def test_the_programme_is_taken_out_of_a_title(title: str, left: str) -> None:
    assert without_programme(title) == left
