"""Every agency answers its cases as they are written, and every requirement has one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from cases import AgencyCase, agency_cases

from agencies import registry
from agencies.contract import Asks, Evidence, Requirement
from agencies.goods import all_prefixes, prefixes, under
from agencies.table import TableAgency
from wco_datamodel.pointers import read_pointer

LONGEST = 512  # characters of a StatementDescription (225), by which a response says a reason

CASES = {
    "BIO": agency_cases(Path(__file__).parent / "cases" / "biosecurity.yaml"),
    "ENV": agency_cases(Path(__file__).parent / "cases" / "environment.yaml"),
    "FOO": agency_cases(Path(__file__).parent / "cases" / "food_safety.yaml"),
    "MED": agency_cases(Path(__file__).parent / "cases" / "medicines.yaml"),
    "POL": agency_cases(Path(__file__).parent / "cases" / "police.yaml"),
    "TEL": agency_cases(Path(__file__).parent / "cases" / "telecommunications.yaml"),
    "FIS": agency_cases(Path(__file__).parent / "cases" / "fisheries.yaml"),
}
AGENCIES = {agency.code: agency for agency in registry.load() if isinstance(agency, TableAgency)}
REQUIREMENTS = [one for agency in AGENCIES.values() for one in agency.requirements]
PERMITS = [one for one in REQUIREMENTS if one.asks is Asks.PERMIT]


@pytest.mark.parametrize(
    ("agency", "case"),
    [pytest.param(code, case, id=f"{code}: {case.name}") for code, cases in CASES.items() for case in cases],
)
def test_the_agency_answers_its_case_as_written(agency: str, case: AgencyCase) -> None:
    declared = case.goods.declare()

    verdict = AGENCIES[agency].judge(declared.items[0], declared, Evidence(case.day))

    assert (verdict.outcome, verdict.waits_for, verdict.hold) == (
        case.expect.outcome,
        case.expect.waits_for,
        case.expect.hold,
    )
    assert tuple(reason.rule for reason in verdict.reasons) == case.expect.by
    assert "".join(reason.law for reason in verdict.reasons[:1]) == case.expect.law
    assert all(len(f"{agency}: {reason.sentence} ({reason.law})") <= LONGEST for reason in verdict.reasons)
    assert all(read_pointer(reason.pointer) for reason in verdict.reasons)


def test_every_agency_has_cases() -> None:
    assert AGENCIES.keys() == CASES.keys()


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda one: one.id)
def test_every_requirement_has_a_case(requirement: Requirement) -> None:
    met = {rule for cases in CASES.values() for case in cases for rule in case.expect.by}

    assert requirement.id in met


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda one: one.id)
def test_every_requirement_has_a_law_a_sentence_and_a_clock(requirement: Requirement) -> None:
    assert requirement.law.citation.strip()
    assert requirement.sentence.endswith(".")
    assert requirement.clock is not None


@pytest.mark.parametrize("agency", AGENCIES.values(), ids=lambda one: one.code)
def test_every_agency_can_be_reached_and_appealed_to(agency: TableAgency) -> None:
    assert agency.contact.office
    assert agency.contact.email
    assert agency.contact.phone
    assert agency.appeal.office
    assert agency.appeal.law
    assert agency.appeal.days > 0


@pytest.mark.parametrize("agency", AGENCIES.values(), ids=lambda one: one.code)
def test_every_agency_has_more_than_ten_requirements_inward_and_outward(agency: TableAgency) -> None:
    assert len(agency.requirements) > 10
    assert {one.direction for one in agency.requirements} >= {"import", "export"}


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda one: one.id)
def test_every_commodity_code_is_in_the_harmonized_system_of_2022(requirement: Requirement, shared: Path) -> None:
    with (shared / "refdata" / "hs2022.csv").open(encoding="utf-8") as file:
        codes = {row["code"] for row in csv.DictReader(file)}

    for text in (*requirement.goods, *requirement.but_not):
        first, _, last = text.partition("-")
        assert {first, last or first} <= codes, f"an end of {text}"
        assert any(code.startswith(prefixes(text)) for code in codes), text


def test_together_the_agencies_know_more_than_400_subheadings_of_2022(shared: Path) -> None:
    with (shared / "refdata" / "hs2022.csv").open(encoding="utf-8") as file:
        subheadings = {row["code"] for row in csv.DictReader(file) if row["level"] == "6" and row["code"] != "999999"}

    known = {
        agency.code: {code for code in subheadings for one in agency.requirements if is_among(code, one)}
        for agency in AGENCIES.values()
    }
    together = set().union(*known.values())
    counts = ", ".join(f"{code} {len(codes)}" for code, codes in known.items())
    print(f"The agencies know {len(together)} of {len(subheadings)} subheadings of HS 2022: {counts}.")

    assert len(together) >= 400


def is_among(code: str, requirement: Requirement) -> bool:
    return under(code, all_prefixes(requirement.goods)) and not under(code, all_prefixes(requirement.but_not))


@pytest.mark.parametrize("requirement", PERMITS, ids=lambda one: one.id)
def test_every_permit_says_how_many_shipments_it_serves(requirement: Requirement) -> None:
    assert requirement.permit_kind


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda one: one.id)
def test_what_is_needed_first_is_a_document_that_the_other_agency_asks_for(requirement: Requirement) -> None:
    for needed in requirement.needs_first:
        code, document = needed.split("/")
        assert any(document in one.documents for one in AGENCIES[code].requirements), needed


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda one: one.id)
def test_every_document_is_in_the_united_nations_code_list(requirement: Requirement, shared: Path) -> None:
    with (shared / "refdata" / "uncl1001_document_codes.csv").open(encoding="utf-8") as file:
        codes = {row["code"] for row in csv.DictReader(file)}

    of_edifact = {code for code in requirement.documents if len(code) < 4}
    assert of_edifact <= codes
