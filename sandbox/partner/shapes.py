"""Shapes of requests: pydantic reads them, and every problem is named in the contract's codes.

The same types are the document: `sandbox.partner.openapi` writes their JSON schemas down. Limits
that differ between marketplaces are read from the profile, which comes as the context.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import (
    AfterValidator,
    BeforeValidator,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from sandbox.partner import facts
from sandbox.partner.envelope import Problem, Refusal, invalid

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema, ErrorDetails

    from sandbox.partner.profiles import MarketProfile
    from sandbox.replica import Json

_OWN, _UNREADABLE = "problems", "unreadable"
_CODES = {"missing": "REQUIRED", "extra_forbidden": "UNKNOWN_FIELD"}
_FIRST = ("UNKNOWN_FIELD", "REQUIRED")


def read(shape: Any, value: Any, profile: MarketProfile) -> Any:
    """The value as the server stores it; Refusal 4220 with every problem, or 4000."""
    found, problems = read_in_part(shape, value, profile)
    if problems:
        raise invalid(problems)
    return found


def read_in_part(shape: Any, value: Any, profile: MarketProfile) -> tuple[Any, list[Problem]]:
    """The value and its problems; where there are some, what is right of it, as it was sent."""
    try:
        return adapter(shape).validate_python(value, strict=True, context=profile), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = [problem for each in details for problem in _problems(each)]
    problems.sort(key=lambda each: _FIRST.index(each.code) if each.code in _FIRST else len(_FIRST))
    return _without(value, [each["loc"] for each in details]), problems


@cache
def adapter(shape: Any) -> TypeAdapter[Any]:
    """Building one takes much longer than reading with it."""
    return TypeAdapter(shape)


def _problems(error: ErrorDetails) -> list[Problem]:
    field = ""
    for step in error["loc"]:
        field += f"[{step}]" if isinstance(step, int) else f".{step}" if field else step
    if error["type"] == _UNREADABLE:
        raise Refusal(4000, {"parameter": field})
    if error["type"] == _OWN:
        own: list[Problem] = error["ctx"]["problems"]
        return [Problem(field + each.field, each.code, each.params) for each in own]
    if error["type"] == "literal_error" and isinstance(error["input"], str):
        return [Problem(field, "OUT_OF_RANGE", {"value": error["input"]})]
    return [Problem(field, _CODES.get(error["type"], "WRONG_TYPE"))]


def _without(value: Any, wrong: list[tuple[int | str, ...]]) -> Any:
    """A copy without what is wrong; in lists None stands there, so that nothing moves up."""
    if () in wrong:
        return None
    heads = {each[0] for each in wrong}
    if not isinstance(value, dict | list):
        return value
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    left = {
        name: _without(each, [way[1:] for way in wrong if way[0] == name])
        if name in heads
        else each
        for name, each in inner
    }
    if isinstance(value, list):
        return list(left.values())
    gone = {way[0] for way in wrong if len(way) == 1}
    return {name: each for name, each in left.items() if name not in gone}


def wrong_value(*problems: Problem) -> PydanticCustomError:
    """What a check raises; fields of problems are told from the value itself."""
    return PydanticCustomError(_OWN, "{problems}", {"problems": list(problems)})


def _fail(code: str, **params: Any) -> PydanticCustomError:
    return wrong_value(Problem("", code, params))


def one_line(text: str) -> str:
    """NFC, no white space at the ends, one space for every run of it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def many_lines(text: str) -> str:
    """NFC, no white space at the ends, LF at the end of lines."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()


def misfit(text: str, least: int, most: int) -> Problem | None:
    """Why a text is too short or too long; its length counts code points."""
    if len(text) < least:
        return Problem("", "TOO_SHORT", {"min": least, "actual": len(text)})
    if len(text) > most:
        return Problem("", "TOO_LONG", {"max": most, "actual": len(text)})
    return None


def profile_of(info: ValidationInfo) -> MarketProfile:
    """The marketplace that reads."""
    return cast("MarketProfile", info.context)


@dataclass(frozen=True, eq=False)
class Rule:
    """What pydantic checks, and what the document says of it."""

    check: AfterValidator | BeforeValidator
    schema: Json

    def __get_pydantic_core_schema__(self, of: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return self.check.__get_pydantic_core_schema__(of, handler)

    def __get_pydantic_json_schema__(self, of: CoreSchema, handler: GetJsonSchemaHandler) -> Json:
        return handler(of) | self.schema


def line(most: int, least: int = 1, limit: str = "") -> Rule:
    """One line of text; `limit` names the field of the profile that says how long."""

    def check(text: str, info: ValidationInfo) -> str:
        text = one_line(text)
        bounds = getattr(profile_of(info), limit) if limit else (least, most)
        if problem := misfit(text, *bounds):
            raise wrong_value(problem)
        return text

    return Rule(AfterValidator(check), {"minLength": least, "maxLength": most})


def whole(least: int, most: int, step: int = 1, code: str = "OUT_OF_RANGE") -> Rule:
    """A JSON integer; `72000.0` and `"72000"` are none."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise _fail("NOT_INTEGER")
        if not least <= value <= most:
            raise _fail(code, min=least, max=most, actual=value)
        if value % step:
            raise _fail("PRICE_STEP", step=step, actual=value)
        return value

    bounds = {"minimum": least, "maximum": most}
    return Rule(BeforeValidator(check), bounds | ({"multipleOf": step} if step > 1 else {}))


def form(pattern: str, code: str) -> Rule:
    """A text of a known form; another one gets `code`."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise _fail(code, value=value)
        return value

    return Rule(AfterValidator(check), {"pattern": f"^{pattern}$"})


def count(least: int, most: int, limit: str = "") -> Rule:
    """How many entries a list has, counted before they are read."""

    def check(value: Any, info: ValidationInfo) -> Any:
        bound = getattr(profile_of(info), limit) if limit else most
        if not isinstance(value, list):
            raise _fail("WRONG_TYPE")
        if len(value) < least:
            raise _fail("TOO_FEW", min=least, actual=len(value))
        if len(value) > bound:
            raise _fail("TOO_MANY", max=bound, actual=len(value))
        return value

    return Rule(BeforeValidator(check), {"minItems": least, "maxItems": most})


def _once(value: list[Any]) -> list[Any]:
    again = [place for place, each in enumerate(value) if each in value[:place]]
    if again:
        raise wrong_value(*(Problem(f"[{place}]", "DUPLICATE_IN_REQUEST") for place in again))
    return value


UNIQUE = Rule(AfterValidator(_once), {"uniqueItems": True})


def whole_text(least: int, most: int, limit: str = "") -> Rule:
    """The digits of a whole number, as an address carries them."""

    def check(value: str, info: ValidationInfo) -> int:
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
            raise _unreadable()
        number, bound = int(value), getattr(profile_of(info), limit) if limit else most
        if not least <= number <= bound:
            raise _fail("OUT_OF_RANGE", min=least, max=bound, actual=number)
        return number

    return Rule(BeforeValidator(check), {"minimum": least, "maximum": most})


def _unreadable() -> PydanticCustomError:
    return PydanticCustomError(_UNREADABLE, "unreadable")


def _moment(value: str) -> float:
    """A time with its offset; its `+` must come as `%2B`."""
    try:
        found = datetime.fromisoformat(value)
        if found.tzinfo is None or "T" not in value:
            raise _unreadable()
        return found.timestamp()
    except (ValueError, OverflowError, OSError):
        raise _unreadable() from None


def _day(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise _fail("WRONG_TYPE")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise _fail("OUT_OF_RANGE", value=value) from None


def _gtin(value: str) -> str:
    """The last of 8, 12, 13 or 14 digits checks the others: weights 3 and 1 from the right."""
    digits = value if value.isascii() and value.isdigit() else ""
    weighted = (int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(digits)))
    if len(digits) not in {8, 12, 13, 14} or sum(weighted) % 10:
        raise _fail("GTIN_CHECK_DIGIT", value=value)
    return digits


_TAGS = "p br ul ol li b strong i em u h3 h4 table tr td th"


class _HtmlReader(HTMLParser):
    """Collects the text between tags, and whatever is not allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.forbidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_endtag(tag)
        self.forbidden += [f"{tag} {name}" for name, _ in attrs]

    def handle_endtag(self, tag: str) -> None:
        if tag not in _TAGS.split():
            self.forbidden.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self.forbidden.append("<!-- -->")

    def handle_decl(self, decl: str) -> None:
        self.forbidden.append(decl)

    def handle_pi(self, data: str) -> None:
        self.forbidden.append(data)

    def unknown_decl(self, data: str) -> None:
        self.forbidden.append(data)


def _html(value: str) -> str:
    """A few tags without attributes; long enough without them, short enough with them."""
    text = many_lines(value)
    if problem := misfit(text, 0, facts.HTML_MOST):
        raise wrong_value(problem)
    reader = _HtmlReader()
    reader.feed(text)
    reader.close()
    problems = [
        Problem("", "FORBIDDEN_HTML", {"value": each}) for each in dict.fromkeys(reader.forbidden)
    ]
    if problem := misfit("".join(reader.text).strip(), facts.TEXT_LEAST, facts.HTML_MOST):
        problems.append(problem)
    if problems:
        raise wrong_value(*problems)
    return text


def _truth(value: str) -> bool:
    if value not in {"true", "false"}:
        raise _unreadable()
    return value == "true"


def _several(value: str, info: ValidationInfo) -> list[str]:
    words, most = [word for word in value.split(",") if word], profile_of(info).find_skus
    if len(words) > most:
        raise _fail("TOO_MANY", max=most, actual=len(words))
    return words


HTML_SCHEMA = {
    "minLength": facts.TEXT_LEAST,
    "maxLength": facts.HTML_MOST,
    "description": f"HTML. Tags: {_TAGS}; no attributes. At least {facts.TEXT_LEAST} characters "
    "without tags. Re-serialised when read back.",
}
Html = Annotated[str, Rule(AfterValidator(_html), HTML_SCHEMA)]
Day = Annotated[str, Rule(AfterValidator(_day), {"format": "date"})]
Gtin = Annotated[str, Rule(AfterValidator(_gtin), {"pattern": r"^(\d{8}|\d{12}|\d{13}|\d{14})$"})]
Moment = Annotated[
    float,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Truth = Annotated[bool, BeforeValidator(_truth)]
_FEW_SKUS = f"1 to {facts.FIND_SKUS}, with commas between them"
Skus = Annotated[
    list[str],
    BeforeValidator(_several),
    WithJsonSchema({"type": "string", "description": _FEW_SKUS}),
]
