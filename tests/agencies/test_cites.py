"""Species, their appendices, and quotas."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from cases import CaseGoods

from agencies import environment
from agencies.contract import Evidence, Outcome, Verdict
from agencies.environment.cites import Quota, purpose_of, quota_fault, species_of, strictest
from agencies.environment.office import EnvironmentAgency

DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def office() -> EnvironmentAgency:
    made = environment.agency()
    assert isinstance(made, EnvironmentAgency)
    return made


def judge(office: EnvironmentAgency, goods: CaseGoods) -> Verdict:
    declared = goods.declare()
    return office.judge(declared.items[0], declared, Evidence(DAY))


@pytest.mark.parametrize(
    ("description", "day", "names", "appendix"),
    [
        ("Cacatua sulphurea, two birds", DAY, {"Cacatua sulphurea"}, "I"),
        ("Cacatua galerita", DAY, {"Cacatua"}, "II"),
        ("Acropora and Tridacna shells", DAY, {"Acropora", "Tridacna"}, "II"),
        ("Chelonia mydas and Acropora", DAY, {"Chelonia mydas", "Acropora"}, "I"),
        ("Corallium japonicum", DAY, {"Corallium japonicum"}, "III"),
        ("Rochia nilotica shell", DAY, {"Rochia nilotica"}, "none"),
        ("Psittacus erithacus", dt.date(2016, 12, 31), set(), None),
        ("Coral branches", DAY, set(), None),
    ],
)
def test_the_longest_name_of_its_day_counts_and_the_strictest_appendix(
    office: EnvironmentAgency, description: str, day: dt.date, names: set[str], appendix: str | None
) -> None:
    item = CaseGoods(hs="050800", description=description).declare().items[0]

    found = species_of(item, office.species, day)

    assert {one.name for one in found} == names
    assert strictest(found) == appendix


@pytest.mark.parametrize(
    ("use", "purpose"), [("T", "T"), ("P", "P"), ("Z", "Z"), ("X", None), ("12", None), (None, None)]
)
def test_the_purpose_is_the_intended_use_where_that_is_a_code_of_cites(use: str | None, purpose: str | None) -> None:
    assert purpose_of(CaseGoods(hs="050800", use=use).declare().items[0]) == purpose


QUOTA = Quota(name="Tridacna", unit="H87", quantity=Decimal(500), valid_from=dt.date(2026, 1, 1), valid_to=DAY)


@pytest.mark.parametrize(
    ("pieces", "day", "fault"),
    [
        ("500", DAY, None),
        ("501", DAY, "500 H87, and the item is for 501 H87"),
        (None, DAY, "state the quantity in H87"),
        ("501", DAY + dt.timedelta(days=1), None),
    ],
)
def test_one_item_cannot_be_for_more_than_the_quota_of_the_season(
    office: EnvironmentAgency, pieces: str | None, day: dt.date, fault: str | None
) -> None:
    item = CaseGoods(hs="030771", description="Tridacna maxima", pieces=pieces).declare().items[0]

    told = quota_fault(item, species_of(item, office.species, day), [QUOTA], day)

    assert (fault in (told or "")) if fault else told is None


def test_the_quota_of_another_species_does_not_bind(office: EnvironmentAgency) -> None:
    item = CaseGoods(hs="030771", description="Hippopus hippopus", pieces="900").declare().items[0]

    assert quota_fault(item, species_of(item, office.species, DAY), [QUOTA], DAY) is None


def test_trade_in_appendix_one_is_refused_at_the_purpose(office: EnvironmentAgency) -> None:
    verdict = judge(
        office,
        CaseGoods(hs="050790", description="Shell of Eretmochelys imbricata", documents=("626", "911"), use="T"),
    )

    assert verdict.outcome is Outcome.REFUSE
    assert "Eretmochelys imbricata, Appendix I" in verdict.reasons[0].sentence
    assert verdict.reasons[0].pointer.startswith("42A > 67A > 68A[1] > 23A")


def test_all_that_is_missing_is_asked_for_at_once(office: EnvironmentAgency) -> None:
    verdict = judge(office, CaseGoods(hs="050710", description="Tusks"))

    sentence = next(reason.sentence for reason in verdict.reasons if reason.rule == "ENV-CITES-IMPORT")
    assert "as document 911" in sentence
    assert "scientific name" in sentence


def test_goods_that_name_no_species_and_have_no_such_code_concern_nobody(office: EnvironmentAgency) -> None:
    assert judge(office, CaseGoods(hs="442019", description="Carvings of mango wood")).outcome is Outcome.NOT_CONCERNED
