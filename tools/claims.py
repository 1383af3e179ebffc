"""How well the rules of claims tell: `python -m tools.claims [FILE]`.

Prints precision and recall of each rule over texts that were labelled by hand: those that the rules
may be tuned on, and those that are held out.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sync.claims import CLAIM_RULES, ClaimRule, canonical

LABELLED = Path(__file__).parent.parent / "tests/sync/claims/labelled.txt"
LABELS = {  # what the file calls the rules
    "stars": "ocop_claim_without_certificate",
    "disease": "disease_claim",
    "superlative": "superlative",
    "contact": "contact_in_text",
    "wild": "wild_animal",
    "alcohol": "alcohol_elsewhere",
    "live": "live_goods",
    "none": "",
}
AIMS = {"stars": 99, "contact": 99, "disease": 97, "superlative": 95}  # percent, of both


class Labelled(NamedTuple):
    """A text, and the codes of the rules that it breaks."""

    text: str
    codes: frozenset[str]

    @property
    def held_out(self) -> bool:
        """Whether rules may not be tuned on it."""
        return zlib.crc32(self.text.encode()) % 2 == 1


class Score(NamedTuple):
    """How a rule did: texts rightly found, wrongly found, missed."""

    right: int
    false: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The percentage of what was found that is one."""
        return 100 * self.right / ((self.right + len(self.false)) or 1)

    @property
    def recall(self) -> float:
        """The percentage of what is one that was found."""
        return 100 * self.right / ((self.right + len(self.missed)) or 1)


def labelled(path: Path = LABELLED) -> Iterator[Labelled]:
    """Read the labelled texts: a heading names the rules, each line below it is a text."""
    codes: frozenset[str] = frozenset()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            codes = frozenset(LABELS[name] for name in line[3:].split()) - {""}
        elif line and not line.startswith("# "):
            text = re.sub(r"\\u([0-9a-f]{4})", lambda each: chr(int(each[1], 16)), line)
            yield Labelled(text, codes)


def score(rule: ClaimRule, texts: Iterable[Labelled]) -> Score:
    """Ask a rule about every text."""
    right, false, missed = 0, [], []
    for text, codes in texts:
        found, there = rule.find(canonical(text)) is not None, rule.code in codes
        right += found and there
        if found and not there:
            false.append(text)
        elif there and not found:
            missed.append(text)
    return Score(right, tuple(false), tuple(missed))


def main(path: Path = LABELLED) -> None:
    """Print the table; `-v` adds every text that was told wrongly, else those tuned on alone."""
    texts = list(labelled(path))
    rules = {rule.code: rule for rule in CLAIM_RULES}
    print(f"{'rule':12} {'half':9} {'texts':>5} {'precision':>9} {'recall':>7}")
    for name, code in LABELS.items():
        for half in ("tuned on", "held out") if code else ():
            chosen = [each for each in texts if each.held_out == (half == "held out")]
            found = score(rules[code], chosen)
            there = sum(code in each.codes for each in chosen)
            print(f"{name:12} {half:9} {there:5} {found.precision:9.1f} {found.recall:7.1f}")
            if half == "tuned on" or "-v" in sys.argv:
                _print_wrong(found)


def _print_wrong(found: Score) -> None:
    for text in found.false:
        print(f"    false: {text}")
    for text in found.missed:
        print(f"    missed: {text}")


if __name__ == "__main__":
    main(next((Path(each) for each in sys.argv[1:] if not each.startswith("-")), LABELLED))
