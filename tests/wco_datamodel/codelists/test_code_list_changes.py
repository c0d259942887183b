"""A country changes lists in a file that is read strictly, and every fault of it is named with its place."""

from datetime import date
from typing import Any

import pytest
import yaml

from wco_datamodel import codelists
from wco_datamodel.codelists import ChangeRefused, CodeLists, changes_from

PACK = """
procedures:
  only: ["00", "10", "40", "71"]
  add:
    - {code: "K1", name: Home use for a resort, valid_from: 2026-01-01, valid_to: 2026-12-31}
uncl5153:
  without: [AAG, AAH]
unlocode:
  add: [{code: XLLAG, name: Lagoon}]
"""


def of_country(text: str) -> CodeLists:
    return CodeLists.standard().with_changes(changes_from(yaml.safe_load(text)))


def refusal(written: dict[str, Any]) -> ChangeRefused:
    with pytest.raises(ChangeRefused) as refused:
        CodeLists.standard().with_changes(changes_from(written))
    return refused.value


def test_a_country_narrows_leaves_out_and_adds() -> None:
    lists = of_country(PACK)

    assert sorted(each.code for each in lists.get("procedures")) == ["00", "10", "40", "71", "K1"]
    assert "AAG" not in lists.get("uncl5153")
    assert "XLLAG" in lists.get("unlocode")


def test_an_added_code_holds_on_its_days_and_says_that_the_country_issued_it() -> None:
    procedures = of_country(PACK).get("procedures")
    found = procedures.find("K1", on=date(2026, 6, 1))

    assert found is not None
    assert found.issuer == "country"
    assert procedures.find("K1", on=date(2027, 1, 1)) is None


def test_the_published_lists_stay_as_they_are_and_unchanged_ones_are_shared() -> None:
    lists = of_country(PACK)

    assert "53" in CodeLists.standard().get("procedures")
    assert lists.get("rec20") is codelists.get("rec20")


def test_changes_are_made_on_top_of_changes() -> None:
    lists = of_country(PACK).with_changes(changes_from({"procedures": {"without": ["71"]}}))

    assert sorted(each.code for each in lists.get("procedures")) == ["00", "10", "40", "K1"]


def test_a_list_is_found_by_the_element_that_holds_its_codes() -> None:
    lists = of_country(PACK)

    assert lists.of_element("166") is lists.get("procedures")
    assert lists.of_element("141") is codelists.get("rec21")
    assert lists.of_element("D026") is None


@pytest.mark.parametrize(
    ("written", "place", "sentence"),
    [
        ({"rec_20": {}}, "rec_20", "did you mean rec20"),
        ({"rec20": None}, "rec20", "Expected `object`"),
        ({"rec20": {"adds": []}}, "rec20", "adds"),
        ({"rec20": {"add": [{"code": "ZZ9"}]}}, "rec20.add[0]", "name"),
        ({"rec20": {"add": [{"code": "", "name": "x"}]}}, "rec20.add[0].code", "length"),
        ({"rec20": {"add": [{"code": "A B", "name": "x"}]}}, "rec20.add[0].code", "regex"),
        ({"iso3166": {"only": [False]}}, "iso3166.only[0]", "quotation marks"),
        ({"procedures": {"only": [40]}}, "procedures.only[0]", "quotation marks"),
        ({"procedures": {"only": []}}, "procedures.only", "length"),
        ({"procedures": {"only": ["40", "40"]}}, "procedures.only[1]", "twice"),
        ({"incoterms": {"only": ["FOB", "CNF"]}}, "incoterms.only[1]", "Did you mean CFR"),
        ({"incoterms": {"without": ["DAT"]}}, "incoterms.without[0]", "no code DAT"),
        ({"rec20": {"add": [{"code": "ZZ9", "name": "x", "valid_to": "soon"}]}}, "rec20.add[0].valid_to", "Invalid"),
    ],
)
def test_a_fault_is_named_with_its_place(written: dict[str, Any], place: str, sentence: str) -> None:
    refused = refusal(written)

    assert refused.place == place
    assert sentence in refused.sentence


def test_a_code_does_not_end_before_it_begins() -> None:
    added = {"code": "K1", "name": "x", "valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)}

    assert refusal({"procedures": {"add": [added]}}).place == "procedures.add[0].valid_to"


def test_a_code_is_not_added_twice_for_the_same_days() -> None:
    added = [{"code": "K1", "name": "one", "valid_to": date(2026, 6, 1)}, {"code": "K1", "name": "two"}]

    assert refusal({"procedures": {"add": added}}).place == "procedures.add[1].code"
