"""The how-to's profile does what the page says, typed in as it is printed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "how-to" / "add-a-profile.md").read_text("utf-8")
PROGRAM, PRINTED = (re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[1] for kind in ("python", "console"))  # type: ignore[index]


@pytest.fixture
def coral(tmp_path: Path) -> Path:
    """The folder in which a reader saved the page's program."""
    (tmp_path / "coral.py").write_text(PROGRAM, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    """Run Python in a folder, with the library to hand; what it prints."""
    command = [sys.executable, *arguments]
    environment = {"PYTHONPATH": f"{ROOT}:{folder}", "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_a_profile_is_added_in_under_sixty_lines() -> None:
    assert len(PROGRAM.splitlines()) < 60


def test_the_program_prints_what_the_page_shows(coral: Path) -> None:
    command, _, shown = PRINTED.partition("\n")
    assert command == "$ python coral.py"
    assert run(coral, "coral.py").strip() == shown.strip()


LINES = """
from coral import CORAL_1, RECEIVED
from wco_datamodel import MessageRejected, check, parse, render
from wco_datamodel.places import place
from wco_datamodel.profiles import DMS_2, register

def said(raw):
    try:
        return [(each.severity, each.code, each.label, each.line) for each in check(parse(raw))]
    except MessageRejected as rejected:
        return [(each.severity, each.code, each.label, each.line) for each in rejected.problems]
"""


def test_the_renamed_element_is_read_and_written_by_either_name(coral: Path) -> None:
    lines = f"""{LINES}
message = parse(RECEIVED)
assert parse(render(message)) == message
assert parse(render(message, "json")).declaration == message.declaration
assert b"<FunctionalReferenceID>" in render(message, profile=DMS_2)
assert b"<TraderReferenceID>" not in render(message, profile=DMS_2)
assert parse(render(message, profile=DMS_2)).declaration == message.declaration
assert parse(RECEIVED.replace(b"TraderReferenceID", b"FunctionalReferenceID")).declaration == message.declaration
"""
    assert run(coral, "-c", lines) == ""


def test_errors_of_a_renamed_element_have_its_label_and_its_line(coral: Path) -> None:
    lines = f"""{LINES}
print(said(RECEIVED.replace(b"CORAL-2026-0001", b"C" * 40)))
print(parse(RECEIVED).source.line_of(place(("Declaration", "FunctionalReferenceID"))))
"""
    refused, accepted = run(coral, "-c", lines).splitlines()
    assert refused == "[('error', 'VAL02', \"Declarant's own reference\", 5)]"
    assert accepted == "5"


def test_a_rule_about_national_lists_warns_in_a_visiting_message(coral: Path) -> None:
    lines = f"""{LINES}
amount = b"<TypeCode>EXA</TypeCode><InvoiceAmount currencyID='QQQ'>1</InvoiceAmount>"
print(said(RECEIVED.replace(b"<TypeCode>EXA</TypeCode>", amount)))
"""
    assert "('warning', 'VALUE302', 'Total amount invoiced', 6)" in run(coral, "-c", lines)


def test_the_name_is_not_known_in_our_own_messages(coral: Path) -> None:
    lines = f"""{LINES}
ours = RECEIVED.replace(b"urn:coral:customs:envelope:1", b"urn:wco:datamodel:WCO:DocumentMetaData-SW:1")
print(said(ours.replace(b"urn:coral:customs:declaration:1", b"urn:wco:datamodel:WCO:DEC-SW:1"))[0][1])
"""
    assert run(coral, "-c", lines).strip() in {"ELEM01", "ELEM02"}


def test_two_profiles_cannot_share_a_namespace(coral: Path) -> None:
    lines = f"""{LINES}
import msgspec
register(CORAL_1)
for other in (msgspec.structs.replace(CORAL_1, name="CORAL:2"), msgspec.structs.replace(DMS_2, name="CORAL:1")):
    try:
        register(other)
    except ValueError as error:
        print(error)
"""
    assert run(coral, "-c", lines).count(" already.") == 2
