"""The house judges by the code lists of its country, and says which of their codes may be meant."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from messages import SHIRTS, declaration

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.config import Settings
from singlewindow.countries import CountryPack
from wco_datamodel import Problem, render
from wco_datamodel.goods import GovernmentProcedure

OpenWith = Callable[[str], House]


@pytest.fixture
def house_with(settings: Settings, tmp_path: Path) -> Iterator[OpenWith]:
    """Open the Lagoon's window with another codes.yaml."""
    opened: list[House] = []

    def open_with(text: str) -> House:
        pack = shutil.copytree(CountryPack.load("lagoon").folder, tmp_path / "pack")
        (pack / "codes.yaml").write_text(text, encoding="utf-8")
        house = House.open(msgspec.structs.replace(settings, country=str(pack)))
        opened.append(house)
        return house

    yield open_with
    for house in opened:
        house.database.dispose()


def told(house: House, procedure: str) -> list[Problem]:
    said = declaration(SHIRTS)
    assert said.goods_shipment is not None
    item = msgspec.structs.replace(said.items[0], government_procedure=(GovernmentProcedure(current_code=procedure),))
    shipment = msgspec.structs.replace(said.goods_shipment, government_agency_goods_item=(item,))
    raw = render(msgspec.structs.replace(said, goods_shipment=shipment), "xml")
    return [problem for problem in casework.check(house, raw, None).problems if problem.code == "PROC802"]


def test_a_code_that_the_country_added_is_taken(house_with: OpenWith) -> None:
    house = house_with('procedures: {add: [{code: "4X", name: Home use of what a cyclone left}]}')

    assert told(house, "4X") == []


def test_a_code_that_the_country_left_out_is_refused(house_with: OpenWith) -> None:
    (problem,) = told(house_with('procedures: {without: ["44"]}'), "44")

    assert problem.severity == "error"
    assert problem.sentence.endswith("44 is not.")


def test_the_nearest_code_of_the_country_is_named(house_with: OpenWith) -> None:
    house = house_with('procedures: {without: ["40"], add: [{code: "48", name: Goods for rebuilding}]}')

    assert [each.hint for each in told(house, "84")] == ["Did you mean 48 (Goods for rebuilding)?"]


def test_a_code_is_taken_only_on_its_days(house_with: OpenWith) -> None:
    ended = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)
    house = house_with(f'procedures: {{add: [{{code: "4X", name: Home use, valid_to: {ended}}}]}}')

    assert [problem.code for problem in told(house, "4X")] == ["PROC802"]


def test_the_country_itself_is_a_country(house: House) -> None:
    raw = render(declaration(SHIRTS), "xml")

    assert [problem.code for problem in casework.check(house, raw, None).problems] == []
