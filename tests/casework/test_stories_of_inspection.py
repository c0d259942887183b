"""Stories of inspections: those who want to look at the same goods come together, and each gives its verdict."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
import pytest
import sqlalchemy as sa
from amending import XML, Edit, amendment, weighing, with_item
from conftest import add_actor
from messages import PLANTS, SHIRTS, declaration, message

from agencies.contract import HoldKind, Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome, Concluded, Found, House, LabResult, SampleTaken, Wanted
from singlewindow.casework.clock import is_working_day
from singlewindow.errors import Invalid, NotAllowed, NotFound, NotPossible, Stale
from singlewindow.store.notice_tables import Announcement
from singlewindow.store.people import Actor

LAW = "Lagoon Biosecurity Act 2019, s. 31"


class Wharf:
    """A case that biosecurity and customs both want to look at, and the people around it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.trader = add_actor(house, "Trader One", "trader", "trader")
        self.customs = add_actor(house, "Customs Officer", "customs", "customs_officer", "CUS")
        self.biosecurity = add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO")
        raw = message(PLANTS, SHIRTS)
        self.reference = casework.lodge(house, self.trader, raw, "application/xml").decision.reference

    def asks(self, actor: Actor, *items: int, reason: str = "Look for insects.") -> casework.Answer:
        return casework.request_inspection(self.house, actor, self.reference, items=items, reason=reason)

    def sets(self, **changes: object) -> casework.Answer:
        wanted = Wanted("XLLAGMAINWHARF", self.working_time(), packages="10 cartons")
        changed = msgspec.structs.replace(wanted, **changes)
        return casework.set_inspection(self.house, self.customs, self.reference, wanted=changed)

    def finds(self, actor: Actor, *items: int, **found: object) -> casework.Answer:
        said = Found(**{"result": "as_declared", "concluded": Concluded(Outcome.CLEAR), **found})  # type: ignore[arg-type]
        return casework.record_finding(self.house, actor, self.reference, items=items, found=said)

    def working_time(self, hour: int = 10, *, holiday: bool = False) -> dt.datetime:
        """The next time at this hour, in the country, on a day on which people work, or do not."""
        local = self.house.now().astimezone(ZoneInfo(self.house.pack.time_zone)) + dt.timedelta(days=1)
        while is_working_day(local.date(), self.house.pack.holidays) is holiday:
            local += dt.timedelta(days=1)
        return local.replace(hour=hour, minute=0, second=0, microsecond=0)

    def days_pass(self) -> None:
        """The day of the appointment comes and goes."""
        later = self.working_time() + dt.timedelta(hours=2)
        self.house = msgspec.structs.replace(self.house, now=lambda: later)

    def samples(self, *items: int) -> int:
        """Biosecurity takes a sample; gives the id of the last one."""
        sample = SampleTaken("BIO-7", "Plant Health Diagnostic Laboratory")
        self.finds(self.biosecurity, *items, result="sample_taken", concluded=Concluded(), sample=sample)
        return self.read().inspections.samples[-1].id

    def tests(self, sample: int) -> casework.Answer:
        """The laboratory finds nothing in it."""
        tested = LabResult("pass", Concluded(Outcome.CLEAR))
        return casework.record_sample(self.house, self.biosecurity, self.reference, sample, tested=tested)

    def amends(self, number: int, edit: Edit) -> casework.Answer:
        """The trader amends an item, and customs consents."""
        old = declaration(PLANTS, SHIRTS)
        new = amendment(old, with_item(old, number, edit), self.reference)
        casework.amend(self.house, self.trader, self.reference, new, XML)
        request = self.read(self.customs).requests[0]
        words = {"granted": True, "reason": "Agreed."}
        return casework.decide_request(self.house, self.customs, self.reference, request.id, **words)  # type: ignore[arg-type]

    def read(self, actor: Actor | None = None) -> casework.CaseFile:
        return casework.read_case(self.house, actor or self.trader, self.reference)

    def told(self, event: str) -> list[tuple[str, str]]:
        """Who is told of an event: the kind of recipient, and which."""
        with self.house.database.reading() as session:
            told = sa.select(Announcement).where(Announcement.event == event).order_by(Announcement.id)
            return [(one.recipient_kind, one.recipient) for one in session.scalars(told)]


@pytest.fixture
def wharf(house: House) -> Wharf:
    return Wharf(house)


def test_two_agencies_look_at_the_goods_together_and_one_fails_an_item(house_on: House) -> None:
    wharf = Wharf(house_on)
    wharf.asks(wharf.biosecurity, 1)
    held = wharf.asks(wharf.customs, 1, 2, reason="Count the cartons.")
    assert held.decision.outcome is CaseOutcome.HELD
    assert held.response.function_code == "05"

    wharf.sets()
    shown = wharf.read().inspections
    assert {one.agency: one.items for one in shown.participants} == {"BIO": (1,), "CUS": (1, 2)}
    assert shown.standing is not None
    assert shown.standing.place_name == "Main Wharf, Lagoon Town"
    assert wharf.told("inspection_set") == [
        ("organisation", str(wharf.trader.organisation_id)),
        ("agency", "BIO"),
    ]

    wharf.finds(wharf.customs, 1, 2, quantity=Decimal(20), unit="CT")
    fails = Concluded(Outcome.REFUSE, law=LAW, note="Live scale insects on the leaves.")
    refused = wharf.finds(wharf.biosecurity, 1, result="fails", concluded=fails)

    outcomes = {item.item: item.outcome for item in refused.decision.items}
    assert outcomes == {1: CaseOutcome.REFUSED, 2: CaseOutcome.RELEASED}
    verdict = next(v for v in refused.decision.items[0].verdicts if v.agency == "BIO")
    assert verdict.reasons[0].law == LAW
    assert verdict.reasons[0].sentence.startswith("Inspection 1, Main Wharf, Lagoon Town, ")
    assert "Live scale insects" in verdict.reasons[0].sentence
    assert wharf.read().inspections.standing is None
    assert [entry.event for entry in reversed(wharf.read().timeline) if entry.event.startswith("inspection")] == [
        "inspection_requested",
        "inspection_requested",
        "inspection_set",
        "inspection_recorded",
        "inspection_recorded",
        "inspection_ended",
    ]


def test_a_sample_is_tested_while_its_item_is_held_and_comes_back_clean(wharf: Wharf) -> None:
    wharf.asks(wharf.biosecurity, 1)
    wharf.sets()
    sample = SampleTaken("BIO-7", "Plant Health Diagnostic Laboratory, Lagoon Town", Decimal("85.00"), "NZD")
    held = wharf.finds(wharf.biosecurity, 1, result="sample_taken", concluded=Concluded(), sample=sample)
    assert held.decision.items[0].outcome is CaseOutcome.HELD
    assert held.response.function_code == "05"
    shown = wharf.read().inspections
    assert (shown.participants, shown.standing) == ((), None)
    assert [(fee.name, fee.what, fee.amount, fee.currency) for fee in shown.fees] == [
        ("Lagoon Biosecurity", "Sample BIO-7", Decimal("85.00"), "NZD")
    ]

    tested = LabResult("pass", Concluded(Outcome.CLEAR, note="No virus found."), Decimal("0.02"), "mg/kg")
    clean = casework.record_sample(wharf.house, wharf.biosecurity, wharf.reference, shown.samples[0].id, tested=tested)
    assert clean.decision.outcome is CaseOutcome.RELEASED
    assert "passed (0.02 mg/kg). No virus found." in clean.decision.items[0].verdicts[0].reasons[0].sentence
    assert wharf.read().inspections.fees
    with pytest.raises(NotPossible):
        casework.record_sample(wharf.house, wharf.biosecurity, wharf.reference, shown.samples[0].id, tested=tested)


def test_the_trader_asks_for_another_time_and_customs_moves_the_inspection(wharf: Wharf) -> None:
    wharf.asks(wharf.biosecurity, 1)
    wharf.sets()
    casework.ask_other_time(wharf.house, wharf.trader, wharf.reference, text="After two, please.")
    assert wharf.told("other_time_asked") == [("agency", "CUS")]
    assert casework.list_inspections(wharf.house, wharf.customs).rows[0].other_time == "After two, please."

    wharf.sets(starts_at=wharf.working_time(14))
    standing = wharf.read().inspections.standing
    assert standing is not None
    assert (standing.number, standing.other_time) == (1, None)
    assert standing.starts_at == wharf.working_time(14)
    assert "was moved" in wharf.read().timeline[0].sentence


def test_who_does_not_come_is_recorded_and_gets_an_appointment_of_its_own(house_on: House) -> None:
    wharf = Wharf(house_on)
    wharf.asks(wharf.biosecurity, 1)
    wharf.asks(wharf.customs, 1)
    wharf.sets()
    wharf.finds(wharf.customs, 1)
    with pytest.raises(NotPossible, match="has not begun"):
        casework.record_absence(wharf.house, wharf.customs, wharf.reference, agency="BIO")
    wharf.days_pass()
    absent = casework.record_absence(wharf.house, wharf.customs, wharf.reference, agency="BIO", note="No boat came.")

    assert absent.decision.items[0].outcome is CaseOutcome.HELD
    assert wharf.read().inspections.appointments[0].absent == ("Lagoon Biosecurity",)
    assert [line.reference for line in casework.list_unset_inspections(wharf.house, wharf.customs)] == [wharf.reference]
    wharf.sets()
    assert wharf.finds(wharf.biosecurity, 1).decision.outcome is CaseOutcome.RELEASED
    assert [one.number for one in wharf.read().inspections.appointments] == [2, 1]


def test_who_did_not_come_may_come_once_the_inspection_is_moved(wharf: Wharf) -> None:
    wharf.asks(wharf.biosecurity, 1)
    wharf.asks(wharf.customs, 1)
    wharf.sets()
    wharf.days_pass()
    casework.record_absence(wharf.house, wharf.customs, wharf.reference, agency="BIO")
    assert [one.absent for one in wharf.read().inspections.participants] == [True, False]
    wharf.sets()
    assert [one.absent for one in wharf.read().inspections.participants] == [False, False]


@pytest.mark.parametrize("outcome", [Outcome.CLEAR, Outcome.CONDITIONAL])
def test_what_is_being_tested_is_not_let_go_before_its_result(wharf: Wharf, outcome: Outcome) -> None:
    wharf.asks(wharf.biosecurity, 1)
    wharf.sets()
    sample = wharf.samples(1)
    conditions = ["Keep apart."] if outcome is Outcome.CONDITIONAL else []
    words = {"items": [1], "outcome": outcome, "reason": "It looks well.", "conditions": conditions}
    with pytest.raises(NotPossible, match="A sample of item 1 is being tested"):
        casework.decide(wharf.house, wharf.biosecurity, wharf.reference, **words)  # type: ignore[arg-type]
    assert wharf.tests(sample).decision.outcome is CaseOutcome.RELEASED


def test_a_sample_of_the_goods_before_an_amendment_does_not_clear_those_declared_now(wharf: Wharf) -> None:
    wharf.asks(wharf.biosecurity, 1)
    wharf.sets()
    sample = wharf.samples(1)
    wharf.amends(1, weighing("200"))
    with pytest.raises(NotPossible):
        wharf.tests(sample)
    (shown,) = wharf.read(wharf.biosecurity).inspections.samples
    assert (shown.result, shown.overtaken) == (None, True)
    words = {"items": [1], "outcome": Outcome.CLEAR, "reason": "The certificate was confirmed."}
    cleared = casework.decide(wharf.house, wharf.biosecurity, wharf.reference, **words)  # type: ignore[arg-type]
    assert cleared.decision.items[0].outcome is CaseOutcome.RELEASED


def test_a_sample_of_an_item_that_an_amendment_left_alone_decides_it(wharf: Wharf) -> None:
    wharf.asks(wharf.biosecurity, 1)
    wharf.sets()
    sample = wharf.samples(1)
    wharf.amends(2, weighing("200"))
    assert not wharf.read().inspections.samples[0].overtaken
    bio = [v.outcome for v in wharf.tests(sample).decision.items[0].verdicts if v.agency == "BIO"]
    assert bio == [Outcome.CLEAR]


@pytest.mark.parametrize("wrong", [Decimal("1e-999999"), Decimal("0e-999999"), Decimal("1e12"), Decimal("NaN")])
def test_a_measure_that_nobody_can_read_is_refused(wharf: Wharf, wrong: Decimal) -> None:
    wharf.asks(wharf.biosecurity, 1)
    wharf.sets()
    with pytest.raises(Invalid) as refused:
        wharf.finds(wharf.biosecurity, 1, quantity=wrong, unit="KGM")
    assert [fault.field for fault in refused.value.fields] == ["quantity"]
    tested = LabResult("pass", Concluded(Outcome.CLEAR), value=wrong)
    with pytest.raises(Invalid) as refused:
        casework.record_sample(wharf.house, wharf.biosecurity, wharf.reference, wharf.samples(1), tested=tested)
    assert [fault.field for fault in refused.value.fields] == ["value"]


def test_an_inspection_that_nobody_needs_any_more_is_called_off(wharf: Wharf) -> None:
    wharf.asks(wharf.biosecurity, 1)
    wharf.sets()
    words = {"items": [1], "outcome": Outcome.CLEAR, "reason": "The certificate was confirmed."}
    casework.decide(wharf.house, wharf.biosecurity, wharf.reference, **words)  # type: ignore[arg-type]

    assert wharf.read().inspections.standing is None
    assert ("organisation", str(wharf.trader.organisation_id)) in wharf.told("inspection_called_off")
    assert casework.list_inspections(wharf.house, wharf.customs).rows == ()


def test_an_agency_sees_who_takes_part_and_no_findings_but_its_own(wharf: Wharf) -> None:
    wharf.asks(wharf.biosecurity, 1)
    wharf.asks(wharf.customs, 1)
    wharf.sets()
    wharf.finds(wharf.customs, 1, concluded=Concluded(Outcome.CLEAR, note="Cartons counted."))

    seen = wharf.read(wharf.biosecurity).inspections
    assert [one.agency for one in seen.participants] == ["BIO"]
    assert seen.appointments[0].findings == ()
    assert [one.note for one in wharf.read().inspections.appointments[0].findings] == ["Cartons counted."]
    assert [line.agencies for line in casework.list_inspections(wharf.house, wharf.biosecurity).rows] == [{"BIO": (1,)}]
    with pytest.raises(NotAllowed):
        casework.list_inspections(wharf.house, wharf.trader)


def test_an_appointment_that_cannot_be_is_refused_with_its_field(wharf: Wharf) -> None:
    wharf.asks(wharf.biosecurity, 1)
    wrong: list[tuple[str, object]] = [
        ("place", "XLNOWHERE"),
        ("starts_at", None),
        ("starts_at", dt.datetime(2020, 1, 6, 10, tzinfo=dt.UTC)),
        ("starts_at", wharf.working_time(20)),
        ("starts_at", wharf.working_time(10, holiday=True)),
        ("containers", ("MSKU0000000",)),
    ]
    for field, value in wrong:
        with pytest.raises(Invalid) as refused:
            wharf.sets(**{field: value})
        assert [fault.field for fault in refused.value.fields] == [field]


def test_a_result_needs_an_appointment_own_items_a_law_and_the_right_people(house: House) -> None:
    wharf = Wharf(house)
    with pytest.raises(NotPossible):
        wharf.sets()
    wharf.asks(wharf.biosecurity, 1)
    with pytest.raises(NotPossible):
        wharf.finds(wharf.biosecurity, 1)
    wharf.sets()
    with pytest.raises(Invalid):
        wharf.finds(wharf.customs, 2)
    with pytest.raises(Invalid) as refused:
        wharf.finds(wharf.biosecurity, 1, result="fails", concluded=Concluded(Outcome.CLEAR))
    assert [fault.field for fault in refused.value.fields] == ["outcome"]
    with pytest.raises(NotAllowed):
        casework.set_inspection(
            house, wharf.biosecurity, wharf.reference, wanted=Wanted("XLLAG1", wharf.working_time())
        )
    other = add_actor(house, "Other Trader", "trader", "trader")
    with pytest.raises(NotFound):
        casework.ask_other_time(house, other, wharf.reference, text="Later")
    with pytest.raises(Stale):
        casework.ask_other_time(house, wharf.trader, wharf.reference, text="Later", revision=1)


def test_a_hold_for_inspection_by_rule_asks_for_one_without_an_officer(house: House) -> None:
    trader = add_actor(house, "Trader One", "trader", "trader")
    customs = add_actor(house, "Customs Officer", "customs", "customs_officer", "CUS")
    raw = house.pack.samples.joinpath("import-firearm.xml").read_bytes()
    decision = casework.lodge(house, trader, raw, "application/xml").decision
    held = {v.agency for item in decision.items for v in item.verdicts if v.hold is HoldKind.INSPECTION}

    waiting = casework.list_unset_inspections(house, customs)
    assert held
    assert [set(line.agencies) for line in waiting] == [held]
