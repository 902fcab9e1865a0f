"""Numbers in English words, as they are said aloud; every number is given as its written digits."""

# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
# fmt: on
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ("", "thousand", "million", "billion", "trillion")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_MOST_DIGITS = 3 * len(_SCALES)


def digits(written: str) -> str:
    """Say digit by digit: `408` is "four zero eight"; what is no digit is left out."""
    return " ".join(_ONES[int(digit)] for digit in written if digit in "0123456789")


def cardinal(written: str) -> str:
    """Say a whole number: `1205` is "one thousand two hundred and five". Beyond trillions it is said by digits."""
    if len(written) > _MOST_DIGITS:
        return digits(written)
    number = int(written)
    if number == 0:
        return _ONES[0]
    parts: list[str] = []
    for power in range(len(_SCALES) - 1, -1, -1):
        group = number // 1000**power % 1000
        if group:
            joins = power == 0 and group < 100 and bool(parts)  # noqa: PLR2004 -- "one thousand and five"
            parts.append(("and " if joins else "") + f"{_below_thousand(group)} {_SCALES[power]}".strip())
    return " ".join(parts)


def decimal(whole: str, fraction: str) -> str:
    """Say a decimal number: `3`, `14` is "three point one four"; an empty fraction gives the whole number."""
    return f"{cardinal(whole or '0')} point {digits(fraction)}" if fraction else cardinal(whole)


def ordinal(written: str) -> str:
    """Say a position: `21` is "twenty first"."""
    words = cardinal(written).split()
    last = words[-1]
    words[-1] = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return " ".join(words)


def year(written: str) -> str:
    """Say a year of four digits: `1905` is "nineteen oh five", `2026` is "twenty twenty six"."""
    century, rest = written[:2], written[2:]
    if written[1:3] == "00":
        return cardinal(written)
    if rest == "00":
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {minutes(rest)}"


def minutes(written: str) -> str:
    """Say two digits after an hour or a century: `05` is "oh five", `30` is "thirty"."""
    return f"oh {cardinal(written)}" if written.startswith("0") else cardinal(written)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest:
        words.append(("and " if hundreds else "") + _below_hundred(rest))
    return " ".join(words)


def _below_hundred(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]} {_ONES[ones]}" if ones else _TENS[tens]
