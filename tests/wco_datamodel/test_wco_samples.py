"""Our own samples, one of each kind of message: read, written in both spellings, and read again the same."""

from pathlib import Path

import pytest

from wco_datamodel import Message, MessageRejected, Problem, amending, parse, render
from wco_datamodel.message import Spelling

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(file.name for file in SAMPLES.glob("*.xml"))
FUNCTIONS = {
    "accepted": "01",
    "received": "02",
    "rejected": "03",
    "control": "05",
    "documents": "06",
    "amended": "07",
    "released": "08",
    "cleared": "09",
    "cancelled": "10",
    "request-decided": "11",
    "duties-due": "13",
}
TYPES = {
    "declaration-import": ("9", "IMA"),
    "declaration-import-prelodged": ("9", "IMD"),
    "declaration-export": ("9", "EXA"),
    "declaration-transit": ("9", "TRA"),
    "declaration-simplified": ("9", "IMC"),
    "declaration-supplementary": ("9", "IMY"),
    "amendment": ("13", "COR"),
    "cancellation": ("13", "INV"),
    "presentation": ("13", "GPR"),
}


def sample(name: str) -> Message:
    return parse((SAMPLES / f"{name}.xml").read_bytes())


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(MessageRejected) as rejected:
        parse(text.encode())
    return rejected.value.problems


@pytest.mark.parametrize("pretty", [False, True])
@pytest.mark.parametrize("spelling", ["xml", "json"])
@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_written_and_read_again_the_same(name: str, spelling: Spelling, pretty: bool) -> None:
    message = parse((SAMPLES / name).read_bytes())
    assert parse(render(message, spelling, pretty=pretty)) == message


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("lpco")])
def test_every_sample_but_permits_is_written_in_the_visitors_profile_too(name: str) -> None:
    message = parse((SAMPLES / name).read_bytes())
    visiting = parse((SAMPLES / name).read_bytes().replace(b"-SW:1", b"-DMS:2"))
    assert visiting.profile.name == "DMS:2"
    again = parse(render(visiting))
    assert again == visiting
    assert (again.declaration, again.responses) == (message.declaration, message.responses)


@pytest.mark.parametrize(("name", "expected"), TYPES.items())
def test_a_declaration_says_what_it_is_by_its_function_and_its_type(name: str, expected: tuple[str, str]) -> None:
    declaration = sample(name).declaration
    assert declaration is not None
    assert (declaration.function_code, declaration.type_code) == expected


def test_the_direction_of_a_declaration_follows_from_its_type() -> None:
    names = ("import", "import-prelodged", "export", "transit", "simplified", "supplementary")
    declarations = [sample(f"declaration-{name}").declaration for name in names]
    directions = [declaration.direction for declaration in declarations if declaration]
    assert directions == ["import", "import", "export", "transit", "import", "import"]


@pytest.mark.parametrize(("name", "code"), FUNCTIONS.items())
def test_a_response_says_by_its_function_what_became_of_a_declaration(name: str, code: str) -> None:
    (response,) = sample(f"response-{name}").responses
    assert response.function_code == code
    assert (response.echoed_declaration is not None) == (code == "07")


def test_several_responses_in_one_envelope_are_all_read_in_their_order() -> None:
    message = sample("response-batch")
    assert [response.function_code for response in message.responses] == ["01", "13", "07", "08"]


def test_a_cancellation_is_read_with_its_reason() -> None:
    cancelled = amending.read_cancellation(sample("cancellation"))
    assert (cancelled.id, cancelled.reason_code) == ("XL26LAG100000017", "1")


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ("<ID>XL26LAG100000017</ID>", "/MetaData/Declaration/ID"),
        ("<TypeCode>INV</TypeCode>", "/MetaData/Declaration/TypeCode"),
        ("<ChangeReasonCode>1</ChangeReasonCode>", "/MetaData/Declaration/Amendment[1]/ChangeReasonCode"),
    ],
)
def test_a_cancellation_that_leaves_out_what_it_needs_is_refused_at_that_place(part: str, where: str) -> None:
    text = (SAMPLES / "cancellation.xml").read_text()
    assert part in text
    with pytest.raises(MessageRejected) as rejected:
        amending.read_cancellation(parse(text.replace(part, "").encode()))
    (problem,) = rejected.value.problems
    assert problem.xpath == where
    assert problem.line


def test_the_echo_of_a_correction_is_a_declaration_of_its_own() -> None:
    (response,) = sample("response-amended").responses
    echo = response.echoed_declaration
    assert echo is not None
    assert echo.items[0].net_mass is not None
    assert str(echo.items[0].net_mass) == "482.5"
    assert response.declaration.version_id == "2"


def test_a_fault_in_the_echo_is_told_at_its_own_place() -> None:
    text = (SAMPLES / "response-amended.xml").read_text().replace(">482.5<", ">heavy<")
    (problem,) = refused(text)
    assert problem.xpath.startswith("/MetaData/Response[1]/Declaration[2]/GoodsShipment/")
    assert problem.json_pointer.startswith("/MetaData/Response/0/EchoedDeclaration/GoodsShipment/")
    assert problem.pointer == "07B > 42A[2] > 67A > 68A[1] > 23A > 65A/128"
    assert "heavy" in text.splitlines()[(problem.line or 0) - 1]


def test_a_third_declaration_in_a_response_is_refused() -> None:
    text = (SAMPLES / "response-amended.xml").read_text()
    echo = text[text.index("<Declaration xmlns") : text.index("</Response>")]
    thrice = text.replace(echo, echo + echo)
    (problem,) = refused(thrice)
    assert problem.code == "ELEM05"
    assert problem.line == thrice.count("\n", 0, thrice.rindex("<Declaration xmlns")) + 1


def test_attributes_beside_values_are_kept_named_and_written_again() -> None:
    message = sample("declaration-with-attributes")
    kept = [(each.where.name, each.name, each.value) for each in message.attributes]
    assert kept == [
        ("FunctionCode", "listID", "1225"),
        ("FunctionCode", "listVersionID", "D12B"),
        ("ID", "schemeID", "INVOICE"),
        ("Description", "languageID", "en"),
    ]
    assert [problem.code for problem in message.warnings] == ["ATTR04"] * 4
    assert b'<FunctionCode listID="1225" listVersionID="D12B">9</FunctionCode>' in render(message)
    assert b'"FunctionCode": {"value": "9", "listID": "1225", "listVersionID": "D12B"}' in render(message, "json")
