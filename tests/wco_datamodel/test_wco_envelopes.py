"""Whoever wrote a message, and whatever stands around it, it is found and read, or said to be unknown."""

from pathlib import Path

import pytest

from wco_datamodel import MessageRejected, parse
from wco_datamodel.profiles import PROFILES

DEC = "urn:wco:datamodel:WCO:DEC-SW:1"
META = "urn:wco:datamodel:WCO:DocumentMetaData-SW:1"
BODY = "<FunctionCode>9</FunctionCode><TypeCode>IMA</TypeCode>"
PREFIXED = "<b:FunctionCode>9</b:FunctionCode><b:TypeCode>IMA</b:TypeCode>"


def refused(text: str) -> str:
    with pytest.raises(MessageRejected) as rejected:
        parse(text.encode())
    return rejected.value.problems[0].code


def test_a_message_inside_another_systems_wrapper_is_found_and_the_wrapper_named(shared: Path) -> None:
    for file in sorted((shared / "corpus" / "enveloped").iterdir()):
        message = parse(file.read_bytes())
        assert message.profile.name == "DMS:2"
        assert message.declaration is not None
        (warning,) = message.warnings
        assert (warning.code, warning.severity) == ("MSG05", "warning")
        assert "submitDeclarationRequest" in warning.sentence


@pytest.mark.parametrize(
    "text",
    [
        f'<MetaData xmlns="{META}"><Declaration xmlns="{DEC}">{BODY}</Declaration></MetaData>',
        f'<a:MetaData xmlns:a="{META}"><b:Declaration xmlns:b="{DEC}">{PREFIXED}</b:Declaration></a:MetaData>',
        f"<MetaData><Declaration>{BODY}</Declaration></MetaData>",
        f'<MetaData xmlns="{META}"><Declaration xmlns="">{BODY}</Declaration></MetaData>',
        f'<MetaData xmlns="{DEC}"><Declaration>{BODY}</Declaration></MetaData>',
        f"<Declaration>{BODY}</Declaration>",
        f'<Declaration xmlns="{DEC}">{BODY}</Declaration>',
        f"\ufeff<Declaration>{BODY}</Declaration>",
    ],
)
def test_our_own_profile_is_read_with_any_prefix_with_none_and_without_namespaces(text: str) -> None:
    message = parse(text.encode())
    assert message.profile is PROFILES["SW:1"]
    assert message.declaration is not None
    assert message.declaration.type_code == "IMA"
    assert message.warnings == ()


def test_the_visitors_profile_is_told_by_its_namespace_on_any_of_its_elements() -> None:
    text = f'<MetaData><Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">{BODY}</Declaration></MetaData>'
    assert parse(text.encode()).profile.visiting


def test_an_unknown_namespace_is_named_and_the_known_profiles_with_it() -> None:
    with pytest.raises(MessageRejected) as rejected:
        parse(f'<MetaData xmlns="urn:elsewhere:9"><Declaration>{BODY}</Declaration></MetaData>'.encode())
    (problem,) = rejected.value.problems
    assert problem.code == "MSG04"
    assert "urn:elsewhere:9" in problem.sentence
    assert "SW:1, DMS:2" in (problem.hint or "")


def test_an_element_of_a_foreign_vocabulary_is_refused_by_name() -> None:
    with pytest.raises(MessageRejected) as rejected:
        parse(f'<Declaration>{BODY}<x:Note xmlns:x="urn:x">hello</x:Note></Declaration>'.encode())
    (problem,) = rejected.value.problems
    assert problem.code == "ELEM01"
    assert problem.sentence == "Note is not known in Declaration."


def test_a_file_without_a_message_and_one_with_two_are_refused() -> None:
    assert refused("<html><body/></html>") == "MSG02"
    assert refused("<all><MetaData/><MetaData/></all>") == "MSG03"
    assert refused(f'<MetaData xmlns="{META}"/>') == "MSG06"


def test_schema_hints_inside_a_message_are_ignored() -> None:
    hint = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x http://192.0.2.1/x.xsd"'
    assert parse(f"<Declaration {hint}>{BODY}</Declaration>".encode()).declaration is not None


def test_attributes_that_the_values_do_not_hold_are_named_with_their_line() -> None:
    text = '<Declaration>\n<FunctionCode listID="1225" listVersionID="D12B">9</FunctionCode>\n</Declaration>'
    first, second = parse(text.encode()).warnings
    assert (first.code, first.severity, first.line) == ("ATTR04", "warning", 2)
    assert "listID (“1225”)" in first.sentence
    assert "listVersionID" in second.sentence


def test_attributes_that_the_values_do_not_hold_are_named_in_json_too() -> None:
    text = '{"Declaration": {\n"FunctionCode": {"value": "9", "listID": "1225"}}}'
    (warning,) = parse(text.encode()).warnings
    assert (warning.code, warning.line, warning.json_pointer) == ("ATTR04", 2, "/Declaration/FunctionCode")
