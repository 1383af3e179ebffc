"""Small damages, as hands, editors, networks and programs of others do them."""

from __future__ import annotations

import io
import json
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable

from tests.adapters.spoiling import STRANGE, nodes, replaced

NUMBERS = ("0", "-1", "1e9", "9" * 21, "65k", "12,000", "１２", "", "0x10", "1_000", "NaN", "012")
SCRAPS = (
    ": ", "- ", "{", "}", "[", "]", "&a ", "*a", "<<: *a", "'", '"', "#", "\t", "---\n", "!!int ",
    "~", "null", ">-\n", "\ufeff", "\u2028", "\x85", "\x00", "\u202e", "🦀", "Tôm", "yes",
    "2026-01-01",
)  # fmt: skip


def text(dice: random.Random, whole: str) -> bytes:
    """A text file with one to three damages."""
    for _ in range(dice.randint(1, 3)):
        whole = dice.choice(_OF_TEXT)(dice, whole)
    content = whole.encode("utf-8", "surrogatepass")
    if dice.random() < 0.05:
        place = dice.randint(0, len(content))
        content = content[:place] + bytes([dice.randint(128, 255)]) + content[place:]
    return content


def _number(dice: random.Random, whole: str) -> str:
    found = list(re.finditer(r"\d+", whole))
    if not found:
        return whole
    number = dice.choice(found)
    value = number.group()
    new = dice.choice((*NUMBERS, value + "0", value + "00", value[:-1], value[::-1], f"-{value}"))
    return whole[: number.start()] + new + whole[number.end() :]


def _lines(dice: random.Random, whole: str) -> str:
    lines = whole.splitlines(keepends=True) or [""]
    place, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(6):
        case 0:
            del lines[place]
        case 1:
            lines.insert(other, lines[place])
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case 3:
            lines[place] = " " * dice.randint(1, 4) + lines[place]
        case 4:
            lines[place] = lines[place][dice.randint(1, 4) :]
        case _:
            start, stop = sorted((place, other))
            del lines[start : min(stop, start + 12)]
    return "".join(lines)


def _value(dice: random.Random, whole: str) -> str:
    """What belongs to one key goes to another."""
    pairs = list(re.finditer(r"(?m)^(\s*(?:- )?[\w]+: )(.+)$", whole))
    if len(pairs) < 2:
        return whole
    one, other = dice.sample(pairs, 2)
    return whole[: one.start(2)] + other.group(2) + whole[one.end(2) :]


def _letters(dice: random.Random, whole: str) -> str:
    place = dice.randint(0, len(whole))
    cut = dice.choice((0, 0, 1, 1, 3))
    return whole[:place] + dice.choice((*SCRAPS, "x", "", " ")) + whole[place + cut :]


def _whole(dice: random.Random, whole: str) -> str:
    return dice.choice(
        (
            lambda t: t[: dice.randint(0, len(t))],
            lambda t: t.replace("\n", "\r\n"),
            lambda t: unicodedata.normalize("NFD", t),
            lambda t: t.replace("  ", "\t"),
            lambda t: "\ufeff" + t,
            lambda t: t + t,
        )
    )(whole)


_OF_TEXT: tuple[Callable[[random.Random, str], str], ...] = (
    _number, _number, _lines, _lines, _value, _letters, _letters, _whole,
)  # fmt: skip


def answer(dice: random.Random, body: bytes) -> bytes:
    """A JSON answer that is wrong in one place, or cut off."""
    if dice.random() < 0.1:
        return body[: dice.randint(0, len(body))]
    try:
        whole = json.loads(body)
    except ValueError:
        return body[::-1]
    place = dice.choice(list(nodes(whole)))
    return json.dumps(replaced(whole, place, dice.choice(STRANGE)), ensure_ascii=False).encode()


def is_garbage(body: bytes) -> bool:
    """Whether nobody can read this as JSON."""
    try:
        json.loads(body)
    except ValueError:
        return True
    return False


def workbook(dice: random.Random, content: bytes) -> bytes:
    """A workbook with damaged bytes, or with a damaged part."""
    if dice.random() < 0.3:
        return some_bytes(dice, content)
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    names = source.namelist()
    sheets = [name for name in names if "sheet" in name or "shared" in name]
    victim = dice.choice(sheets if dice.random() < 0.8 else names)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name in names:
            part = source.read(name)
            if name == victim:
                part = dice.choice((some_bytes, _xml, _xml, _xml, _gone))(dice, part)
            if part or name != victim:
                book.writestr(name, part)
    return target.getvalue()


def some_bytes(dice: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(dice.choice((1, 1, 4, 40))):
        if damaged:
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    if dice.random() < 0.2:
        return bytes(damaged[: dice.randint(0, len(damaged))])
    return bytes(damaged)


def _xml(dice: random.Random, part: bytes) -> bytes:
    """An attribute or a text of the part becomes something else."""
    whole = part.decode("utf-8", "replace")
    found = list(re.finditer(r'="[^"]*"|>[^<]+<', whole))
    if not found:
        return part
    spot = dice.choice(found)
    new = dice.choice(
        (
            "",
            "-1",
            "9" * 30,
            "A1:XFD1048576",
            "Đã đăng",
            "&x;",
            "1e400",
            "#N/A",
            "\x00",
            "A" * 40_000,
        )
    )
    return (whole[: spot.start() + 2] + new + whole[spot.end() - 1 :]).encode()


def _gone(_dice: random.Random, _part: bytes) -> bytes:
    return b""
