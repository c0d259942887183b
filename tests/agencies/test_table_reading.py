"""A table that is wrong is refused with its file, its requirement and a sentence."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from agencies.reading import TableError
from agencies.table import TableAgency

HEADER = """\
agency:
  code: TEL
  name: Lagoon Telecommunications Office
  contact: {office: "Post House, Lagoon Town", email: permits@telecom.lagoon.example}
  appeal: {office: "Minister's office, Lagoon Town", days: 20, law: "Telecommunications Act 2010 (Lagoon), s. 60"}
requirements:
"""
ENTRY = """\
  - id: TEL-RADIO
    title: Radio transmitters
    goods: ["8525"]
    asks: permit
    documents: ["911"]
    sentence: Apply for a radio licence.
    law: {citation: "Telecommunications Act 2010 (Lagoon), s. 12"}
    valid_from: 2011-01-01
"""


def read(folder: Path, text: str) -> TableAgency:
    file = folder / "tel.yaml"
    file.write_text(text, encoding="utf-8")
    return TableAgency.from_file(file)


def test_a_table_in_order_is_read(tmp_path: Path) -> None:
    agency = read(tmp_path, HEADER + ENTRY)

    assert agency.name == "Lagoon Telecommunications Office"
    assert [one.id for one in agency.requirements] == ["TEL-RADIO"]


def test_days_and_amounts_may_stand_in_quotes_or_not(tmp_path: Path) -> None:
    written = ENTRY.replace(
        "valid_from: 2011-01-01", 'valid_from: "2011-01-01"\n    fee: {amount: 12.10, currency: NZD}'
    )

    (requirement,) = read(tmp_path, HEADER + written).requirements

    assert requirement.valid_from.isoformat() == "2011-01-01"
    assert requirement.fee is not None
    assert str(requirement.fee.amount) == "12.10"


def test_a_table_says_what_a_permit_is_and_how_it_is_counted(tmp_path: Path) -> None:
    written = ENTRY.replace(
        "    sentence:",
        "    permit_kind: standing\n    quantity_unit: H87\n    tolerance_percent: 2.5\n"
        "    needs_first: [ENV/626, FOO/C673]\n    second_person: true\n    review_days: 14\n    sentence:",
    )

    (requirement,) = read(tmp_path, HEADER + written).requirements

    assert (requirement.permit_kind, requirement.quantity_unit) == ("standing", "H87")
    assert requirement.tolerance_percent == Decimal("2.5")
    assert requirement.needs_first == ("ENV/626", "FOO/C673")
    assert (requirement.second_person, requirement.review_days) == (True, 14)


@pytest.mark.parametrize(
    ("was", "becomes", "entry", "sentence"),
    [
        ("    title:", "    tittle:", "TEL-RADIO", "unknown field `tittle`"),
        ("    title: Radio transmitters\n", "", "TEL-RADIO", "missing required field `title`"),
        ('    law: {citation: "Telecommunications Act 2010 (Lagoon), s. 12"}\n', "", "TEL-RADIO", "`law`"),
        (
            'citation: "Telecommunications Act 2010 (Lagoon), s. 12"',
            'citation: " "',
            "TEL-RADIO",
            "law.citation is empty",
        ),
        ("sentence: Apply for a radio licence.", 'sentence: ""', "TEL-RADIO", "sentence is empty"),
        ("    asks: permit\n", "    asks: permit\n    asks: certificate\n", "line 11", "asks is written twice"),
        ('["8525"]', "[8525]", "line 9", "8525 without quotes"),
        ('["8525"]', "[0601]", "line 9", "0601 without quotes"),
        ('["8525"]', "[0601-0604]", "line 9", "0601-0604 without quotes"),
        ('["911"]', "[911]", "line 11", "911 without quotes"),
        ('["8525"]', "[]", "TEL-RADIO", "goods is empty"),
        ('["8525"]', '["8"]', "TEL-RADIO", "2 to 10 digits"),
        ('["8525"]', '["85.25"]', "TEL-RADIO", "2 to 10 digits"),
        ('["8525"]', '["8525-85"]', "TEL-RADIO", "different lengths"),
        ('["8525"]', '["8526-8525"]', "TEL-RADIO", "ends before it begins"),
        ('["8525"]', '["8525"]\n    but_not: ["8471"]', "TEL-RADIO", "8471 is not among the goods"),
        ("valid_from: 2011-01-01", "valid_from: 2011-02-30", "", "day is out of range"),
        ("valid_from: 2011-01-01", "valid_from: soon", "TEL-RADIO", "valid_from"),
        (
            "valid_from: 2011-01-01",
            "valid_from: 2011-01-01\n    valid_to: 2010-12-31",
            "TEL-RADIO",
            "valid_to is before",
        ),
        ('    documents: ["911"]\n', "", "TEL-RADIO", "documents is empty"),
        ("asks: permit", "asks: prohibition", "TEL-RADIO", "only a permit or a certificate"),
        ("asks: permit", "asks: money", "TEL-RADIO", "asks"),
        ("asks: permit", "asks: permit\n    direction: sideways", "TEL-RADIO", "direction"),
        ("asks: permit", "asks: permit\n    answered_by: nobody", "TEL-RADIO", "answered_by"),
        ("asks: permit", "asks: permit\n    clock: -1", "TEL-RADIO", "clock"),
        ("asks: permit", "asks: permit\n    origin: {only: [NO]}", "TEL-RADIO", "Write it in quotes"),
        ("asks: permit", "asks: permit\n    on: 2", "TEL-RADIO", "name of a field"),
        ("asks: permit", "asks: permit\n    origin: {only: [Norway]}", "TEL-RADIO", "not a country code"),
        ("asks: permit", "asks: permit\n    procedure: {only: ['4']}", "TEL-RADIO", "not a procedure code"),
        ("asks: permit", "asks: permit\n    threshold: {over: -1}", "TEL-RADIO", "threshold"),
        ("asks: permit", "asks: permit\n    fee: {amount: 1, currency: dollars}", "TEL-RADIO", "fee"),
        ('["911"]', '["phyto"]', "TEL-RADIO", "neither a type code"),
        ("asks: permit", "asks: permit\n    office: {only: [Wharf]}", "TEL-RADIO", "not the code of a customs office"),
        ("asks: permit", "asks: permit\n    permit_kind: eternal", "TEL-RADIO", "permit_kind"),
        ("asks: permit", "asks: permit\n    quantity_unit: kilograms", "TEL-RADIO", "quantity_unit must be"),
        (
            "asks: permit",
            "asks: permit\n    quantity_unit: KGM\n    tolerance_percent: 101",
            "TEL-RADIO",
            "from 0 to 100",
        ),
        ("asks: permit", "asks: permit\n    tolerance_percent: 5", "TEL-RADIO", "say its quantity_unit"),
        ("asks: permit", "asks: permit\n    needs_first: [customs]", "TEL-RADIO", "not an agency and a document"),
        ("asks: permit", "asks: permit\n    second_person: perhaps", "TEL-RADIO", "second_person"),
        ("asks: permit", "asks: permit\n    review_days: 0", "TEL-RADIO", "less than one day"),
        (
            'asks: permit\n    documents: ["911"]',
            "asks: inspection\n    permit_kind: single",
            "TEL-RADIO",
            "permit_kind: only a permit or a certificate",
        ),
        ("id: TEL-RADIO", "id: BIO-RADIO", "BIO-RADIO", "id must be TEL-"),
        ("id: TEL-RADIO", "id: TEL-RADIO-TRANSMITTERS", "TEL-RADIO-TRANSMITTERS", "17 characters"),
        ("requirements:\n", "requirement:\n", "requirement", "no such field"),
        ("  code: TEL\n", "", "agency", "`code`"),
        ("agency:", "agencies:", "agencies", "no such field"),
    ],
)
def test_a_table_that_is_wrong_is_refused_at_its_place(
    tmp_path: Path, was: str, becomes: str, entry: str, sentence: str
) -> None:
    text = (HEADER + ENTRY).replace(was, becomes, 1)
    assert text != HEADER + ENTRY

    with pytest.raises(TableError) as refused:
        read(tmp_path, text)

    assert refused.value.file == tmp_path / "tel.yaml"
    assert refused.value.entry == entry
    assert sentence in refused.value.sentence
    assert str(tmp_path / "tel.yaml") in str(refused.value)


def test_two_requirements_with_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"TEL-RADIO: There is more than one requirement"):
        read(tmp_path, HEADER + ENTRY + ENTRY)


@pytest.mark.parametrize("text", ["", "- a list", "text", "a: [", "a: 1\n---\nb: 2"])
def test_what_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(TableError):
        read(tmp_path, text)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"agency: \xe9")

    with pytest.raises(TableError, match="cannot be read"):
        TableAgency.from_file(tmp_path / "latin.yaml")
    with pytest.raises(TableError, match="cannot be read"):
        TableAgency.from_file(tmp_path / "absent.yaml")


def test_an_agency_of_several_files_says_once_who_it_is(tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "agency.yaml").write_text(HEADER)
    (tmp_path / "requirements" / "radio.yaml").write_text("requirements:\n" + ENTRY)
    (tmp_path / "requirements" / "again.yaml").write_text(HEADER)

    with pytest.raises(TableError, match=r"again\.yaml: agency: The first file of an agency, and only that"):
        TableAgency.from_folder(tmp_path)

    (tmp_path / "requirements" / "again.yaml").unlink()
    assert len(TableAgency.from_folder(tmp_path).requirements) == 1
