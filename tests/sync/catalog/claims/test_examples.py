"""Every example that stands beside a rule is told rightly, and so are texts labelled by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.catalog.rules.claims import CLAIM_RULES, ClaimRule, canonical
from tools.claims import AIMS, LABELLED, LABELS, Labelled, labelled, main, score

UNSEEN = Path(__file__).with_name("unseen.txt")


@pytest.mark.parametrize("rule", CLAIM_RULES, ids=lambda rule: rule.code)
def test_what_a_rule_is_for_is_found_and_what_only_looks_like_it_is_not(rule: ClaimRule) -> None:
    assert [text for text in rule.breaks if rule.find(canonical(text)) is None] == []
    assert [text for text in rule.keeps if rule.find(canonical(text)) is not None] == []


@pytest.mark.parametrize("rule", CLAIM_RULES, ids=lambda rule: rule.code)
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
def test_texts_that_came_after_the_rules_are_told_too(name: str) -> None:
    rules = {rule.code: rule for rule in CLAIM_RULES}
    found = score(rules[LABELS[name]], labelled(UNSEEN))
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
