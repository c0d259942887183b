"""What goods are called beside their commodity code."""

from __future__ import annotations

from decimal import Decimal

import pytest
from cases import CaseGoods
from hypothesis import given
from hypothesis import strategies as st

from agencies.identity import CAS, MODEL, SERIAL_NUMBER, Named, describes, identifiers, is_cas_number, pieces
from wco_datamodel.goods import GovernmentAgencyGoodsItem


def item(**facts: object) -> GovernmentAgencyGoodsItem:
    return CaseGoods(hs="930330", **facts).declare().items[0]  # type: ignore[arg-type]


def test_serial_numbers_models_and_substances_are_told_by_their_kind() -> None:
    several = item(ids=("SN:A-1", "MN:SC-R300", "SN:A-2", "CAS:50-36-2"))

    assert identifiers(several, SERIAL_NUMBER) == ((2, "A-1"), (4, "A-2"))
    assert identifiers(several, MODEL) == ((3, "SC-R300"),)
    assert identifiers(several, CAS) == ((5, "50-36-2"),)


def test_an_identifier_without_text_is_none() -> None:
    assert identifiers(item(ids=("SN:", "SN:  ", "SN: A-1 ")), SERIAL_NUMBER) == ((4, "A-1"),)


def test_goods_without_further_classifications_have_no_identifiers() -> None:
    assert identifiers(item(), SERIAL_NUMBER) == ()


def test_pieces_are_the_tariff_quantity_in_a_unit_that_counts() -> None:
    assert pieces(item(pieces="3")) == Decimal(3)
    assert pieces(item()) is None


@pytest.mark.parametrize(
    ("description", "found"),
    [
        ("GPS jammer, 12 V", "jammer"),
        ("JAMMER for cars", "jammer"),
        ("Windjammers and sails", None),
        ("Signal  blocker", None),
        ("Signal blocker.", "signal blocker"),
        ("", None),
    ],
)
def test_a_description_names_by_whole_words(description: str, found: str | None) -> None:
    assert describes(item(description=description), ("jammer", "signal blocker")) == found


@pytest.mark.parametrize("number", ["58-08-2", "57-27-2", "7732-18-5", "132875-61-7"])
def test_a_cas_number_is_checked_by_its_last_digit(number: str) -> None:
    digit = int(number[-1])

    assert is_cas_number(number)
    assert not any(is_cas_number(f"{number[:-1]}{other}") for other in range(10) if other != digit)


@pytest.mark.parametrize("text", ["", "58-08", "58082", "5-08-2", "58-8-2", "58-08-22", "58-08-2 ", "٥٨-08-2"])
def test_what_is_not_written_as_a_cas_number_is_none(text: str) -> None:
    assert not is_cas_number(text)


SPECIES = Named([("genus", ["Cacatua"]), ("species", ["Cacatua sulphurea"]), ("gas", ["R-404A", "R404A"])])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Cacatua galerita, tame", ("genus",)),
        ("cacatua sulphurea", ("genus", "species")),
        ("R404A and R-404A", ("gas",)),
        ("R-404", ()),
        ("Cacatuas", ()),
        ("", ()),
    ],
)
def test_entries_are_found_by_their_names_in_a_text(text: str, named: tuple[str, ...]) -> None:
    assert SPECIES.named_in(text) == named


@given(st.text(max_size=80))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert set(SPECIES.named_in(text)) <= {"genus", "species", "gas"}
