"""The data dictionary names every element once at each place, with an example that could really stand there."""

import re

import pytest
from jsonschema import Draft202012Validator

from wco_datamodel.codelists import CodeLists
from wco_datamodel.describing.dictionary import Entry, classes, entries, search
from wco_datamodel.describing.examples import Example, find_example
from wco_datamodel.describing.rules import looks_at
from wco_datamodel.describing.value_schema import CHARACTERS, value_definitions
from wco_datamodel.pointers import read_pointer
from wco_datamodel.rules import RULES
from wco_datamodel.rules.contract import Rule
from wco_datamodel.schema import BODIES, ElementFacts, tree

VALUES = [
    (root, holder, element)
    for root in BODIES
    for holder, facts in tree(root).classes.items()
    for element in facts.elements.values()
    if element.term
]


def entry(path: str) -> Entry:
    (found,) = (each for each in entries() if each.path == path)
    return found


def test_an_entry_says_all_that_is_known_of_an_element() -> None:
    found = entry("Declaration/GoodsShipment/GovernmentAgencyGoodsItem[n]/GovernmentProcedure[n]/CurrentCode")

    assert (found.id, found.name, found.format, found.occurs) == ("166", "CurrentCode", "an..7", "0..1")
    assert found.label == "Requested procedure"
    assert found.pointer == "42A > 67A > 68A[n] > 70A[n]/166"
    assert found.code_list == "procedures"
    assert found.example == "40"


def test_no_place_is_told_twice() -> None:
    paths = [(each.message, each.path) for each in entries()]
    assert len(paths) == len(set(paths)) > 700


def test_every_element_of_every_schema_is_in_the_dictionary() -> None:
    told = {(each.message, each.holder, each.name) for each in entries()}
    assert {(root, holder, element.name) for root, holder, element in VALUES} <= told


def test_every_pointer_leads_to_its_element() -> None:
    """Answers about permits begin with the id of a response, by which they cannot be told from one."""
    whole = [each for each in entries() if each.pointer.endswith(f"/{each.id}") and each.message != "LPCOResponse"]
    astray = [each.path for each in whole if read_pointer(each.pointer.replace("[n]", "[1]")).name != each.name]
    assert len(whole) > 600
    assert astray == []


def test_every_class_has_its_pointer_its_path_and_its_json_pointer() -> None:
    (item,) = (each for each in classes() if each.path == "Declaration/GoodsShipment/GovernmentAgencyGoodsItem[n]")
    assert (item.id, item.pointer, item.label) == ("68A", "42A > 67A > 68A[n]", "Goods item")
    assert item.json_pointer == "/MetaData/Declaration/GoodsShipment/GovernmentAgencyGoodsItem/n-1"


def test_an_element_without_an_example_is_named() -> None:
    without = sorted({(holder, element.name) for _, holder, element in VALUES if not find_example(holder, element)})
    assert without == [], "give one in wco_datamodel/describing/examples.csv"


@pytest.mark.parametrize(("root", "holder", "element"), VALUES, ids=lambda value: getattr(value, "name", value))
def test_an_example_is_written_as_its_format_wants_it(root: str, holder: str, element: ElementFacts) -> None:
    example = find_example(holder, element)
    assert example is not None
    definitions = value_definitions(tree(root).namespace, element.type_name) | {"Characters": {"pattern": CHARACTERS}}
    schema = {"$defs": definitions, "$ref": f"#/$defs/{element.type_name}"}
    assert list(Draft202012Validator(schema).iter_errors(spelled(element, example))) == []


def spelled(element: ElementFacts, example: Example) -> object:
    attribute = {"Amount": "currencyID", "Measure": "unitCode", "Quantity": "unitCode", "DateTime": "formatCode"}
    if not example.attribute:
        return example.value
    return {"value": example.value, attribute[element.term]: example.attribute}


def test_an_example_of_a_code_is_in_its_list() -> None:
    lists = CodeLists.standard()
    strange = {
        (each.id, each.example)
        for each in entries()
        if each.code_list and lists.get(each.code_list).covers(each.example)
        if lists.get(each.code_list).find(each.example) is None
    }
    assert strange == set()


def test_every_rule_that_an_entry_names_exists_and_every_rule_looks_at_something() -> None:
    named = {code for each in entries() for code in each.rules}
    assert named <= {rule.code for rule in RULES}
    assert "VALUE303" in entry("Declaration/GoodsShipment/GovernmentAgencyGoodsItem[n]/Origin[n]/CountryCode").rules


class Sample(Rule):
    """A sample must be a sample."""

    source = "WCO Data Model 145, 137 and 23A; Revised Kyoto Convention, standard 3.12"
    looks_at: tuple[str, ...] | None = None


ITEM = ["42A", "67A", "68A"]


@pytest.mark.parametrize(
    ("stated", "path", "found"),
    [
        (("137",), [*ITEM, "23A", "137"], True),
        (("137",), [*ITEM, "23A", "006"], False),
        (("68A/006",), [*ITEM, "006"], True),
        (("68A/006",), [*ITEM, "93A", "006"], False),
        (("93A",), [*ITEM, "93A", "144"], True),
        (("23A",), [*ITEM, "23A", "21A", "145"], False),
        ((), [*ITEM, "23A", "137"], False),
        (None, [*ITEM, "23A", "137"], True),
        (None, [*ITEM, "23A", "21A", "145"], True),
        (None, [*ITEM, "23A", "12"], False),
    ],
)
def test_a_rule_says_what_it_looks_at_or_its_source_does(
    stated: tuple[str, ...] | None, path: list[str], found: bool
) -> None:
    rule = Sample()
    rule.looks_at = stated
    assert looks_at(rule, path) is found


def test_search_finds_by_wco_id_name_label_path_code_list_and_rule() -> None:
    assert {each.id for each in search("166")[:1]} == {"166"}
    assert {each.code_list for each in search("incoterms")} == {"incoterms"}
    assert all("seal" in each.label.casefold() for each in search("seal number"))
    assert all(re.search("goodsitem", each.path, re.IGNORECASE) for each in search("goodsitem origin country code"))
    assert search("no such element") == []
    assert len(search("")) == len(entries())
