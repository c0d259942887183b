"""Customs' rules choose the lane of a declaration: the strictest of its items, the same each time."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from cases import LaneCase, lane_cases
from messages import REFRIGERANT, SHIRTS, Goods, declaration

from singlewindow.countries import CountryPack
from singlewindow.risk.selectivity import RuleTable, choose_lane, load_rules
from wco_datamodel.pointers import read_pointer

CASES = lane_cases(Path(__file__).parent / "lanes.yaml")
TABLE = load_rules(CountryPack.load("lagoon").risk)
TODAY = dt.date(2026, 11, 24)
RUM = Goods("220840", "Rum")
RIFLE = Goods("930330", "Rifle")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_lane_is_chosen_as_written(case: LaneCase) -> None:
    chosen = choose_lane(case.goods.declare(), TABLE, case.day)

    assert chosen.lane == case.expect.lane
    assert tuple(reason.rule for reason in chosen.reasons) == case.expect.by
    assert chosen.reasons[0].law == case.expect.law


@pytest.mark.parametrize("rule", TABLE.rules, ids=lambda rule: rule.id)
def test_every_rule_has_a_case(rule: object) -> None:
    assert rule.id in {found for case in CASES for found in case.expect.by}  # type: ignore[attr-defined]


def test_the_strictest_item_chooses_the_lane_of_all() -> None:
    chosen = choose_lane(declaration(SHIRTS, RUM, RIFLE), TABLE, TODAY)

    assert chosen.lane == "red"
    assert [(reason.rule, reason.pointer) for reason in chosen.reasons] == [
        ("LANE-ARMS", "42A > 67A > 68A[3] > 23A > 21A[1]/145")
    ]


def test_a_rule_that_many_items_meet_is_told_once_at_the_first() -> None:
    chosen = choose_lane(declaration(SHIRTS, *[RUM] * 50), TABLE, TODAY)

    assert [reason.pointer for reason in chosen.reasons] == ["42A > 67A > 68A[2] > 23A > 21A[1]/145"]


def test_the_green_lane_says_why() -> None:
    chosen = choose_lane(declaration(SHIRTS, REFRIGERANT), TABLE, TODAY)

    assert chosen.lane == "green"
    assert chosen.reasons[0].sentence
    assert chosen.reasons[0].law


def test_every_place_is_one_that_the_schema_knows() -> None:
    for goods in (SHIRTS, RUM, RIFLE, Goods("842952", "Excavator", net_mass="9000")):
        for reason in choose_lane(declaration(goods), TABLE, TODAY).reasons:
            assert read_pointer(reason.pointer)


def test_every_commodity_code_is_in_the_harmonized_system_of_2022(shared: Path) -> None:
    with (shared / "refdata" / "hs2022.csv").open(encoding="utf-8") as file:
        codes = {row["code"] for row in csv.DictReader(file)}

    assert not [end for rule in TABLE.rules for text in rule.goods for end in text.split("-") if end not in codes]


def test_a_declaration_without_items_is_green() -> None:
    assert choose_lane(declaration(), TABLE, TODAY).lane == "green"


def test_rules_are_a_table_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "risk.yaml"
    file.write_text("otherwise: {sentence: Go., law: {citation: Act}}\n")

    table = load_rules(file)

    assert isinstance(table, RuleTable)
    assert choose_lane(declaration(RIFLE), table, TODAY).lane == "green"


def test_a_rule_with_an_exception_spares_what_is_excepted(tmp_path: Path) -> None:
    file = tmp_path / "risk.yaml"
    file.write_text(
        "otherwise: {sentence: Go., law: {citation: Act}}\n"
        "rules:\n"
        "  - {id: LANE-ORIGIN, lane: yellow, origin: {but: [NZ]}, sentence: Look., law: {citation: Act}, "
        "valid_from: 2020-01-01}\n"
    )
    table = load_rules(file)

    assert choose_lane(declaration(Goods("610910", "T-shirts", origin="NZ")), table, TODAY).lane == "green"
    assert choose_lane(declaration(Goods("610910", "T-shirts", origin="FJ")), table, TODAY).lane == "yellow"
