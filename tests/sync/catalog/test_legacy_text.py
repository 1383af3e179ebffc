"""Text of VNI, TCVN3, VIQR and Windows-1258 comes back as Unicode, and Unicode is left alone."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.catalog.legacy_text import ENCODINGS, Encoding, is_syllable, recognised, to_unicode
from sync.catalog.legacy_text.conversion import TCVN3, VIQR_TONES, VNI

TONES = "\u0300\u0301\u0303\u0309\u0323"
ONSETS = ["", "b", "c", "ch", "đ", "gi", "h", "kh", "l", "m", "ng", "ngh", "nh", "ph", "qu", "t",
          "th", "tr", "v", "x"]  # fmt: skip
RIMES = ["a", "ai", "ang", "ay", "ăn", "ăm", "âu", "ân", "e", "eo", "ê", "ênh", "i", "inh", "iêu",
         "o", "on", "ong", "ô", "ông", "ơ", "ơi", "u", "ui", "uôn", "ư", "ưng", "ương", "ươi",
         "ưu", "y"]  # fmt: skip
VOWELS = "aăâeêioôơuưy"


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """Draw a syllable with its tone on a vowel of its rime."""
    rime = draw(st.sampled_from(RIMES))
    vowels = [at for at, letter in enumerate(rime) if letter in VOWELS]
    at = draw(st.sampled_from(vowels))
    tone = draw(st.sampled_from(["", *TONES]))
    return normalize("NFC", draw(st.sampled_from(ONSETS)) + rime[: at + 1] + tone + rime[at + 1 :])


PHRASES = st.lists(syllables(), min_size=1, max_size=12).map(" ".join)


def written_in(encoding: Encoding, text: str) -> str:
    """Write Unicode as it looks where such text is read as Unicode; by tables turned around."""
    match encoding:
        case "tcvn3":
            return "".join({v: k for k, v in TCVN3.items()}.get(one, one) for one in text)
        case "vni":
            letters = {v: k for k, v in sorted(VNI.items(), key=lambda pair: pair[0].isupper())}
            return "".join(letters.get(one, one) for one in text)
        case "viqr":
            return "".join(map(_viqr, text))
        case "windows-1258":
            return "".join(map(_of_1258, text)).encode("cp1258").decode("cp1252")


def _parts(letter: str) -> tuple[str, str, str]:
    """Take a letter apart: as it is without its tone, its plain letter, and the tone."""
    decomposed = normalize("NFD", letter)
    tone = "".join(one for one in decomposed if one in TONES)
    rest = "".join(one for one in decomposed if one not in TONES)
    return normalize("NFC", rest), rest, tone


def _viqr(letter: str) -> str:
    if letter in "đĐ":
        return "dd" if letter == "đ" else "DD"
    _, rest, tone = _parts(letter)
    shapes = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}
    tones = {mark: sign for sign, mark in VIQR_TONES.items()}
    written = rest[0] + "".join(shapes[one] for one in rest[1:])
    return written + "".join(tones[one] for one in tone)


def _of_1258(letter: str) -> str:
    shaped, _, tone = _parts(letter)
    return shaped + tone


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(phrase=PHRASES)
@settings(max_examples=30, deadline=None)
def test_any_text_comes_back_from_each_encoding(encoding: Encoding, phrase: str) -> None:
    assert to_unicode(written_in(encoding, phrase), encoding) == phrase


@given(phrase=PHRASES)
@settings(max_examples=50, deadline=None)
def test_unicode_is_never_taken_for_anything_else(phrase: str) -> None:
    assert recognised(phrase) is None
    assert recognised(normalize("NFD", phrase)) is None
    assert all(is_syllable(word) for word in phrase.split())


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(phrase=PHRASES)
@settings(max_examples=30, deadline=None)
def test_what_is_certain_is_what_was_meant(encoding: Encoding, phrase: str) -> None:
    found = recognised(written_in(encoding, phrase))

    assert found is None or not found.certain or found.text == phrase


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        ("S¶n phÈm ®Æc s¶n Cµ Mau", "tcvn3"),
        ("Saûn phaåm ñaëc saûn Caø Mau", "vni"),
        ("Sa?n pha^?m dda(.c sa?n Ca` Mau", "viqr"),
        ("SaÒn phâÒm ðãòc saÒn CaÌ Mau", "windows-1258"),
    ],
)
def test_each_is_recognised_by_its_words(written: str, encoding: Encoding) -> None:
    found = recognised(written)

    assert found is not None
    assert (found.encoding, found.text, found.certain) == (
        encoding,
        "Sản phẩm đặc sản Cà Mau",
        True,
    )


def test_capitals_of_vni_come_back() -> None:
    assert to_unicode("MAÄT ONG RÖØNG ÑAËC SAÛN", "vni") == "MẬT ONG RỪNG ĐẶC SẢN"
    assert to_unicode("Ñaëc saûn Öùng", "vni") == "Đặc sản Ứng"


def test_a_backslash_keeps_a_sign_of_viqr() -> None:
    assert to_unicode(r"Ma^.t ong\. Ca'\? DDa(.c", "viqr") == "Mật ong. Cá? Đặc"


# What names and texts of the shops' real listings hold besides Vietnamese, and the like of it.
@pytest.mark.parametrize(
    "text",
    [
        "Café sữa", "Crème brûlée", "Jalapeño", "El Niño 2026", "naïve", "Köln", "Señor", "Noël",
        "10 gói × 500 g", "½ kg", "100 °C · 30 phút", "«Đặc sản»", "OCOP 4 ★", "Combo 3 · 500g",
        "Mắm Ba Khía® Đầm Dơi", "Trà “Gò Công” – loại 1", "C++", "Vitamin B+, O+ A+", "a^2 + b^2",
        "Co. Ltd.", "Ready to eat? Yes.", "Khô cá lóc (1kg)", "Thùng 50 gói × 500 g", "dd/mm/yyyy",
        "htx@vidu.vn", "Muối tôm Tây Ninh – Ăn là ghiền!", "Rượu 29,5 % vol", "São Paulo", "",
    ],
)  # fmt: skip
def test_what_shops_write_is_not_mistaken(text: str) -> None:
    assert recognised(text) is None


def test_what_may_be_either_is_for_a_person_to_say() -> None:
    found = recognised("Có thể là Saûn phaåm")
    assert found is None or not found.certain
    doubtful = recognised("r\u00f5ng v\u00e3ng X\u00d3i s\u00b6n")
    assert doubtful is None or not doubtful.certain


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("nghiêng", True), ("giếng", True), ("gì", True), ("quý", True), ("khuỷu", True),
        ("ĐẶC", True), ("hoà", True), ("hòa", True), ("nhanh", True),
        ("sãch", False), ("bàt", False), ("ngã̀", False), ("xyz", False), ("ăn̂", False), ("", False),
    ],
)  # fmt: skip
def test_what_a_syllable_is(word: str, *, sound: bool) -> None:
    assert is_syllable(word) is sound
