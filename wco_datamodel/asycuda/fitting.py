"""Whether a value fits the form that the schema gives an element, told before a whole message is judged."""

import re
from decimal import Decimal
from functools import cache
from typing import Any, Final

from wco_datamodel.schema import ElementFacts
from wco_datamodel.values import Amount, DateTime, Measure

FORMAT: Final = re.compile(r"(?:an?|n)(\.\.)?(\d+)(?:,(\d+))?")
CURRENCY: Final = re.compile(r"[A-Z]{3}")
DAY: Final = re.compile(r"20\d{6}")
UNIT: Final = 5  # characters of a unit code


def fitted(value: Any, facts: ElementFacts) -> Any:
    """Return the value as the element can hold it (numbers without needless zeros), or None if it cannot."""
    if isinstance(value, str):
        return value if _text_fits(value, facts) else None
    if isinstance(value, DateTime):
        return value if DAY.match(value.value) else None
    if isinstance(value, int):
        return value if 0 <= value < 10 ** _widths(facts.format)[1] else None
    if isinstance(value, Decimal):
        return _number(value, facts)
    number = _number(value.value, facts)
    if number is None or not _unit_fits(value):
        return None
    return Amount(number, value.currency) if isinstance(value, Amount) else Measure(number, value.unit)


def _text_fits(value: str, facts: ElementFacts) -> bool:
    exact, most, _ = _widths(facts.format)
    kinds = {"letters": r"[a-zA-Z]*", "digits": r"[0-9]*"}
    pattern = next((kinds[kind] for kind in facts.type_name.split(".") if kind in kinds), r"[\s\S]*")
    return (
        value.strip() != ""
        and len(value) <= most
        and (not exact or len(value) == most)
        and bool(re.fullmatch(pattern, value))
    )


def _unit_fits(value: Amount | Measure) -> bool:
    if isinstance(value, Amount):
        return value.currency is None or bool(CURRENCY.fullmatch(value.currency))
    return value.unit is None or 1 <= len(value.unit) <= UNIT


def _number(value: Decimal, facts: ElementFacts) -> Decimal | None:
    _, width, decimals = _widths(facts.format)
    plain = value if -_exponent(value) <= decimals else value.normalize()
    plain = plain.quantize(Decimal(1)) if _exponent(plain) > 0 and plain.adjusted() < width else plain
    places = max(-_exponent(plain), 0)
    digits = max(plain.adjusted() + 1, 0) + places
    return plain if places <= decimals and digits <= width and _exponent(plain) <= 0 else None


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def in_words(form: str) -> str:
    """Say a format in words: ``an..17`` as up to 17 characters."""
    exact, width, decimals = _widths(form)
    kind = {"n": "digits", "a": "letters"}.get(form.rstrip("0123456789,."), "characters")
    words = f"{width} {kind}" if exact else f"up to {width} {kind}"
    return f"{words}, {decimals} of them after the point" if decimals else words


@cache
def _widths(form: str) -> tuple[bool, int, int]:
    """Read a format: whether the length is exact, the length or the digits, and the decimals."""
    found = FORMAT.fullmatch(form)
    if found is None:
        raise LookupError(f"{form!r} is no format.")
    return found[1] is None, int(found[2]), int(found[3] or 0)
