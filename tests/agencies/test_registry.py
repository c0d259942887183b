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
ENERGY = """\
agency:
  code: ENE
  name: Lagoon Energy Office
  contact: {office: "Power House, Lagoon Town", email: labels@energy.lagoon.example}
  appeal: {office: "Minister's office, Lagoon Town", days: 20, law: "Energy Act 2014 (Lagoon), s. 60"}
requirements:
  - id: ENE-LABEL
    title: Energy labels
    goods: ["841510-841583", "8418"]
    asks: permit
    documents: ["2"]
    answered_by: officer
    sentence: Apply to the Energy Office for the label before the machine is sent.
    law: {citation: "Energy Act 2014 (Lagoon), s. 12"}
    clock: 5
    valid_from: 2015-01-01
  - id: ENE-LAMPS
    title: Lamps with a filament
    goods: ["853922"]
    asks: inspection
    sentence: These lamps are looked at, for they may not be sold.
    law: {citation: "Energy Act 2014 (Lagoon), s. 31"}
    clock: 2
    valid_from: 2015-01-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "energy.yaml").write_text(ENERGY)
    (tmp_path / "README.md").write_text("Not an agency.")
    return tmp_path


def test_seven_agencies_are_built_in() -> None:
    agencies = registry.load()

    assert [agency.code for agency in agencies] == ["BIO", "ENV", "FOO", "MED", "POL", "TEL", "FIS"]
    assert all(isinstance(agency, Agency) for agency in agencies)


def test_a_further_agency_is_one_yaml_file(folder: Path) -> None:
    agencies = registry.load([folder])
    declared = declaration(
        Goods("841821", "Refrigerator", [("2", "L-1")]), Goods("841821", "Refrigerator"), Goods("610910", "T-shirts")
    )

    office = agencies.get("ENE")
    assert office is not None
    verdicts = [office.judge(item, declared, TODAY) for item in declared.items]

    assert len(agencies) == 8
    assert [verdict.outcome for verdict in verdicts] == [Outcome.PENDING, Outcome.PENDING, Outcome.NOT_CONCERNED]
    assert [verdict.waits_for for verdict in verdicts] == [WaitsFor.OFFICER, WaitsFor.DOCUMENT, None]
    assert verdicts[1].reasons[0].sentence == (
        "Apply to the Energy Office for the label before the machine is sent. "
        "Name it, with its number, on this item as document 2."
    )


def test_what_a_new_agency_asks_can_be_looked_up(folder: Path) -> None:
    office = registry.load([folder]).get("ENE")
    assert office is not None

    found = office.requirements_for(GoodsQuery(hs_code="8418", direction="import", on=TODAY.on))

    assert [requirement.id for requirement in found] == ["ENE-LABEL"]


def test_a_folder_that_is_not_there_holds_no_agency(tmp_path: Path) -> None:
    assert len(registry.load([tmp_path / "nowhere"])) == 7


def test_two_agencies_with_one_code_are_refused(folder: Path) -> None:
    (folder / "another.yaml").write_text(ENERGY.replace("Office\n", "Ministry\n", 1))

    with pytest.raises(registry.DuplicateAgency, match=r"Lagoon Energy .* have the same code, ENE"):
        registry.load([folder])


def test_a_country_may_do_without_the_built_in_agencies(folder: Path) -> None:
    assert [agency.code for agency in registry.load([folder], built_in=())] == ["ENE"]


def test_another_package_offers_an_agency_by_an_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = EntryPoint("ports", f"{__name__}:ports", registry.ENTRY_POINTS)
    monkeypatch.setattr(EntryPoint, "load", lambda self: {"ports": ports}[self.name])
    monkeypatch.setattr(registry, "entry_points", lambda group: EntryPoints([offered]).select(group=group))

    assert [agency.code for agency in registry.load(built_in=[biosecurity.agency])] == ["BIO", "POR"]


def ports() -> Agency:
    header = Header("POR", "Lagoon Ports", Contact("Main Wharf"), Appeal("Harbour Court", 10, "Ports Act, s. 9"))
    return TableAgency(header, ())
