"""Rates as officials write them, and what they come to."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from singlewindow.tariff import RateError, read_rate
from singlewindow.tariff.rates import Charge, Missing

STATED = {"LTR": Decimal("10.5"), "KGM": Decimal(2), "LPA": Decimal(4), "STK": Decimal(400), "H87": Decimal(3)}
SHAPES = [
    ("Free", "0"),
    ("15%", "150"),
    ("12.5 %", "125"),
    ("3.00/L", "31.5"),
    ("3.00 per litre", "31.5"),
    ("3.00 per litre or part", "33"),
    ("42 per lal", "168"),
    ("250.00 per 1000 sticks", "100"),
    ("1.10 per 375 ml", "30.8"),
    ("15.00 per 500 grams", "60"),
    ("5% + 0.20/kg", "50.4"),
    ("125% or 200 per litre, whichever is the higher", "2100"),
    ("125% or 2.20 per litre (whichever is greater)", "1250"),
    ("125% or 2.20 per litre, whichever is the lower", "23.1"),
]


@pytest.mark.parametrize(("text", "amount"), SHAPES, ids=[text for text, _ in SHAPES])
def test_a_rate_comes_to(text: str, amount: str) -> None:
    charge = read_rate(text).charge(Decimal(1000), STATED)

    assert isinstance(charge, Charge)
    assert charge.amount == Decimal(amount)


@pytest.mark.parametrize(("text", "_amount"), SHAPES, ids=[text for text, _ in SHAPES])
def test_its_words_are_the_same_rate(text: str, _amount: str) -> None:
    rate = read_rate(text)

    assert read_rate(rate.words()) == rate


def test_a_rate_names_the_quantity_that_it_lacks() -> None:
    assert read_rate("5% or 3.00 per lal, whichever is the higher").charge(Decimal(1), {}) == Missing("LPA")


@pytest.mark.parametrize("text", ["", "fifteen", "15", "3.00 per bottle", "5% or 3.00 per kg", "-5%", "5%%", "x" * 201])
def test_what_is_no_rate_is_refused_with_words(text: str) -> None:
    with pytest.raises(RateError):
        read_rate(text)


@given(st.text(max_size=60))
def test_any_text_is_a_rate_or_is_refused(text: str) -> None:
    try:
        rate = read_rate(text)
    except RateError:
        return
    assert read_rate(rate.words()) == rate


@given(base=st.decimals(0, 10**9, places=2), more=st.decimals(0, 10**6, places=2), text=st.sampled_from(SHAPES))
def test_a_higher_value_never_lowers_a_charge(base: Decimal, more: Decimal, text: tuple[str, str]) -> None:
    rate = read_rate(text[0])
    lower, higher = rate.charge(base, STATED), rate.charge(base + more, STATED)

    assert isinstance(lower, Charge)
    assert isinstance(higher, Charge)
    assert higher.amount >= lower.amount


def test_every_rate_seen_in_laws_of_the_pacific_can_be_written(shared: Path) -> None:
    file = shared / "refdata" / "pacific_tariff_legislation_samples.csv"
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        for text in row["rate_text"].split("; "):
            assert read_rate(ours(text, row["unit"])), row["rate_text"]


def ours(text: str, unit: str) -> str:
    """A rate of a law in our writing: no currency, no dates, and with the unit that stands in a column beside it."""
    text = re.sub(r" (until|from) \d{4}-\d\d-\d\d", "", text.replace(" but see excise schedule", ""))
    text = re.sub(r" ad valorem.*", "", text)
    text = re.sub(r"^(\d+)(?: sene|c) ", lambda cents: f"{Decimal(cents[1]) / 100} ", text)
    text = re.sub(r" ?vt/", "/", re.sub(r"(?:T?\$|\bK)(?=\d)", "", text), flags=re.IGNORECASE)
    if text == "0":
        return "Free"
    if re.fullmatch(r"[\d.]+", text):
        return f"{text} per {unit or 'l'}"
    return f"{text} sticks" if text.endswith("per 1000") else text
