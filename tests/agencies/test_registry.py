"""Agencies are found where they are built in, offered by another package, or written as one YAML file."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from messages import Goods, declaration

from agencies import biosecurity, registry
from agencies.contract import Agency, Appeal, Contact, Evidence, GoodsQuery, Outcome, WaitsFor
from agencies.table import Header, TableAgency

TODAY = Evidence(dt.date(2026, 11, 24))
TELECOMMUNICATIONS = """\
agency:
  code: TEL
  name: Lagoon Telecommunications Office
  contact: {office: "Post House, Lagoon Town", email: permits@telecom.lagoon.example}
  appeal: {office: "Minister's office, Lagoon Town", days: 20, law: "Telecommunications Act 2010 (Lagoon), s. 60"}
requirements:
  - id: TEL-RADIO
    title: Radio transmitters
    goods: ["852550-852560", "8526"]
    asks: permit
    documents: ["911"]
    answered_by: officer
    sentence: Apply to the Telecommunications Office for a radio licence before the set is sent.
    law: {citation: "Telecommunications Act 2010 (Lagoon), s. 12"}
    clock: 5
    valid_from: 2011-01-01
  - id: TEL-JAMMERS
    title: Jammers
    goods: ["854370"]
    asks: inspection
    sentence: These machines are looked at, for jammers may not be used.
    law: {citation: "Telecommunications Act 2010 (Lagoon), s. 31"}
    clock: 2
    valid_from: 2011-01-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "telecommunications.yaml").write_text(TELECOMMUNICATIONS)
    (tmp_path / "README.md").write_text("Not an agency.")
    return tmp_path


def test_three_agencies_are_built_in() -> None:
    agencies = registry.load()

    assert [agency.code for agency in agencies] == ["BIO", "ENV", "FOO"]
    assert all(isinstance(agency, Agency) for agency in agencies)


def test_a_fourth_agency_is_one_yaml_file(folder: Path) -> None:
    agencies = registry.load([folder])
    declared = declaration(
        Goods("852560", "Marine radio", [("911", "R-1")]), Goods("852560", "Marine radio"), Goods("610910", "T-shirts")
    )

    office = agencies.get("TEL")
    assert office is not None
    verdicts = [office.judge(item, declared, TODAY) for item in declared.items]

    assert len(agencies) == 4
    assert [verdict.outcome for verdict in verdicts] == [Outcome.PENDING, Outcome.PENDING, Outcome.NOT_CONCERNED]
    assert [verdict.waits_for for verdict in verdicts] == [WaitsFor.OFFICER, WaitsFor.DOCUMENT, None]
    assert verdicts[1].reasons[0].sentence == (
        "Apply to the Telecommunications Office for a radio licence before the set is sent. "
        "Name it, with its number, on this item as document 911."
    )


def test_what_a_new_agency_asks_can_be_looked_up(folder: Path) -> None:
    office = registry.load([folder]).get("TEL")
    assert office is not None

    found = office.requirements_for(GoodsQuery(hs_code="8526", direction="import", on=TODAY.on))

    assert [requirement.id for requirement in found] == ["TEL-RADIO"]


def test_a_folder_that_is_not_there_holds_no_agency(tmp_path: Path) -> None:
    assert len(registry.load([tmp_path / "nowhere"])) == 3


def test_two_agencies_with_one_code_are_refused(folder: Path) -> None:
    (folder / "another.yaml").write_text(TELECOMMUNICATIONS.replace("Office\n", "Ministry\n", 1))

    with pytest.raises(registry.DuplicateAgency, match=r"Lagoon Telecommunications .* have the same code, TEL"):
        registry.load([folder])


def test_a_country_may_do_without_the_built_in_agencies(folder: Path) -> None:
    assert [agency.code for agency in registry.load([folder], built_in=())] == ["TEL"]


def test_another_package_offers_an_agency_by_an_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = EntryPoint("ports", f"{__name__}:ports", registry.ENTRY_POINTS)
    monkeypatch.setattr(EntryPoint, "load", lambda self: {"ports": ports}[self.name])
    monkeypatch.setattr(registry, "entry_points", lambda group: EntryPoints([offered]).select(group=group))

    assert [agency.code for agency in registry.load(built_in=[biosecurity.agency])] == ["BIO", "POR"]


def ports() -> Agency:
    header = Header("POR", "Lagoon Ports", Contact("Main Wharf"), Appeal("Harbour Court", 10, "Ports Act, s. 9"))
    return TableAgency(header, ())
