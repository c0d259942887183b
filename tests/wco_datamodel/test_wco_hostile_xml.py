"""XML that is meant to do harm, or was damaged on its way, is refused with a code, a sentence and a line."""

import time

import pytest

from wco_datamodel import MessageRejected, parse
from wco_datamodel.problems import Problem

BODY = "<FunctionCode>9</FunctionCode>"
XINCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'
MESSAGE = f"<Declaration>{BODY}</Declaration>"


def refused(data: bytes, **limits: int) -> tuple[Problem, ...]:
    with pytest.raises(MessageRejected) as rejected:
        parse(data, "application/xml", **limits)
    for problem in rejected.value.problems:
        assert "{" not in problem.sentence
        assert "urn:wco" not in problem.sentence
    return rejected.value.problems


HOSTILE = {
    "an entity bomb": ('<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "cc">]>' + MESSAGE, "XML16", 1),
    "an external entity": ('\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + MESSAGE, "XML16", 2),
    "an external parameter entity": ('<!DOCTYPE a SYSTEM "http://192.0.2.1/x.dtd">' + MESSAGE, "XML16", 1),
    "a document type behind a comment": ("<!-- x --><?y z?>\n<!DOCTYPE a>" + MESSAGE, "XML16", 2),
    "XInclude": (f"<Declaration>{BODY}{XINCLUDE}</Declaration>", "ELEM01", 1),
    "another XML version": ('<?xml version="1.1"?>' + MESSAGE, "XML15", 1),
    "an encoding that hides markup": ('<?xml version="1.0" encoding="UTF-7"?>' + MESSAGE, "XML08", 1),
    "an undeclared entity": ("<Declaration>&nbsp;</Declaration>", "XML09", 1),
    "NUL": ("<Declaration>\n\0</Declaration>", "XML07", 2),
    "a reference to a control character": ("<Declaration>\n\n&#x1F;</Declaration>", "XML07", 3),
    "half of a surrogate pair": ("<Declaration>&#xD800;</Declaration>", "XML07", 1),
    "bare ampersands": ("<Declaration>\na & b</Declaration>", "XML10", 2),
    "great depth": ("<a>" * 5000, "XML13", 1),
    "a closing tag of another element": ("<Declaration>\n<FunctionCode>9</TypeCode></Declaration>", "XML03", 2),
    "a file that was cut off": ("<Declaration>\n<FunctionCode>9", "XML04", 2),
    "a second document": (MESSAGE + "\n" + MESSAGE, "XML02", 2),
    "a prefix that nobody declared": ("<p:Declaration/>", "XML14", 1),
    "an attribute given twice": ('<Declaration a="1" a="2"/>', "XML11", 1),
    "an XML declaration in the middle": ("\n<?xml version='1.0'?>" + MESSAGE, "XML12", 2),
    "nothing": ("", "XML01", 1),
    "no XML": ("hello", "XML01", 1),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_and_damaged_files_are_refused_with_their_line(case: str) -> None:
    text, code, line = HOSTILE[case]
    problems = refused(text.encode())
    assert problems[0].code == code, problems
    assert problems[0].line == line
    assert problems[0].hint


def test_a_comment_or_an_instruction_inside_a_value_does_not_cut_it() -> None:
    text = "<Declaration><FunctionCode>9</FunctionCode><TypeCode>I<!-- x -->M<?y z?>A</TypeCode></Declaration>"
    message = parse(text.encode())
    assert message.declaration is not None
    assert message.declaration.type_code == "IMA"


def test_white_space_around_codes_and_numbers_is_not_part_of_them() -> None:
    text = (
        "<Declaration><FunctionCode>\n 9\n</FunctionCode><FunctionalReferenceID> A\n  B </FunctionalReferenceID>"
        "<GoodsItemQuantity>\n1\n</GoodsItemQuantity></Declaration>"
    )
    declaration = parse(text.encode()).declaration
    assert declaration is not None
    assert declaration.function_code == "9"
    assert declaration.functional_reference_id == "A B"
    assert declaration.goods_item_quantity is not None
    assert str(declaration.goods_item_quantity.value) == "1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_text_in_a_common_encoding_is_read(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    told = f'<?xml version="1.0" encoding="{name}"?>'
    text = f"{told}<Declaration>{BODY}<Submitter><Name>Café</Name></Submitter></Declaration>"
    declaration = parse(text.encode(encoding)).declaration
    assert declaration is not None
    assert declaration.submitter is not None
    assert declaration.submitter.name == "Café"


def test_bytes_that_are_not_in_the_encoding_they_claim_are_refused() -> None:
    assert refused(b"<Declaration>\n\xff\xfe</Declaration>")[0].code == "XML08"
    assert refused(b"\xff\xfe<\x00a")[0].code == "XML08"


def test_a_message_longer_than_the_limit_is_refused_before_it_is_read() -> None:
    (problem,) = refused(b"<" * 2000, limit=1000)
    assert problem.code == "MSG01"
    assert "2,000" in problem.sentence


WIDE = {
    "elements": "<Declaration>" + BODY + "<TypeCode>IM</TypeCode>" * 100_000 + "</Declaration>",
    "faulty elements": "<Declaration>" + BODY + "<Amendment>x</Amendment>" * 100_000 + "</Declaration>",
    "attributes": "<Declaration " + " ".join(f'a{i}="1"' for i in range(50_000)) + f">{BODY}</Declaration>",
    "markup": "<Declaration>" + "<a/>" * 900_000 + "</Declaration>",
    "comments before a document type": "<!---->" * 300_000 + "<!DOCTYPE a>" + MESSAGE,
    "text": f"<Declaration>{BODY}<Submitter><Name>{'x' * 2_000_000}</Name></Submitter></Declaration>",
    "digits": f"<Declaration>{BODY}<GoodsItemQuantity>{'1' * 2_000_000}</GoodsItemQuantity></Declaration>",
}


@pytest.mark.parametrize("what", WIDE)
def test_a_mass_of_anything_is_refused_in_little_time(what: str) -> None:
    begun = time.process_time()
    problems = refused(WIDE[what].encode())
    assert len(problems) <= 201
    assert time.process_time() - begun < 20


def test_hundreds_of_faults_are_named_up_to_a_bound_that_is_told() -> None:
    item = "<GovernmentAgencyGoodsItem><SequenceNumeric>x</SequenceNumeric></GovernmentAgencyGoodsItem>"
    text = f"<Declaration>{BODY}<GoodsShipment>{item * 500}</GoodsShipment></Declaration>"
    problems = refused(text.encode())
    assert len(problems) == 201
    assert problems[-1].code == "MSG07"
    assert "200" in problems[-1].sentence


def test_a_long_run_of_blanks_costs_little_wherever_it_stands() -> None:
    blanks = " " * 300_000
    begun = time.process_time()
    refused(f"<?xml{blanks}".encode("utf-16"))
    refused(f"{blanks}<!--{blanks}<!DOCTYPE".encode())
    refused(f"<Declaration>{BODY}<GoodsItemQuantity>1{blanks}x</GoodsItemQuantity></Declaration>".encode())
    refused(f"<Declaration>{BODY}<TypeCode>1{blanks}xyz</TypeCode></Declaration>".encode())
    assert time.process_time() - begun < 10
