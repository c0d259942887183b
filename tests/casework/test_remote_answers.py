"""What an agency's own system answers: whose word counts, what comes too late, and what becomes of an ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from amending import XML, amendment, weighing, with_item
from conftest import add_actor
from messages import SHIRTS, Goods, declaration, message
from remote_agency import BICYCLE, BIKE, CODE, SIDECAR, RemoteAgency, cleared, held, refused
from worked import later, run_due

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome, House
from singlewindow.casework.remote.answering import take_answer
from singlewindow.casework.remote.contents import Taken
from singlewindow.casework.remote.listing import AgencyLine, ask_again, list_agencies
from singlewindow.config import Settings
from singlewindow.errors import Invalid, KeyReused


class Window:
    """A window with a trader, the vehicle office's system and an officer of it, and a case of two cycles and shirts."""

    def __init__(self, house: House, office: RemoteAgency) -> None:
        self.house, self.office = office.joined(house), office
        self.trader = add_actor(house, "Trader One", "trader", "trader")
        self.officer = add_actor(house, "Veh Officer", "agency", "agency_officer", CODE)
        self.reference, self.serial = "", 0

    def lodge(self, *goods: Goods) -> casework.Decision:
        self.serial += 1
        raw = message(*goods, reference=f"T-{self.serial}")
        decision = casework.lodge(self.house, self.trader, raw, XML).decision
        self.reference = decision.reference
        return decision

    def amend(self, item: int, kilograms: str) -> None:
        old = declaration(BIKE, SHIRTS, BICYCLE, reference=f"T-{self.serial}")
        raw = amendment(old, with_item(old, item, weighing(kilograms)), self.reference, f"A-{self.serial}")
        casework.amend(self.house, self.trader, self.reference, raw, XML)

    def cancel(self) -> None:
        casework.cancel(self.house, self.trader, self.reference, reason_code="10", reason="Lodged twice.")

    def said(self) -> list[tuple[str, dict[str, Any]]]:
        """What the system was sent about the case: the end of its id, and the claims."""
        found = [claims for _, claims in self.office.said(self.house) if claims["jti"].startswith(self.reference)]
        ends = [(claims["jti"].removeprefix(self.reference), claims) for claims in found]
        return sorted(ends, key=lambda one: one[0])

    def answer(self, items: list[dict[str, Any]], *, version: int = 1, jti: str = "A-1", **claims: Any) -> Taken:
        ask, claims["jti"] = f"{self.reference}-{version}-{CODE}", f"{self.reference}-{jti}"
        return take_answer(self.house, CODE, self.office.answer(self.house, ask, items=items, **claims))

    def outcome(self) -> CaseOutcome:
        return casework.read_decision(self.house, self.trader, self.reference).decision.outcome

    def decided_by(self) -> dict[int, str]:
        decision = casework.read_decision(self.house, self.trader, self.reference).decision
        return {item.item: one.decided_by for item in decision.items for one in item.verdicts if one.agency == CODE}

    def events(self) -> list[str]:
        return [one.event for one in reversed(casework.read_case(self.house, self.trader, self.reference).timeline)]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """One window for all tests: each has a case of its own."""
    house = House.open(Settings.from_environment({"SINGLEWINDOW_VAR": str(tmp_path_factory.mktemp("window"))}))
    house.upgrade()
    with RemoteAgency() as office:
        yield Window(house, office)
    house.database.dispose()


@pytest.fixture
def window(opened: Window) -> Window:
    run_due(opened.house)
    opened.office.status, opened.office.reply = 202, None
    opened.lodge(BIKE, SHIRTS, BICYCLE)
    return opened


def test_each_item_takes_its_own_answer_with_its_law_and_conditions(window: Window) -> None:
    conditional = [
        {**cleared(3)[0], "outcome": "conditional", "conditions": ["Fit a bell."], "valid_until": "2999-12-31"}
    ]

    window.answer([*refused(1), *conditional])

    decision = casework.read_decision(window.house, window.trader, window.reference).decision
    first, _, third = (next(iter(v for v in item.verdicts if v.agency != "CUS"), None) for item in decision.items)
    assert first is not None
    assert (first.outcome, first.reasons[0].law) == (Outcome.REFUSE, "Vehicles Act 2018, s. 19")
    assert third is not None
    assert (third.conditions, third.reasons[0].law) == (("Fit a bell.",), "Vehicles Act 2018, s. 12")
    assert third.reasons[0].sentence.endswith("This answer is valid until 2999-12-31.")


def test_what_an_officer_decided_meanwhile_stands_and_the_trail_says_that_an_answer_came(window: Window) -> None:
    casework.decide(
        window.house, window.officer, window.reference, items=[1], outcome=Outcome.CLEAR, reason="Seen at the wharf."
    )

    taken = window.answer([*refused(1), *cleared(3)])

    assert (taken.applied, taken.kept) == ((3,), (1,))
    assert window.decided_by() == {1: "Veh Officer", 3: "the system of Lagoon Vehicle Office"}
    assert window.outcome() is CaseOutcome.RELEASED
    assert window.events()[-3:] == ["verdict_given", "answer_kept", "decided"]


def test_a_system_may_think_better_of_its_own_answer_and_an_older_one_does_not_overtake_it(window: Window) -> None:
    now = int(window.house.now().timestamp())
    window.answer(held(1, 3), jti="A-1", iat=now - 20)
    assert window.outcome() is CaseOutcome.HELD
    window.answer(cleared(3), jti="A-2", iat=now - 10)
    older = window.answer(refused(3), jti="A-3", iat=now - 15)
    window.answer(cleared(1), jti="A-4", iat=now)

    assert older.applied == ()
    assert window.outcome() is CaseOutcome.RELEASED


def test_an_amendment_withdraws_the_ask_tells_the_system_and_asks_anew(window: Window) -> None:
    run_due(window.house)
    window.amend(1, "75")
    run_due(window.house)

    (_, first), (_, withdrawn), (_, second) = window.said()
    assert (withdrawn["ask"], withdrawn["because"]) == (first["jti"], "amended")
    assert [one["item"] for one in second["items"]] == [1, 3]

    late = window.answer(refused(1))
    assert (late.applied, window.outcome()) == ((), CaseOutcome.PENDING)
    window.answer(cleared(1, 3), version=2, jti="A-2")
    assert window.outcome() is CaseOutcome.RELEASED


def test_an_amendment_of_other_goods_lets_the_ask_stand(window: Window) -> None:
    window.amend(2, "75")

    window.answer(cleared(1, 3))

    assert window.outcome() is CaseOutcome.RELEASED


def test_a_cancelled_case_hears_an_answer_and_does_not_move(window: Window) -> None:
    run_due(window.house)
    window.cancel()
    run_due(window.house)

    assert [claims.get("because") for _, claims in window.said()] == [None, "cancelled"]
    assert "the declaration is cancelled" in window.answer(cleared(1, 3)).sentence
    assert window.outcome() is CaseOutcome.CANCELLED


def test_an_ask_that_never_left_is_withdrawn_without_a_word(window: Window) -> None:
    window.cancel()
    run_due(window.house)

    assert window.said() == []


def test_after_a_question_was_answered_the_system_may_still_answer(window: Window) -> None:
    casework.ask(window.house, window.officer, window.reference, items=[1, 3], text="Which year?")
    question = casework.read_case(window.house, window.trader, window.reference).questions[0]
    casework.reply(window.house, window.trader, window.reference, question.id, "2024")

    assert window.answer(cleared(1, 3)).applied == (1, 3)
    assert window.outcome() is CaseOutcome.RELEASED


def test_what_the_table_prohibits_needs_no_system(window: Window) -> None:
    decision = window.lodge(SIDECAR)
    run_due(window.house)

    assert decision.outcome is CaseOutcome.REFUSED
    assert window.said() == []


@pytest.mark.parametrize(
    ("items", "field"),
    [
        (cleared(2), "items/0/item"),
        (cleared(1, 1), "items/1/item"),
        ([{**cleared(1)[0], "conditions": ["Fit a bell."]}], "items/0/conditions"),
        ([{**cleared(1)[0], "outcome": "conditional"}], "items/0/conditions"),
        ([{**cleared(1)[0], "outcome": "hold"}], "items/0/hold"),
        ([{**cleared(1)[0], "valid_until": "2020-01-01"}], "items/0/valid_until"),
        ([{**cleared(1)[0], "outcome": "perhaps"}], "items[0].outcome"),
        ([{**cleared(1)[0], "reasons": []}], "items[0].reasons"),
        ([], "items"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_refused_with_its_place(
    window: Window, items: list[dict[str, Any]], field: str
) -> None:
    with pytest.raises(Invalid) as refused_:
        window.answer(items)

    assert [one.field for one in refused_.value.fields] == [field]
    assert window.outcome() is CaseOutcome.PENDING


def test_an_id_is_one_answers_for_ever(window: Window) -> None:
    window.answer(held(1, 3))

    with pytest.raises(KeyReused):
        window.answer(cleared(1, 3))


def test_an_answer_that_comes_back_at_once_is_taken_and_a_wrong_one_is_asked_for_again(window: Window) -> None:
    office, house = window.office, window.house
    office.status = 200
    office.reply = lambda ask: office.answer(house, ask["jti"], iss="XXX", items=cleared(1, 3))
    before = line(house)
    run_due(house)
    assert (line(house).waiting, line(house).answered) == (before.waiting, before.answered)
    assert "sent as VEH's" in str(line(house).error)

    hour = later(house, dt.timedelta(hours=1))
    office.reply = lambda ask: office.answer(hour, ask["jti"], jti=ask["jti"], items=cleared(1, 3))
    run_due(hour)

    assert window.outcome() is CaseOutcome.RELEASED
    assert line(house).answered == before.answered + 1


def test_nothing_is_sent_to_a_private_address_unless_the_administrator_lets_it(window: Window) -> None:
    strict = msgspec.structs.replace(window.house.settings, agency_private=False)

    run_due(msgspec.structs.replace(window.house, settings=strict))

    assert window.said() == []
    assert "SINGLEWINDOW_AGENCY_PRIVATE=1" in str(line(window.house).error)


def test_a_system_that_stays_silent_is_overdue_as_any_agency_is(window: Window) -> None:
    run_due(later(window.house, dt.timedelta(days=20)))

    assert "overdue" in window.events()


def test_an_administrator_has_a_system_asked_again(window: Window) -> None:
    run_due(window.house)
    assert ask_again(window.house, CODE) == line(window.house).waiting
    run_due(later(window.house, dt.timedelta(seconds=1)))

    assert [end for end, _ in window.said()] == [f"-1-{CODE}"] * 2


def line(house: House) -> AgencyLine:
    return next(one for one in list_agencies(house) if one.code == CODE)
