"""How one written value becomes a number, a date or a price, or is refused by name.

Every function takes the text as written; a refusal's type is the code of the problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from sync.catalog.yaml_schema.money import read_price
from sync.model import VIETNAM
from sync.model.days import MOST_DAYS, is_near

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_NEGATIVE = re.compile(r"[-−][0-9]+([.,][0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([., ][0-9]{3})+")
_FRACTION = re.compile(r"[0-9]+[.,][0-9]+")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_DAY_OF_YEAR = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")
_MOMENT = re.compile(rf"({_DAY.pattern}|{_DAY_FIRST.pattern})(?:[ T]+(?P<time>\S+))?")
_TIME_OF_DAY = re.compile(r"([01]?[0-9]|2[0-3])(?::([0-5][0-9])|[hgHG]([0-5][0-9])?)")
_HS_CODE = re.compile(r"[0-9]{4}(?:\.?[0-9]{2}){0,3}")
_YES_NO = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def refusal(code: str, **values: Any) -> PydanticCustomError:
    """Make a refusal whose type is a problem's code."""
    return PydanticCustomError(code, "see sync.wording", values)


def written(value: Any, wanted: str) -> str:
    """Take the text of a scalar; a list or a mapping is refused as `wanted`."""
    if not isinstance(value, str):
        raise refusal(wanted)
    return value.strip()


def whole(value: Any) -> int:
    """Read a whole number, zero included, up to nine digits."""
    text = written(value, "wrong_type_whole")
    if _WHOLE.fullmatch(text):
        return int(text)
    raise refusal("wrong_type_whole", text=text[:40])


def positive(value: Any) -> int:
    """Read a whole number above zero."""
    number = whole(value)
    if number == 0:
        raise refusal("number_not_positive")
    return number


def days(value: Any) -> int:
    """Read how many days: a hundred years at most, more leads out of any calendar."""
    number = whole(value)
    if number > MOST_DAYS:
        raise refusal("days_too_many", most=MOST_DAYS)
    return number


def days_above_zero(value: Any) -> int:
    """Read how many days, one at least."""
    return days(str(positive(value)))


def decimal(value: Any) -> float:
    """Read a number with a decimal point."""
    text = written(value, "wrong_type_number")
    if _DECIMAL.fullmatch(text):
        return float(text)
    raise refusal("wrong_type_number", text=text[:40])


def day(value: Any) -> date:
    """Read a date like 2026-11-20, or with the day first, as people write it: 20/11/2026."""
    text = written(value, "wrong_type_date")
    if iso := _DAY.fullmatch(text):
        return _existing(text, iso[1], iso[2], iso[3])
    if day_first := _DAY_FIRST.fullmatch(text):
        return _existing(text, day_first[3], day_first[2], day_first[1])
    raise refusal("wrong_type_date", text=text[:40])


def day_of_year(value: Any) -> tuple[int, int]:
    """Read a day of every year like 30/06 (day first), as (month, day)."""
    found = _DAY_OF_YEAR.fullmatch(written(value, "day_of_year_form"))
    try:
        on = date(2001, int(found[2]), int(found[1])) if found else None  # no leap year
    except ValueError:
        on = None
    if on is None:
        raise refusal("day_of_year_form", text=str(value)[:40])
    return on.month, on.day


def season_day(value: Any) -> tuple[int, ...]:
    """Read a day of every year like 15/08, or of one year like 2026-08-15."""
    text = written(value, "season_day_form")
    if _DAY.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        on = day(text)
        return on.year, on.month, on.day
    if not _DAY_OF_YEAR.fullmatch(text):
        raise refusal("season_day_form", text=text[:40])
    return day_of_year(text)


def moment(value: Any) -> datetime:
    """Read 2027-01-15 08:00 in Vietnam's time; a day alone is its first moment."""
    text = written(value, "moment_form")
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise refusal("moment_form", text=text[:40])
    at = _TIME_OF_DAY.fullmatch(found["time"] or "00:00")
    if at is None:
        raise refusal("moment_form", text=text[:40])
    return datetime.combine(day(found[1]), _time(at), VIETNAM)


def end_moment(value: Any) -> datetime:
    """Read the moment at which something is over; a day alone is over with its last moment."""
    ends = moment(value)
    found = _MOMENT.fullmatch(written(value, "moment_form"))
    return ends + timedelta(days=1) if found and not found["time"] else ends


def time_of_day(value: Any) -> time:
    """Read a time like 07:00, 7h00, 7g00 or 7h."""
    text = written(value, "time_of_day_form")
    found = _TIME_OF_DAY.fullmatch(text)
    if found is None:
        raise refusal("time_of_day_form", text=text[:40])
    return _time(found)


def _time(found: re.Match[str]) -> time:
    return time(int(found[1]), int(found[2] or found[3] or 0))


def port(value: Any) -> int:
    """Read the number of a port."""
    number = positive(value)
    if number > 65_535:
        raise refusal("port_too_high", text=str(number))
    return number


def _existing(text: str, year: str, month: str, of_month: str) -> date:
    try:
        found = date(int(year), int(month), int(of_month))
    except ValueError:
        raise refusal("wrong_type_date", text=text) from None
    if not is_near(found):
        raise refusal("date_too_far", text=text)
    return found


def yes_no(value: Any) -> bool:
    """Read yes or no in YAML's words."""
    text = written(value, "wrong_type_yes_no").lower()
    if text in _YES_NO:
        return _YES_NO[text]
    raise refusal("wrong_type_yes_no", text=text[:40])


def says_no(text: str) -> bool:
    """Whether it is one of YAML's words for no."""
    return _YES_NO.get(text.strip().lower()) is False


def stock(value: Any) -> int:
    """Read how many there are: a whole number, never below zero."""
    text = written(value, "wrong_type_whole")
    if _NEGATIVE.fullmatch(text):
        raise refusal("stock_negative", text=text[:40])
    if _GROUPED.fullmatch(text):
        raise refusal("stock_form", text=text[:40], digits=re.sub(r"\D", "", text))
    if _FRACTION.fullmatch(text):
        raise refusal("stock_fractional", text=text[:40])
    if not any(map(str.isdigit, text)):
        raise refusal("stock_in_words", text=text[:40])
    return whole(text)


def stars(value: Any) -> int:
    """Read 3, 4 or 5; fewer stars get no certificate."""
    text = written(value, "wrong_type_whole")
    if text not in {"3", "4", "5"}:
        raise refusal("ocop_stars_invalid", text=text[:40])
    return int(text)


def product_set(value: Any) -> int:
    """Read one of the 26 product sets of Decision 26/2026/QĐ-TTg."""
    number = whole(value)
    if not 1 <= number <= 26:
        raise refusal("product_set_unknown", text=str(number))
    return number


def percent(value: Any) -> float:
    """Read a percentage from 0 to 100."""
    number = decimal(value)
    if not 0 <= number <= 100:
        raise refusal("percent_range")
    return number


def hs_code(value: Any) -> str:
    """Read a code of the customs' nomenclature: 0306, 0306.95, 0306.95.30."""
    text = written(value, "wrong_type_text")
    if not _HS_CODE.fullmatch(text):
        raise refusal("hs_code_form", text=text[:40])
    return text


def filled(value: Any) -> Any:
    """Refuse a list or mapping that holds nothing."""
    if value in ([], {}):
        raise refusal("list_empty")
    return value


def _typed(read: Callable[[Any], Any], json: Any) -> Any:
    return PlainValidator(read, json_schema_input_type=json)


Filled = BeforeValidator(filled)
Text = Annotated[str, StringConstraints(strip_whitespace=True)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Price = Annotated[int, _typed(read_price, int)]
Money = Annotated[int, _typed(whole, int)]
Whole = Annotated[int, _typed(whole, int)]
Positive = Annotated[int, _typed(positive, int)]
Days = Annotated[int, _typed(days, int)]
DaysAboveZero = Annotated[int, _typed(days_above_zero, int)]
Decimal = Annotated[float, _typed(decimal, float)]
Percent = Annotated[float, _typed(percent, float)]
Day = Annotated[date, _typed(day, date)]
DayOfYear = Annotated[tuple[int, int], _typed(day_of_year, str)]
SeasonDay = Annotated[tuple[int, ...], _typed(season_day, str)]
Moment = Annotated[datetime, _typed(moment, str)]
EndMoment = Annotated[datetime, _typed(end_moment, str)]
TimeOfDay = Annotated[time, _typed(time_of_day, str)]
Port = Annotated[int, _typed(port, int)]
YesNo = Annotated[bool, _typed(yes_no, bool | Literal["yes", "no"])]
Stock = Annotated[int, _typed(stock, int)]
Stars = Annotated[int, _typed(stars, int)]
HsCode = Annotated[str, _typed(hs_code, str)]
ProductSet = Annotated[int, _typed(product_set, int)]


class YamlModel(BaseModel):
    """Some mapping of a file; a field that is left empty counts as not written."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True
    )

    def given(self) -> dict[str, Any]:
        """List the fields that hold something; empty ones have their defaults elsewhere."""
        written = vars(self).items()  # iterating over the model costs twice as much
        return {name: value for name, value in written if value is not None and value != ""}
