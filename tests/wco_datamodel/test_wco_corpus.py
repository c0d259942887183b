"""Real messages: what their publisher accepts is read and written back equal; the rest is refused with its place."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from wco_datamodel import Message, MessageRejected, check, parse, render
from wco_datamodel.message import Spelling

DECLARATIONS = ("import", "export", "amendment", "cancellation", "presentation", "enveloped")
# The line of the fault, read in each file by hand. In the last three a comment is never closed: the line is the one on
# which XML breaks, where the next comment begins; the sentence names the line on which the open comment began.
MALFORMED = {
    "TT1_EX_v2.01_Accepted_Notification.xml": (40, "XML02", ""),
    "TT1_EX_v2.01_Rejected_Format_Notification.xml": (31, "XML02", ""),
    "TT1_EX_v2.01_Rejected_RefData_Notification.xml": (38, "XML02", ""),
    "TT1_IM_v2.01_Accepted_Notification.xml": (100, "XML02", ""),
    "TT1_IM_v2.01_Rejected_Format_Notification.xml": (39, "XML02", ""),
    "TT1_IM_v2.01_Rejected_RefData_Notification.xml": (42, "XML02", ""),
    "TT_EX002a.xml": (72, "XML05", "line 65"),
    "TT_EX022a_Declaration1_(Step1).xml": (52, "XML05", "line 47"),
    "TT_IM084a.xml": (164, "XML05", "line 157"),
}
# Four responses hold a second Declaration, which the publisher's schema knows in the namespace of declarations only:
# when namespaces were added for the verdict, it was given the wrong one.
ECHOED = "INVALID: Element '{urn:wco:datamodel:WCO:RES-DMS:2}Dec"
AS_STORED = "NO NAMESPACE -> INVALID (RES) as stored; after adding namespaces: "


def rows(shared: Path) -> Iterator[tuple[Path, str]]:
    with (shared / "corpus" / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        for row in csv.DictReader(index, delimiter="\t"):
            yield shared / "corpus" / row["file"], row["valid_against_publisher_schema"].removeprefix(AS_STORED)


def accepted(shared: Path, *folders: str) -> list[Path]:
    """The files that their publisher's schema accepts."""
    return [
        file
        for file, verdict in rows(shared)
        if file.parent.name in folders and ("VALID" in verdict and "INVALID" not in verdict)
    ]


def read(file: Path) -> Message:
    return parse(file.read_bytes())


def test_every_import_and_export_that_its_publisher_accepts_is_read(shared: Path) -> None:
    messages = [read(file) for file in accepted(shared, "import", "export")]
    assert len(messages) == 158
    assert all(message.kind == "DEC" and message.profile.name == "DMS:2" for message in messages)
    assert all(message.declaration and message.declaration.items for message in messages)


@pytest.mark.parametrize("spelling", ["xml", "json"])
def test_every_accepted_message_is_written_back_and_read_again_equal(shared: Path, spelling: Spelling) -> None:
    files = accepted(shared, *DECLARATIONS, "response")
    assert len(files) == 376
    for file in files:
        message = read(file)
        again = parse(render(message, spelling))
        assert again.kind == message.kind, file
        assert again.metadata == message.metadata, file
        assert again.declaration == message.declaration, file
        assert again.responses == message.responses, file


def test_written_in_its_own_profile_a_message_is_the_same_whole(shared: Path) -> None:
    for file in accepted(shared, "import"):
        message = read(file)
        assert parse(render(message)) == message, file


def test_what_its_publisher_refuses_is_refused_with_a_line(shared: Path) -> None:
    refused = [file for file, verdict in rows(shared) if "INVALID" in verdict and ECHOED not in verdict]
    assert len(refused) == 10
    for file in refused:
        with pytest.raises(MessageRejected) as rejected:
            read(file)
        lines = file.read_bytes().count(b"\n") + 1
        assert all(problem.line and problem.line <= lines for problem in rejected.value.problems), file


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_files_are_refused_at_the_line_where_they_break(shared: Path, name: str) -> None:
    line, code, told = MALFORMED[name]
    with pytest.raises(MessageRejected) as rejected:
        read(shared / "corpus" / "malformed" / name)
    (problem,) = rejected.value.problems
    assert (problem.line, problem.code) == (line, code)
    assert told in problem.sentence


def test_all_malformed_files_are_in_the_table(shared: Path) -> None:
    assert {file.name for file in (shared / "corpus" / "malformed").iterdir()} == set(MALFORMED)


def test_responses_with_a_line_break_in_a_date_are_refused_there(shared: Path) -> None:
    with pytest.raises(MessageRejected) as rejected:
        read(shared / "corpus" / "response" / "01_DMSACC-18.xml")
    first, second = rejected.value.problems
    assert (first.code, first.line, first.label) == ("VAL10", 16, "Date of the response")
    assert first.hint == "Remove the blanks and line breaks around it."
    assert second.line == 21


def test_most_visiting_declarations_meet_the_document_rules(shared: Path) -> None:
    faulty = [
        file.name
        for file in accepted(shared, "import", "export")
        if any(problem.severity == "error" for problem in check(read(file)))
    ]
    assert len(faulty) == 12
