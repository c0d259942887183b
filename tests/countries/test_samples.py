"""The sample declarations: whole, consistent, and decided as their table says."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
import yaml

from agencies.contract import Evidence, Outcome, WaitsFor
from singlewindow import casework
from singlewindow.casework import House
from singlewindow.casework.consolidate import Position, consolidate
from singlewindow.casework.consult import consult
from singlewindow.casework.decision import CaseOutcome
from singlewindow.config import Settings
from singlewindow.countries import CountryPack
from wco_datamodel import Declaration, parse

SAMPLES = CountryPack.load("lagoon").samples
DAY = dt.date(2026, 11, 24)


class ExpectedItem(msgspec.Struct, forbid_unknown_fields=True):
    """What is expected of one item: its outcome, and each agency's verdict, with what a pending one waits for."""

    outcome: CaseOutcome
    verdicts: dict[str, str]


class Expected(msgspec.Struct, forbid_unknown_fields=True):
    """What is expected of one sample."""

    outcome: CaseOutcome
    lane: str
    items: dict[int, ExpectedItem]


class Refused(msgspec.Struct, forbid_unknown_fields=True):
    """What is expected of a broken sample: the places of its errors, by WCO pointer, and empty for none."""

    errors: list[str]


class Table(msgspec.Struct, forbid_unknown_fields=True):
    """The file of expectations."""

    accepted: dict[str, Expected]
    refused: dict[str, Refused]


def table() -> Table:
    text = (SAMPLES / "expected.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Table, strict=False)


ACCEPTED = table().accepted
REFUSED = table().refused

each_accepted = pytest.mark.parametrize("name", sorted(ACCEPTED))
each_refused = pytest.mark.parametrize("name", sorted(REFUSED))


@pytest.fixture(scope="module")
def lagoon(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The Lagoon's house. Its database is never opened here."""
    return House.open(Settings.from_environment({"SINGLEWINDOW_VAR": str(tmp_path_factory.mktemp("var"))}))


def content_type(name: str) -> str:
    return "application/json" if name.endswith(".json") else "application/xml"


def declaration_of(name: str) -> Declaration:
    declaration = parse((SAMPLES / name).read_bytes(), content_type(name)).declaration
    assert declaration is not None
    return declaration


def files() -> Iterator[str]:
    for path in sorted(SAMPLES.rglob("*")):
        if path.suffix in (".xml", ".json"):
            yield str(path.relative_to(SAMPLES))


def test_every_sample_has_its_expectation() -> None:
    assert sorted(files()) == sorted([*ACCEPTED, *REFUSED])


def test_the_table_for_readers_lists_every_sample() -> None:
    listed = re.findall(r"^\| \[`([^`]+)`\]", (SAMPLES / "README.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(listed) == sorted(files())


@pytest.mark.parametrize("name", [name for name in files() if name.endswith(".xml")])
def test_a_sample_begins_by_saying_what_it_shows_and_what_is_expected(name: str) -> None:
    comment = re.match(r"<\?xml[^>]*>\n<!--(.*?)-->", (SAMPLES / name).read_text(encoding="utf-8"), re.DOTALL)

    assert comment is not None
    assert "Expected: " in comment[1]


@each_accepted
def test_a_sample_would_be_accepted(lagoon: House, name: str) -> None:
    checked = casework.check(lagoon, (SAMPLES / name).read_bytes(), content_type(name))

    assert [(problem.pointer, problem.sentence) for problem in checked.problems] == []


@each_accepted
def test_the_totals_of_a_sample_are_those_of_its_items(name: str) -> None:
    declaration = declaration_of(name)
    items = declaration.items
    invoice, mass = declaration.invoice_amount, declaration.total_gross_mass_measure
    packages, count = declaration.total_package_quantity, declaration.goods_item_quantity

    assert invoice is not None
    assert mass is not None
    assert packages is not None
    assert count is not None
    assert invoice.value == sum((item.price.value for item in items if item.price), Decimal())
    assert mass.value == sum((item.gross_mass for item in items if item.gross_mass), Decimal())
    assert packages.value == sum(
        (pack.quantity_quantity.value for item in items for pack in item.packaging if pack.quantity_quantity), Decimal()
    )
    assert count.value == len(items)


def test_no_two_samples_share_a_reference() -> None:
    references = [declaration_of(name).functional_reference_id for name in ACCEPTED]

    assert len(set(references)) == len(references)


def said(outcome: Outcome, waits_for: WaitsFor | None) -> str:
    return f"{outcome.value}: {waits_for.value}" if waits_for else outcome.value


@each_accepted
def test_a_sample_is_decided_as_expected(lagoon: House, name: str) -> None:
    declaration = declaration_of(name)

    lane, verdicts = consult(lagoon, declaration, Evidence(on=DAY))
    decision = consolidate((item.sequence_numeric for item in declaration.items), verdicts, Position())

    found = Expected(
        outcome=decision.outcome,
        lane=lane.lane,
        items={
            item: ExpectedItem(outcome, {v.agency: said(v.outcome, v.waits_for) for v in verdicts if v.item == item})
            for item, outcome in decision.items.items()
        },
    )
    assert msgspec.to_builtins(found) == msgspec.to_builtins(ACCEPTED[name])


@each_refused
def test_a_broken_sample_is_refused_with_all_its_errors(lagoon: House, name: str) -> None:
    checked = casework.check(lagoon, (SAMPLES / name).read_bytes(), content_type(name))

    assert not checked.acceptable
    assert [problem.pointer for problem in checked.problems if problem.severity == "error"] == REFUSED[name].errors


def test_the_samples_show_every_outcome_that_a_lodgement_can_have() -> None:
    shown = {expected.outcome for expected in ACCEPTED.values()}

    assert shown >= {
        CaseOutcome.RELEASED,
        CaseOutcome.RELEASED_WITH_CONDITIONS,
        CaseOutcome.PENDING,
        CaseOutcome.HELD,
        CaseOutcome.REFUSED,
    }


def test_the_samples_are_our_own_profile() -> None:
    for path in (Path(SAMPLES / name) for name in ACCEPTED):
        assert parse(path.read_bytes(), content_type(path.name)).profile.name == "SW:1"
