"""What is said for words made of figures: money, dates, times, measures, telephone and order numbers."""

import re
from collections.abc import Callable

from app.engines import spoken_numbers as say
from app.engines.spoken_context import Context
from app.engines.spoken_lexicon import CURRENCIES, IDENTIFIED, MONTHS, SCALE_WORDS, SCALES, UNITS, YEAR_AFTER

_AMOUNT = r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.(?P<fraction>\d+))?"
_MONEY = re.compile(rf"(?P<sign>-?)(?P<currency>[$£€¥])-?{_AMOUNT}(?P<scale>[a-zA-Z]*)")
_MONEY_AFTER = re.compile(rf"(?P<sign>-?){_AMOUNT}(?P<scale>)(?P<currency>[$£€¥])")
_MEASURE = re.compile(rf"(?P<sign>[-+]?){_AMOUNT}(?P<unit>[^\d\s.,]*)")
_ISO_DATE = re.compile(r"(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})")
_SLASHED_DATE = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})")
_CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?P<half>(?:[ap]\.?m)?)", re.IGNORECASE)
_FULL_HOUR = re.compile(r"(?P<hour>1[0-2]|\d)(?:\.(?P<minute>[0-5]\d))?(?P<half>[ap]\.?m)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?P<number>\d{1,6})(?:st|nd|rd|th)", re.IGNORECASE)
_DECADE = re.compile(r"(?P<years>(?:1\d|20)\d0)'?s")
_SPAN = re.compile(r"(?P<first>(?:1[89]|20)\d\d)[-–](?P<last>(?:1[89]|20)\d\d)")
_TELEPHONE = re.compile(r"\+?\d+(?:[-.]\d+)+|\+\d+")
_NUMBERED = re.compile(r"#(?P<number>\d+)")
_FRACTIONS = {"1/2": "a half", "1/3": "a third", "2/3": "two thirds", "1/4": "a quarter", "3/4": "three quarters"}

_LONG_NUMBER = 5
"""Digits from which a number that does not end in 00 is taken for a name and read digit by digit."""
_IDENTIFYING = 4
"""Digits that are read one by one after a word such as "order"."""
_GROUP = 3
"""Digits from which neighbouring numbers are groups of one long number."""
_TELEPHONE_DIGITS = 7
_CENTS = 2
_MONTHS_OF_YEAR, _DAYS_OF_MONTH, _NOON = 12, 31, 12


def say_half_of_day(written: str) -> str:
    """Say am or pm; spelt as it sounds, because a voice takes a lone A for the article."""
    return "ay em" if written.lower().startswith("a") else "pee em"


def _money(word: str, context: Context) -> str | None:
    found = _MONEY.fullmatch(word) or _MONEY_AFTER.fullmatch(word)
    if found is None or (found["scale"] and found["scale"].lower() not in SCALES):
        return None
    one, many, *hundredths = CURRENCIES[found["currency"]]
    whole, fraction = found["whole"].replace(",", "") or "0", found["fraction"] or ""
    minus = "minus " if "-" in word else ""
    if context.follows.lower() in SCALE_WORDS:
        return minus + say.decimal(whole, fraction)
    if found["scale"] or len(fraction) not in {0, _CENTS}:
        return f"{minus}{say.decimal(whole, fraction)} {SCALES.get(found['scale'].lower(), '')} {many}"
    units = f"{say.cardinal(whole)} {one if int(whole[:15]) == 1 else many}"
    rest = f"{say.cardinal(fraction)} {hundredths[0 if fraction == '01' else 1]}" if fraction.strip("0") else ""
    if rest and not whole.strip("0"):
        return minus + rest
    return f"{minus}{units} and {rest}" if rest else minus + units


def _date(word: str, context: Context) -> str | None:
    if found := _ISO_DATE.fullmatch(word):
        return _say_date(found["day"], found["month"], found["year"], day_first=True)
    if found := _SLASHED_DATE.fullmatch(word):
        first, second, year = found.groups()
        if int(first) > _MONTHS_OF_YEAR or (context.day_first and int(second) <= _MONTHS_OF_YEAR):
            return _say_date(first, second, year, day_first=True)
        return _say_date(second, first, year, day_first=context.day_first)
    return None


def _say_date(day: str, month: str, year: str, *, day_first: bool) -> str | None:
    if not (1 <= int(day) <= _DAYS_OF_MONTH and 1 <= int(month) <= _MONTHS_OF_YEAR):
        return None
    name = MONTHS[int(month) - 1]
    start = f"the {say.ordinal(day)} of {name}" if day_first else f"{name} {say.ordinal(day)}"
    return f"{start}, {say.year(year)}"


def _day_of_month(word: str, context: Context) -> str | None:
    """Say the 3 of `3 May` and of `May 3`."""
    number = found["number"] if (found := _ORDINAL.fullmatch(word)) else word
    if not (number.isdecimal() and 1 <= int(number[:3]) <= _DAYS_OF_MONTH):
        return None
    if _is_month(context.follows):
        return f"{'' if context.previous.lower() == 'the' else 'the '}{say.ordinal(number)} of"
    if _is_month(context.previous) and not context.follows[:1].islower():
        return f"the {say.ordinal(number)}" if context.day_first else say.ordinal(number)
    return None


def _is_month(word: str) -> bool:
    return word in MONTHS or (word in {month[:3] for month in MONTHS} | {"Sept"})


def _time(word: str, context: Context) -> str | None:
    found = _CLOCK.fullmatch(word) or _FULL_HOUR.fullmatch(word)
    if found is None:
        return None
    hour, minute, half = found["hour"], found["minute"] or "00", found["half"]
    if half:
        said = say.cardinal(hour) if minute == "00" else f"{say.cardinal(hour)} {say.minutes(minute)}"
        return f"{said} {say_half_of_day(half)}"
    if minute != "00":
        return f"{say.cardinal(hour)} {say.minutes(minute)}"
    if context.follows.lower() in {"am", "pm", "a.m", "p.m"}:
        return say.cardinal(hour)
    return f"{say.cardinal(hour)} o'clock" if 1 <= int(hour) <= _NOON else f"{say.cardinal(hour)} hundred"


def _ordinal(word: str, _: Context) -> str | None:
    found = _ORDINAL.fullmatch(word)
    return say.ordinal(found["number"]) if found else None


def _name_in_digits(word: str, context: Context) -> str | None:
    """Say a telephone, order or card number digit by digit."""
    if _TELEPHONE.fullmatch(word) and sum(map(str.isdigit, word)) >= _TELEPHONE_DIGITS:
        groups = (say.digits(group) for group in re.split(r"[-.]", word))
        return ("plus " if word.startswith("+") else "") + ", ".join(groups)
    if found := _NUMBERED.fullmatch(word):
        number = found["number"]
        return f"number {say.digits(number) if len(number) >= _IDENTIFYING else say.cardinal(number)}"
    return say.digits(word) if word.isdecimal() and _is_name(word, context) else None


def _is_name(number: str, context: Context) -> bool:
    if len(number) >= _GROUP and any(len(near) >= _GROUP and near.isdecimal() for near in _neighbours(context)):
        return True
    if len(number) > 1 and number.startswith("0"):
        return True
    if len(number) >= _IDENTIFYING and _is_announced(context):
        return True
    return len(number) >= _LONG_NUMBER and not number.endswith("00")


def _is_announced(context: Context) -> bool:
    """Return whether a word such as "order" comes before it, or "code is"."""
    near, far = (*context.before, "", "")[:2]
    return near.lower() in IDENTIFIED or (near.lower() in {"is", "in"} and far.lower() in IDENTIFIED)


def _neighbours(context: Context) -> tuple[str, str]:
    return context.previous, context.follows


def _year(word: str, context: Context) -> str | None:
    if found := _DECADE.fullmatch(word):
        said = say.year(found["years"])
        return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"
    if found := _SPAN.fullmatch(word):
        return f"{say.year(found['first'])} to {say.year(found['last'])}"
    is_year = word.isdecimal() and len(word) == len("2026") and word[:2] in {"18", "19", "20"}
    is_dated = context.previous.lower() in YEAR_AFTER or any(_is_month(near) for near in context.before)
    return say.year(word) if is_year and is_dated else None


def _measure(word: str, _: Context) -> str | None:
    found = _MEASURE.fullmatch(word)
    if found is None or (found["unit"] and found["unit"] not in UNITS):
        return None
    whole, fraction = found["whole"].replace(",", ""), found["fraction"] or ""
    sign = {"-": "minus ", "+": "plus ", "": ""}[found["sign"]]
    unit = UNITS[found["unit"]][0 if (whole, fraction) == ("1", "") else 1] if found["unit"] else ""
    if not unit and whole and (len(fraction) == _CENTS and (fraction[1] == "0" or fraction in {"95", "99"})):
        return f"{sign}{say.cardinal(whole)} {say.minutes(fraction)}"  # a price without its currency
    return f"{sign}{say.decimal(whole, fraction)} {unit}"


def _fraction(word: str, _: Context) -> str | None:
    return _FRACTIONS.get(word)


FIGURE_RULES: tuple[Callable[[str, Context], str | None], ...] = (
    _money,
    _date,
    _day_of_month,
    _time,
    _ordinal,
    _year,
    _name_in_digits,
    _measure,
    _fraction,
)
"""Tried in this order; the first that knows the word says it, the others return None."""
