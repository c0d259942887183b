"""The lists that the pages offer."""

from pathlib import Path

import yaml

from singlewindow.web.drafting.lists import Lists, code_tables

ROOT = Path(__file__).parents[3]


def test_the_packs_own_country_office_and_currency_are_offered(lists: Lists) -> None:
    assert lists["countries"]["XL"] == "Lagoon Islands"
    assert lists["offices"]["XLLAG1"] == "Lagoon Town Port"
    assert next(iter(lists["currencies"])) == "NZD"


def test_no_list_is_longer_than_a_page_can_bear(lists: Lists) -> None:
    assert {name: len(codes) for name, codes in lists.tables.items() if len(codes) >= 300} == {}


def test_every_table_names_its_source() -> None:
    assert all(table.source for table in code_tables().values())


def test_every_document_that_an_agency_asks_for_can_be_picked(lists: Lists) -> None:
    asked = set()
    for file in (ROOT / "agencies").rglob("*.yaml"):
        text = yaml.safe_load(file.read_text(encoding="utf-8"))
        for requirement in (text or {}).get("requirements", ()) if isinstance(text, dict) else text or ():
            asked |= {str(code) for code in requirement.get("documents", ())}
    assert asked - set(lists["documents"]) == set()
