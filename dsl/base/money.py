"""Exact amounts: reading, rounding and printing of rational numbers. No float passes here."""

import re
from fractions import Fraction
from math import ceil, floor
from typing import Literal

RoundingMode = Literal["down", "half up", "up"]

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,2})?")
_MAX_DIGITS = 40


def parse_number(text: str) -> Fraction | None:
    """An exact number from text such as `110000`, `110,000`, `0.5` or JSON's `1.1e5`; None where it is none."""
    plain = text.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text) else text
    if not _NUMBER.fullmatch(plain) or len(plain) > _MAX_DIGITS:
        return None
    return Fraction(plain)


def round_amount(amount: Fraction, mode: RoundingMode, unit: Fraction) -> Fraction:
    """Round to a multiple of `unit`: down (floor), half up (50 sen up), or up (ceiling)."""
    steps = amount / unit
    match mode:
        case "down":
            return floor(steps) * unit
        case "half up":
            return floor(steps + Fraction(1, 2)) * unit
        case "up":
            return ceil(steps) * unit


def decimal_text(number: Fraction) -> str:
    """The exact decimal, or `p/q` for a number that has none."""
    twos = fives = 0
    rest = number.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def grouped_text(number: Fraction) -> str:
    """`decimal_text` with the whole part in groups of three, for people."""
    text = decimal_text(number)
    if "/" in text:
        return text
    whole, _, part = text.partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")
