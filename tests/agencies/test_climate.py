"""Kilograms of a refrigerant into tonnes of carbon dioxide equivalent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from cases import CaseGoods
from hypothesis import given
from hypothesis import strategies as st

from agencies import environment
from agencies.contract import Evidence
from agencies.environment.climate import Refrigerant, Warming
from agencies.environment.office import EnvironmentAgency

DAY = dt.date(2026, 11, 24)
ADOPTED = dt.date(2016, 10, 15)


@pytest.fixture(scope="module")
def office() -> EnvironmentAgency:
    made = environment.agency()
    assert isinstance(made, EnvironmentAgency)
    return made


def tonnes(office: EnvironmentAgency, hs: str, description: str, mass: str | None = "100") -> Decimal | None:
    return office.warming.tonnes(CaseGoods(hs=hs, description=description, mass=mass).declare().items[0], DAY)


@pytest.mark.parametrize(
    ("blend", "potential"),
    [
        ("R-404A", "3921.6"),
        ("R-407A", "2107"),
        ("R-407C", "1773.85"),
        ("R-407F", "1824.5"),
        ("R-410A", "2087.5"),
        ("R-448A", "1385.8"),
        ("R-452A", "2139.25"),
        ("R-513A", "629.2"),
    ],
)
def test_a_blend_warms_as_its_parts_do(office: EnvironmentAgency, blend: str, potential: str) -> None:
    (found,) = (one for one in office.warming.refrigerants if one.name == blend)

    assert office.warming.potential(found) == Decimal(potential)


@pytest.mark.parametrize(
    ("hs", "description", "expected"),
    [
        ("290345", "Refrigerant HFC-134a in cylinders", "143"),
        ("290345", "R134a", "143"),
        ("290345", "Refrigerant, in cylinders", "143"),
        ("290342", "R 32", "67.5"),
        ("382763", "R-410A, a blend of R-32 and R-125", "208.75"),
        ("382761", "r404a", "392.16"),
        ("290343", "Gas of subheading 2903.43", "12.4"),
        ("382764", "Blend R-449A in cylinders", "139.6035"),
    ],
)
def test_the_description_names_the_refrigerant_and_its_subheading_does_otherwise(
    office: EnvironmentAgency, hs: str, description: str, expected: str
) -> None:
    assert tonnes(office, hs, description) == Decimal(expected)


def test_a_blend_without_a_name_and_an_item_without_a_mass_cannot_be_counted(office: EnvironmentAgency) -> None:
    assert tonnes(office, "382761", "Refrigerant blend") is None
    assert tonnes(office, "290345", "R-134a", mass=None) is None


def test_an_item_draws_tonnes_from_a_licence_for_hydrofluorocarbons(office: EnvironmentAgency) -> None:
    item = CaseGoods(hs="382761", description="R-404A", mass="50").declare().items[0]

    assert office.drawn(office.by_id["ENV-HFC"], item, DAY) == Decimal("196.08")
    assert office.drawn(office.by_id["ENV-METHYL-BROM"], item, DAY) == Decimal(50)


def test_what_a_licence_lacks_is_told_in_tonnes_at_the_write_off(office: EnvironmentAgency) -> None:
    declared = CaseGoods(hs="290345", documents=("911/100 TNE",), mass="100").declare()

    verdict = office.judge(declared.items[0], declared, Evidence(DAY))

    assert "written off for 100 t of carbon dioxide equivalent and the item is 143 t" in verdict.reasons[0].sentence
    assert verdict.reasons[0].pointer == "42A > 67A > 68A[1] > 02A[1] > 22C/502"


@pytest.mark.parametrize("parts", [{"A": Decimal(99)}, {"A": Decimal(50), "B": Decimal(50)}, {}])
def test_a_blend_of_unknown_parts_or_of_less_than_all_is_refused(parts: dict[str, Decimal]) -> None:
    known = Refrigerant(name="A", gwp=Decimal(100), valid_from=ADOPTED)

    with pytest.raises(ValueError, match="C needs a potential, or known parts"):
        Warming([known, Refrigerant(name="C", parts=parts, valid_from=ADOPTED)])


@given(st.integers(0, 100))
def test_a_blend_of_two_lies_between_them(share: int) -> None:
    mild, strong = (Refrigerant(name=n, gwp=Decimal(g), valid_from=ADOPTED) for n, g in (("A", 1), ("B", 5000)))
    blend = Refrigerant(name="C", parts={"A": Decimal(share), "B": Decimal(100 - share)}, valid_from=ADOPTED)
    warming = Warming([mild, strong, blend])

    assert warming.potential(mild) <= warming.potential(blend) <= warming.potential(strong)
