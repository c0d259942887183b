"""The catalogue of errors holds every code that the library can say, with an example and a remedy."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import wco_datamodel
from wco_datamodel import MessageRejected, Problem, check, parse
from wco_datamodel.describing.errors import OPEN, OTHERWISE, RULES_GROUP, TABLES, Error, errors
from wco_datamodel.rules import RULES
from wco_datamodel.rules.contract import Rule
from wco_datamodel.value_faults import FACETS
from wco_datamodel.xml_faults import CODES

LIBRARY = Path(wco_datamodel.__file__).parent
SAMPLES = LIBRARY.parent / "singlewindow" / "countries" / "lagoon" / "samples"
MAKERS = {"tell", "fault", "refuse", "_refuse"}
ALL = errors()
KNOWN = {each.code for each in ALL}


def modules() -> list[Path]:
    return sorted(LIBRARY.rglob("*.py"))


def said(data: bytes) -> tuple[Problem, ...]:
    """All that the library says of some bytes."""
    try:
        message = parse(data)
    except MessageRejected as rejected:
        return rejected.problems
    return (*message.warnings, *check(message))


def names_of_faults(module: Path) -> set[str]:
    """The names of faults that a module's code gives to the functions that tell them."""
    calls = [node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Call)]
    made = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in MAKERS and call.args]
    first = [call.args[0] for call in made if isinstance(call.args[0], ast.Constant)]
    return {str(each.value) for each in first}


def test_each_code_is_told_once() -> None:
    assert [code for code, count in Counter(each.code for each in ALL).items() if count > 1] == []


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.code)
def test_each_error_has_a_sentence_an_example_and_a_remedy_for_a_person(each: Error) -> None:
    assert each.sentence.endswith((".", OPEN))
    assert each.remedy
    assert OPEN not in each.example, "give the word in wco_datamodel/describing/errors.py"
    assert each.example or each.group == RULES_GROUP
    for text in (each.sentence, each.example, each.remedy):
        assert not re.search(r"\{\w*\}|(?i:\bfacet|\bxsd\b|\bsequence of elements\b|complex ?type|simple ?type)", text)


def test_every_fault_that_the_code_names_is_in_a_table() -> None:
    known = {name for table in TABLES.values() for name in table}
    named = {name for module in modules() for name in names_of_faults(module)}
    assert len(named) > 40
    assert sorted(named - known) == []
    assert sorted({*CODES.values(), *FACETS.values()} - known) == []
    assert sorted(OTHERWISE.keys() - known) == []


def test_every_table_of_faults_in_the_library_is_in_the_catalogue() -> None:
    tables = [
        module
        for module in modules()
        if re.search(r"^\w+: Final\[dict\[str, Entry\]\]", module.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(tables) == len(TABLES)


def test_every_rule_is_in_the_catalogue_with_its_source() -> None:
    told = {each.code: each for each in ALL if each.group == RULES_GROUP}
    assert set(told) == {rule.code for rule in RULES}
    assert {code for code, each in told.items() if not each.source} == set()
    classes = {kind.__name__ for kind in leaves(Rule) if kind.__module__.startswith("wco_datamodel.")}
    assert classes <= KNOWN


def leaves(kind: type) -> set[type]:
    below = kind.__subclasses__()
    return set().union(*map(leaves, below)) if below else {kind}


BROKEN = [
    b"",
    b"{",
    b"<a/>",
    b'{"Declaration": {"FunctionCode": NaN}}',
    b'{"Declaration": {"FunctionCode": "9", "FunctionCode": "9", "Colour": 1, "InvoiceAmount": "x"}}',
    b"<Declaration><FunctionCode>7</FunctionCode>text<Colour/><TypeCode>IMAX</TypeCode></Declaration>",
    b"<Declaration><FunctionCode>9</FunctionCode><TypeCode listID='1'></TypeCode><ID a='b'>1</ID></Declaration>",
    *(file.read_bytes() for file in sorted((SAMPLES / "broken").iterdir())),
]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_what_is_said_of_a_broken_message_is_in_the_catalogue(data: bytes) -> None:
    found = said(data)
    assert found
    assert {problem.code for problem in found} <= KNOWN


def test_what_is_said_of_real_and_hostile_messages_is_in_the_catalogue(shared: Path) -> None:
    files = [*(shared / "corpus" / "malformed").iterdir(), *(shared / "corpus" / "other").iterdir()]
    files += [file for file in (shared / "hostile").rglob("*") if file.is_file() and file.stat().st_size < 1_000_000]
    codes = {problem.code for file in files if file.is_file() for problem in said(file.read_bytes())}
    assert len(codes) > 10
    assert codes <= KNOWN
