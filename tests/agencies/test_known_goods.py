"""What agencies know of goods beside the table: serial numbers, marks of wood, approved models, substances."""

from __future__ import annotations

import datetime as dt

import pytest
from cases import CaseGoods

from agencies import medicines, telecommunications
from agencies.biosecurity.wood_packaging import treatment_mark, wooden_packages
from agencies.contract import Agency, Evidence, Verdict
from agencies.identity import is_cas_number
from agencies.medicines.control import MedicinesAuthority, controlled
from agencies.police.arms import serial_number_fault
from agencies.telecommunications.approval import ApprovedModel, approval, by_model, fold
from wco_datamodel.goods import Packaging

DAY = dt.date(2026, 11, 24)


def judge(agency: Agency, goods: CaseGoods) -> Verdict:
    declared = goods.declare()
    return agency.judge(declared.items[0], declared, Evidence(DAY))


@pytest.mark.parametrize(
    ("pieces", "numbers", "fault"),
    [
        ("1", ["A-1"], None),
        ("2", ["A-1", "A-2"], None),
        ("2", ["A-1"], "for 2 and gives 1 serial numbers"),
        ("10", [], "for 10 and gives 0 serial numbers"),
        ("1", ["A-1", "A-2"], "for 1 and gives 2 serial numbers"),
        ("2", ["A-1", "A-1"], "A-1 is given twice"),
        (None, ["A-1"], "State how many there are"),
    ],
)
def test_each_firearm_has_a_serial_number_of_its_own(pieces: str | None, numbers: list[str], fault: str | None) -> None:
    ids = tuple(f"SN:{number}" for number in numbers)
    item = CaseGoods(hs="930330", pieces=pieces, ids=ids).declare().items[0]

    told = serial_number_fault(item)

    assert (fault in (told or "")) if fault else told is None


@pytest.mark.parametrize(
    ("marks", "mark"),
    [
        ("IPPC NZ-1234 HT", "NZ-1234 HT"),
        ("nz 1234 mb", "NZ-1234 MB"),
        ("PALLET 7 AU-0451 DH DB", "AU-0451 DH"),
        ("CN-320/A HT", "CN-320/A HT"),
        ("NZ-1234", None),
        ("CASE 1-4", None),
        ("HT", None),
        (None, None),
    ],
)
def test_the_mark_of_treated_wood_has_country_producer_and_treatment(marks: str | None, mark: str | None) -> None:
    assert treatment_mark(Packaging(sequence_numeric=1, type_code="8A", marks_numbers_id=marks)) == mark


def test_the_mark_may_stand_in_the_description_of_the_material() -> None:
    packaging = Packaging(sequence_numeric=1, type_code="8A", packing_material_description="Pine, VN-002 HT")

    assert treatment_mark(packaging) == "VN-002 HT"


def test_packages_of_solid_wood_are_told_by_their_kind() -> None:
    item = CaseGoods(hs="843149", packs=("CT", "8A", "4D", "7B")).declare().items[0]

    assert [(occurrence, one.type_code) for occurrence, one in wooden_packages(item)] == [(2, "8A"), (4, "7B")]


MODELS = by_model(
    [
        ApprovedModel(
            maker="Reef Networks",
            model="RN-AX1800",
            approval="TA-1",
            valid_from=dt.date(2022, 1, 1),
            valid_to=dt.date(2023, 12, 31),
        ),
        ApprovedModel(maker="Reef Networks", model="RN-AX1800", approval="TA-2", valid_from=dt.date(2025, 1, 1)),
        ApprovedModel(maker="Samplecom", model="R 9", approval="TA-3", valid_from=dt.date(2020, 1, 1)),
    ]
)


@pytest.mark.parametrize(
    ("model", "maker", "day", "said"),
    [
        ("rn ax1800", None, "2025-01-01", "is approved (TA-2)"),
        ("RN-AX1800", "REEF NETWORKS", "2023-12-31", "is approved (TA-1)"),
        ("RN-AX1800", None, "2024-06-01", "(TA-1) ended on 2023-12-31"),
        ("RN-AX1800", None, "2021-12-31", "is not on the list"),
        ("RN-AX1800", "Samplecom", "2025-01-01", "of Samplecom is not on the list"),
        ("R9", None, "2025-01-01", "is approved (TA-3)"),
        ("R-10", None, "2025-01-01", "is not on the list"),
    ],
)
def test_a_model_is_approved_by_maker_and_day_however_it_is_spelt(
    model: str, maker: str | None, day: str, said: str
) -> None:
    found, told = approval(MODELS, model, maker, dt.date.fromisoformat(day))

    assert said in told
    assert (found is not None) == ("is approved" in told)


def test_a_model_without_letters_or_digits_is_not_on_the_list() -> None:
    assert fold("--- ") == ""
    assert approval(MODELS, "---", None, DAY)[0] is None


def test_a_model_that_is_not_approved_is_pointed_at() -> None:
    verdict = judge(telecommunications.agency(), CaseGoods(hs="851762", ids=("MN:RN-AX1800", "MN:ZZ-1")))

    assert "Model ZZ-1 is not on the list of approved models." in verdict.reasons[0].sentence
    assert verdict.reasons[0].pointer == "42A > 67A > 68A[1] > 23A > 21A[3]/145"


@pytest.fixture(scope="module")
def authority() -> MedicinesAuthority:
    made = medicines.agency()
    assert isinstance(made, MedicinesAuthority)
    return made


def test_every_controlled_substance_has_a_cas_number_that_checks(authority: MedicinesAuthority) -> None:
    assert [one.cas for one in authority.substances if not is_cas_number(one.cas)] == []
    assert len({one.cas for one in authority.substances}) == len(authority.substances) > 50


def test_a_substance_is_controlled_from_its_day(authority: MedicinesAuthority) -> None:
    item = CaseGoods(hs="293379", ids=("CAS:6740-88-1", "CAS:57-27-2")).declare().items[0]

    found = [controlled(authority.substances, item, day) for day in (dt.date(2014, 12, 31), dt.date(2015, 1, 1))]

    assert [{one.name for one in substances} for substances in found] == [{"morphine"}, {"morphine", "ketamine"}]


def test_a_number_that_does_not_check_is_pointed_at(authority: MedicinesAuthority) -> None:
    verdict = judge(authority, CaseGoods(hs="293911", documents=("911",), ids=("CAS:57-27-3",)))

    assert "57-27-3 is no CAS number" in verdict.reasons[0].sentence
    assert verdict.reasons[0].pointer == "42A > 67A > 68A[1] > 23A > 21A[2]/145"


def test_a_substance_of_several_controls_meets_each(authority: MedicinesAuthority) -> None:
    verdict = judge(authority, CaseGoods(hs="382499", ids=("CAS:57-27-2", "CAS:439-14-5", "CAS:57-24-9")))

    assert {reason.rule for reason in verdict.reasons} == {"MED-NARCOTICS", "MED-PSYCHOTROPIC", "MED-POISONS"}


@pytest.mark.parametrize("direction", ["import", "export", "transit"])
def test_a_poison_is_licensed_inward_only(authority: MedicinesAuthority, direction: str) -> None:
    goods = CaseGoods(hs="382499", ids=("CAS:57-24-9",), direction=direction)  # type: ignore[arg-type]

    assert (judge(authority, goods).outcome == "not_concerned") == (direction != "import")
