"""Units of measure are converted by Recommendation 20, and a number's slip is seen."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from singlewindow.permits.number import compose, has_form, is_number
from singlewindow.permits.states import state_of
from singlewindow.permits.units import convert


@pytest.mark.parametrize(
    ("value", "unit", "into", "then"),
    [
        ("2", "TNE", "KGM", "2000"),
        ("500", "GRM", "KGM", "0.5"),
        ("1", "LBR", "KGM", "0.45359237"),
        ("3", "DZN", "H87", "36"),
        ("2", "HLT", "LTR", "200"),
        ("5", "XXX", "XXX", "5"),
    ],
)
def test_what_measures_the_same_is_converted(value: str, unit: str, into: str, then: str) -> None:
    assert convert(Decimal(value), unit, into) == Decimal(then)


@pytest.mark.parametrize(("unit", "into"), [("KGM", "LTR"), ("H87", "KGM"), ("XXX", "KGM"), ("KGM", "XXX")])
def test_what_does_not_is_not(unit: str, into: str) -> None:
    assert convert(Decimal(1), unit, into) is None


def test_every_slip_of_one_character_in_a_number_is_seen() -> None:
    number = compose("BIO", 2026, 42)
    assert is_number(number)
    for place, character in enumerate(number):
        other = "1" if character != "1" else "2"
        if character != "-":
            assert not is_number(number[:place] + other + number[place + 1 :])
    assert not has_form("BIO-2026-0042")


def test_a_permit_expires_after_its_last_day_and_is_used_up_when_nothing_is_left() -> None:
    last = dt.date(2026, 12, 31)
    assert state_of("issued", last, Decimal(1), last) == "issued"
    assert state_of("issued", last, Decimal(1), last + dt.timedelta(days=1)) == "expired"
    assert state_of("issued", last, Decimal(0), last) == "exhausted"
    assert state_of("issued", None, None, last) == "issued"
    assert state_of("suspended", last, Decimal(0), last) == "suspended"
