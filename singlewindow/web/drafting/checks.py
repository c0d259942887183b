"""Checks of one answer. Each gives the sentence that stands beside the field, or an empty text where all is well."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

from stdnum import iso6346

Check = Callable[[str], str]

_NUMBER = re.compile(r"([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_-]*")


def one_line(text: str) -> str:
    """The text with every run of blanks and line ends made one blank."""
    return " ".join(text.split())


def number(text: str) -> Decimal | None:
    """The number that a trader typed (``1250.5``, ``1,250.50``, ``1 250``), or None. A comma only groups thousands."""
    typed = "".join(text.split())
    return Decimal(typed.replace(",", "")) if _NUMBER.fullmatch(typed) else None


def digits(text: str) -> str:
    """A commodity code without the points and blanks that people put between its parts."""
    return re.sub(r"[\s.]", "", text)


def containers(text: str) -> tuple[str, ...]:
    """The container numbers of a text, one a line or between commas, as ISO 6346 writes them."""
    return tuple(re.sub(r"[\s-]", "", part).upper() for part in re.split(r"[\n,;]", text) if part.strip())


def day(text: str) -> dt.date | None:
    """The day that ``day/month/year`` names, or None."""
    try:
        days, months, years = (int(part) if re.fullmatch("[0-9]+", part) else 0 for part in text.split("/"))
        return dt.date(years, months, days)
    except (ValueError, OverflowError):
        return None


def at_most(label: str, longest: int) -> Check:
    """A text of at most ``longest`` characters."""

    def check(text: str) -> str:
        return f"{label} must be {longest} characters or fewer" if len(one_line(text)) > longest else ""

    return check


def amount(label: str, *, example: str, decimals: int, below: int) -> Check:
    """A number above zero and below ``below``, with at most so many decimals."""

    def check(text: str) -> str:
        value = number(text)
        if value is None:
            return f"{label} must be a number, such as {example}"
        if not 0 < value < below:
            return f"{label} must be more than 0 and less than {below:,}"
        if value != round(value, decimals):
            return f"{label} must have at most {decimals} decimals" if decimals else f"{label} must be a whole number"
        return ""

    return check


def commodity_code(text: str) -> str:
    """An HS code of 6 digits, or a national code of up to 10; points and blanks between its parts are accepted."""
    return "" if re.fullmatch("[0-9]{6,10}", digits(text)) else "Commodity code must be 6 to 10 digits"


def document_code(text: str) -> str:
    """The code of a type of document: a category letter (WCO D031) where there is one, and up to 3 digits (D006)."""
    right = re.fullmatch("[A-Z]?[0-9]{1,3}", "".join(text.split()).upper())
    return "" if right else "Code must be up to 3 digits, with a letter before them where there is one, such as C673"


def reference(text: str) -> str:
    """The trader's own reference (WCO D026, an..35)."""
    if len(text) > 35:
        return "Your reference must be 35 characters or fewer"
    right = _REFERENCE.fullmatch(text)
    return "" if right else "Your reference must be letters, numbers, spaces, and - / . or _ only"


def container_numbers(text: str) -> str:
    """Container numbers as ISO 6346 writes them, the check digit included."""
    numbers = containers(text)
    if len(numbers) > 50:
        return "Enter at most 50 container numbers"
    wrong = next((n for n in numbers if not iso6346.is_valid(n)), None)
    if wrong:
        shape = "it is 4 letters and 7 digits, and the last digit checks the others"
        return f"Container number {wrong[:20]} is not right: {shape}"
    twice = next((n for n in numbers if numbers.count(n) > 1), None)
    return f"Container number {twice} is there twice" if twice else ""


def past_day(label: str, on: dt.date) -> Check:
    """A day from 2000 up to ``on``."""

    def check(text: str) -> str:
        missing = [name for name, part in zip(("day", "month", "year"), text.split("/"), strict=False) if not part]
        if missing:
            return f"{label} must include a {' and a '.join(missing)}"
        value = day(text)
        if value is None:
            return f"{label} must be a real date, such as 27 3 2026"
        if value.year < 2000:
            return f"{label} must be in the year 2000 or later, with all 4 numbers of the year"
        return f"{label} must be today or in the past" if value > on else ""

    return check
