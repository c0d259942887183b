"""Reference numbers: they tell where and when, and a slip of the pen shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from singlewindow.casework.reference import compose, is_reference

references = st.builds(
    compose, st.just("XL"), st.integers(2020, 2099), st.sampled_from(["XLLAG1", "XLOUT1"]), st.integers(1, 9_999_999)
)
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_a_reference_carries_country_year_office_and_serial() -> None:
    assert compose("XL", 2026, "XLLAG1", 17).startswith("XL26LAG10000017")


@given(references)
def test_a_composed_reference_is_right(reference: str) -> None:
    assert is_reference(reference)


@given(references, st.data())
def test_one_wrong_character_shows(reference: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(reference) - 1))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != reference[place]]))

    assert not is_reference(reference[:place] + wrong + reference[place + 1 :])
