"""Examples in the documentation are real: they can be read, and do what the page says."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
import yaml
from documentation import DOCS, ROOT, Document, documents

from agencies import registry
from agencies.contract import GoodsQuery, Requirement
from agencies.registry import Registry
from singlewindow.countries import CountryPack

JSON_BLOCKS = [(page, body) for page in documents() for language, body in page.blocks if language == "json"]


def agency_example() -> str:
    """The agency file of the how-to, as a reader would type it."""
    blocks = Document(DOCS / "how-to" / "add-an-agency.md").blocks
    return next(body for language, body in blocks if language == "yaml")


@pytest.fixture
def further(tmp_path: Path) -> Registry:
    (tmp_path / "energy.yaml").write_text(agency_example(), encoding="utf-8")
    return registry.load([tmp_path])


@pytest.mark.parametrize(("page", "body"), JSON_BLOCKS, ids=lambda value: getattr(value, "name", ""))
def test_a_json_example_is_json(page: Document, body: str) -> None:
    assert isinstance(json.loads(body), dict), page.name


def test_the_agency_of_the_how_to_is_a_further_agency(further: Registry) -> None:
    assert [agency.code for agency in further] == [*(agency.code for agency in registry.load()), "ENE"]


@pytest.mark.parametrize(
    ("hs_code", "asked"),
    [("841821", ["ENE-LABEL"]), ("841861", []), ("853922", ["ENE-LAMPS"]), ("610910", [])],
)
def test_the_agency_of_the_how_to_asks_what_its_table_says(further: Registry, hs_code: str, asked: list[str]) -> None:
    agency = further.get("ENE")
    assert agency is not None

    found = agency.requirements_for(GoodsQuery(hs_code=hs_code, direction="import", on=dt.date(2026, 11, 24)))

    assert [requirement.id for requirement in found] == asked


def test_the_fields_that_the_how_to_explains_are_the_fields_of_a_requirement() -> None:
    text = Document(DOCS / "how-to" / "add-an-agency.md").text
    missing = [field for field in Requirement.__struct_fields__ if f"`{field}`" not in text]

    assert missing == []


TUTORIAL = Document(DOCS / "tutorial" / "first-decision.md")


def test_the_buttons_and_headings_of_the_tutorial_are_on_the_pages() -> None:
    pages = (ROOT / "singlewindow" / "web").rglob("*")
    shown = "\n".join(page.read_text(encoding="utf-8") for page in pages if page.suffix in (".html", ".py"))

    named = re.findall(r"\*\*([^*]+)\*\*", TUTORIAL.prose)
    assert named
    assert [name for name in named if name not in shown] == []


def test_the_decisions_that_the_tutorial_prints_are_those_expected_of_the_samples() -> None:
    expected = yaml.safe_load((CountryPack.load("lagoon").samples / "expected.yaml").read_text(encoding="utf-8"))
    outcomes = {name.rpartition(".")[0]: one["outcome"].replace("_", " ") for name, one in expected["accepted"].items()}

    printed = [line for _, body in TUTORIAL.blocks for line in body.splitlines() if line.split(" ")[0] in outcomes]
    assert printed
    assert [line for line in printed if not line.endswith(outcomes[line.split(" ")[0]])] == []
