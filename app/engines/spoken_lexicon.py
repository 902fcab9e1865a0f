"""What written English abbreviates and a voice says in full."""

TITLES = {
    "mr": "mister",
    "mrs": "missus",
    "ms": "miz",
    "dr": "doctor",
    "prof": "professor",
    "rev": "reverend",
    "hon": "honourable",
    "capt": "captain",
    "lt": "lieutenant",
    "gen": "general",
    "messrs": "messieurs",
}
"""Said so with a full stop or without; the full stop never ends a sentence."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

ABBREVIATIONS = {
    **{month[:3].lower(): month for month in MONTHS},
    "sept": "September",
    "vs": "versus",
    "e.g": "for example",
    "i.e": "that is",
    "approx": "approximately",
    "ext": "extension",
    "jr": "junior",
    "sr": "senior",
    "dept": "department",
    "etc": "et cetera",
    "ltd": "limited",
    "inc": "incorporated",
    "mon": "Monday",
    "tue": "Tuesday",
    "tues": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "thurs": "Thursday",
    "fri": "Friday",
}
"""Said so only when a full stop follows."""

CURRENCIES = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "sen", "sen"),
}
"""Sign -> one, many, one hundredth, many hundredths."""

SCALES = {"k": "thousand", "m": "million", "mn": "million", "mm": "million", "bn": "billion", "b": "billion"}
SCALE_WORDS = frozenset({"hundred", "thousand", "million", "billion", "trillion"})

UNITS = {
    "%": ("percent", "percent"),
    "k": ("thousand", "thousand"),
    "K": ("thousand", "thousand"),
    "kg": ("kilogram", "kilograms"),
    "g": ("gram", "grams"),
    "mg": ("milligram", "milligrams"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "km": ("kilometre", "kilometres"),
    "m": ("metre", "metres"),
    "cm": ("centimetre", "centimetres"),
    "mm": ("millimetre", "millimetres"),
    "mi": ("mile", "miles"),
    "ft": ("foot", "feet"),
    "km/h": ("kilometre an hour", "kilometres an hour"),
    "mph": ("mile an hour", "miles an hour"),
    "l": ("litre", "litres"),
    "ml": ("millilitre", "millilitres"),
    "KB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"),
    "Mbps": ("megabit a second", "megabits a second"),
    "Gbps": ("gigabit a second", "gigabits a second"),
    "Mb/s": ("megabit a second", "megabits a second"),
    "kW": ("kilowatt", "kilowatts"),
    "kWh": ("kilowatt hour", "kilowatt hours"),
    "h": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "s": ("second", "seconds"),
    "sec": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "ms": ("millisecond", "milliseconds"),
    "°": ("degree", "degrees"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "x": ("times", "times"),
}
"""Unit -> for one, for many."""

SYMBOLS = {
    "&": "and",
    "%": "percent",
    "+": "plus",
    "@": "at",
    "=": "equals",
    "°": "degrees",
    "×": "times",
    "#": "number",
}
SYMBOLS |= {sign: names[1] for sign, names in CURRENCIES.items()}

# fmt: off
IDENTIFIED = frozenset({
    "order", "number", "invoice", "account", "reference", "ref", "ticket", "case", "code", "pin", "policy",
    "claim", "booking", "customer", "contract", "ending", "id", "card", "tracking", "confirmation", "serial",
    "extension", "ext",
})
"""Words after which a long number is a name, read digit by digit."""

YEAR_AFTER = frozenset({
    "in", "since", "from", "until", "till", "by", "year", "of", "before", "after", "early", "late", "during", "spring",
    "summer", "autumn", "fall", "winter", "around",
})
# fmt: on

SOUNDS = (
    (r"m+h+m+", "um hum"),
    (r"m{2,}", "hum"),
    (r"h+m+", "hmm"),
    (r"s+h{2,}", "shush"),
    (r"pf+t?", "puff"),
    (r"uhhuh", "uh huh"),
)
"""Sounds people make, which a voice would spell; the pattern is of the word without hyphens, in lower case."""
