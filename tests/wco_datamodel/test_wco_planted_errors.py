"""Errors planted in a message: each is reported with its place, its line and a sentence without schema language."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from wco_datamodel import MessageRejected, parse
from wco_datamodel.catalogue import CATALOGUE
from wco_datamodel.problems import Problem

DATED = "<AdditionalDocument><EffectiveDateTime>{}</EffectiveDateTime></AdditionalDocument>"
SCHEMA_WORDS = ("facet", "simpleType", "complexType", "minOccurs", "xs:", "is not expected", "{urn", "enumeration")


def refused(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(MessageRejected) as rejected:
        parse(data)
    for problem in rejected.value.problems:
        told = problem.sentence + (problem.hint or "")
        assert not [word for word in SCHEMA_WORDS if word in told], told
    return rejected.value.problems


def fault(inside: str) -> Problem:
    """The only problem of a declaration with one item, line 2 of which is given."""
    before = "<Declaration><FunctionCode>9</FunctionCode><TypeCode>IMA</TypeCode><GoodsShipment>"
    item = f"<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric>\n{inside}</GovernmentAgencyGoodsItem>"
    (problem,) = refused(f"{before}{item}</GoodsShipment></Declaration>".encode())
    return problem


@pytest.mark.parametrize(
    ("inside", "code", "sentence", "hint"),
    [
        ("<Commodity><Descripton>x</Descripton></Commodity>", "ELEM02",
         "Item 1: Descripton is not known in Commodity; it looks like Description.", "Write Description ("),
        ("<Zebra/>", "ELEM01", "Item 1: Zebra is not known in Goods item.", "Check the spelling"),
        ("<CountryCode>NZ</CountryCode>", "ELEM03",
         "Item 1: Country of destination is in the wrong place: it stands in Goods item and belongs in Destination.",
         "Move CountryCode into Destination."),
        ("<Origin><TypeCode>1</TypeCode><CountryCode>NZ</CountryCode></Origin>", "ELEM04",
         "Item 1: Kind of origin is in the wrong place in Origin: it must come after Country of origin.",
         "Move TypeCode"),
        ("<Commodity/><Commodity/>", "ELEM05", "Item 1: Commodity is given 2 times in Goods item; 1 is the most.", ""),
        ("<Packaging/>", "ELEM06", "Item 1: Sequence number of the packages is missing from Packages.",
         "Add SequenceNumeric."),
        ("<Origin><CountryCode><b/></CountryCode></Origin>", "ELEM07",
         "Item 1: Country of origin is a single value, but other elements stand inside it.", ""),
        ("<Origin>Fiji</Origin>", "ELEM08", "Item 1: There is text between the elements of Origin: “Fiji”.", ""),
        ("<Commodity><Description/></Commodity>", "VAL01", "Item 1: Description of the goods is empty.", ""),
        ("<Origin><TypeCode>12345</TypeCode></Origin>", "VAL02",
         "Item 1: Kind of origin is too long: 5 characters, where 3 are allowed.", "Shorten it."),
        ("<Destination><CountryCode>NZL</CountryCode></Destination>", "VAL03",
         "Item 1: Country of destination must have exactly 2 characters; “NZL” has 3.", ""),
        ("<Destination><CountryCode>N1</CountryCode></Destination>", "VAL04",
         "Item 1: Country of destination must be letters only; “N1” is not.", ""),
        ("<TransactionNatureCode>x</TransactionNatureCode>", "VAL05",
         "Item 1: Nature of the item's transaction must be digits only; “x” is not.", ""),
        ("<StatisticalValueAmount>1,250.50</StatisticalValueAmount>", "VAL07",
         "Item 1: Statistical value of the item must be a number; “1,250.50” is not.", "nothing between the thousands"),
        ("<StatisticalValueAmount>1 000</StatisticalValueAmount>", "VAL07",
         "Item 1: Statistical value of the item must be a number; “1 000” is not.", "nothing between the thousands"),
        ("<StatisticalValueAmount>12345678901234567</StatisticalValueAmount>", "VAL08",
         "Item 1: Statistical value of the item has too many digits: “12345678901234567”.", "at most 16"),
        ("<StatisticalValueAmount>1.2345</StatisticalValueAmount>", "VAL09",
         "Item 1: Statistical value of the item has too many decimals: “1.2345”.", "at most 3 digits"),
        (DATED.format('<DateTimeString formatCode="102">2026-11-24</DateTimeString>'), "VAL10",
         "Item 1: Date the supporting document takes effect is not a date as messages write it: “2026-11-24”.",
         "Write 20261124, 102."),
        (DATED.format("<DateTimeString>20261124</DateTimeString>"), "ATTR02",
         "Item 1: Date the supporting document takes effect needs the attribute formatCode.", "102 for a day"),
        ('<StatisticalValueAmount colour="red">1</StatisticalValueAmount>', "ATTR01",
         "Item 1: Statistical value of the item cannot carry the attribute colour.", ""),
        ('<StatisticalValueAmount currencyID="dollars">1</StatisticalValueAmount>', "ATTR03",
         "Item 1: Statistical value of the item: “dollars” cannot be its currencyID.", "three capital letters"),
    ],
)  # fmt: skip
def test_each_kind_of_error_is_told_in_words_with_a_remedy(inside: str, code: str, sentence: str, hint: str) -> None:
    problem = fault(inside)
    assert problem.code == code
    assert problem.sentence == sentence
    assert hint in (problem.hint or "")
    assert problem.line == 2
    assert problem.pointer.startswith("42A > 67A > 68A[1]")
    assert problem.xpath.startswith("/MetaData/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[1]")
    assert problem.json_pointer.startswith("/MetaData/Declaration/GoodsShipment/GovernmentAgencyGoodsItem/0")


def test_a_code_outside_its_list_is_told_with_the_list() -> None:
    (problem,) = refused(b"<Declaration><FunctionCode>8</FunctionCode></Declaration>")
    assert problem.sentence == "Function of the declaration cannot be “8”."
    assert problem.hint == "It must be one of 9, 13, 14."


def test_labels_of_addresses_and_contacts_name_whose_they_are() -> None:
    text = (
        "<Declaration><FunctionCode>9</FunctionCode><Exporter><Address><CityName/></Address></Exporter></Declaration>"
    )
    (problem,) = refused(text.encode())
    assert problem.sentence == "Town or city of the exporter is empty."


Mutation = Callable[[etree._Element], tuple[etree._Element, str]]


def misspell(leaf: etree._Element) -> tuple[etree._Element, str]:
    leaf.tag = f"{leaf.tag}x"
    return leaf, "ELEM02"


def overfill(leaf: etree._Element) -> tuple[etree._Element, str]:
    leaf.text = "9" * 600
    return leaf, "VAL"


def empty(leaf: etree._Element) -> tuple[etree._Element, str]:
    leaf.text = ""
    return leaf, "VAL01"


def mark(leaf: etree._Element) -> tuple[etree._Element, str]:
    leaf.set("colour", "red")
    return leaf, "ATTR01"


def plant(root: etree._Element, chance: random.Random, count: int) -> list[tuple[int, str]]:
    """Plant errors in as many values of the items; the line and the code of each."""
    leaves = [
        leaf for leaf in root.iter("*") if not len(leaf) and leaf.getparent() is not None and (leaf.text or "").strip()
    ]
    held = [leaf for leaf in leaves if len(list(leaf.iterancestors())) > 2 and "DateTimeString" not in str(leaf.tag)]
    planted = []
    for leaf in chance.sample(held, count):
        spoilt, code = chance.choice([misspell, overfill, empty, mark])(leaf)
        planted.append((spoilt.sourceline or 0, code))
    return planted


def test_every_planted_error_in_fifty_real_messages_is_reported_at_its_line(shared: Path) -> None:
    chance = random.Random(20261124)  # noqa: S311 (repeatable, not secret)
    files = sorted((shared / "corpus" / "import").glob("*.xml"))
    for file in files[:: len(files) // 50][:50]:
        for count in (1, 2, 3):
            root = etree.fromstring(file.read_bytes(), etree.XMLParser(remove_comments=True, remove_pis=True))
            lines = etree.fromstring(etree.tostring(root))
            planted = plant(lines, chance, count)
            told = [(problem.line, problem.code) for problem in refused(etree.tostring(lines))]
            for line, code in planted:
                assert [each for at, each in told if at == line and each.startswith(code)], (
                    file.name,
                    line,
                    code,
                    told,
                )


def test_every_code_of_the_catalogue_is_its_own_and_fits_into_a_response() -> None:
    codes = [entry.code for entry in CATALOGUE.values()]
    assert len(codes) == len(set(codes))
    assert all(len(code) <= 8 for code in codes)
