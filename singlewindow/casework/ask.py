"""An agency, or customs, asks the trader something or for documents. While the question is open the items are held."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal, get_args

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import HoldKind, Outcome, Reason, Verdict
from singlewindow.casework.answer import Answer
from singlewindow.casework.clock import due_on
from singlewindow.casework.conclude import close
from singlewindow.casework.decide import LONGEST, own_items
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, open_case
from singlewindow.casework.remind import add_reminders
from singlewindow.errors import FieldError, Invalid
from singlewindow.store import audit, questions
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.verdicts import Given

Kind = Literal["question", "documents"]
QUESTION_KINDS: tuple[Kind, ...] = get_args(Kind)
_ASKED = {"question": "Answer the question", "documents": "Send these documents"}

LONGEST_WAIT = dt.timedelta(days=366)


@again
def ask(
    house: House,
    actor: Actor,
    reference: str,
    *,
    items: Sequence[int],
    text: str,
    kind: Kind = "question",
    answer_by: dt.date | None = None,
    follows: int | None = None,
    revision: int | None = None,
) -> Answer:
    """Ask the trader about these items, or for documents about them (``kind``).

    ``answer_by`` is the last day for the answer; without it, the country pack's working days. ``follows`` is a question
    of the same agency whose thread goes on. Raises Invalid, NotFound, NotAllowed, NotPossible, Stale.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "ask", revision)
        mine = own_items(opened, items)
        until = answer_by or _usual(opened)
        _require_question(opened, items, mine, text, kind, until)
        thread = _thread(session, opened, follows)
        asked = _question(opened, items, text, kind) | {"answer_by": until, "thread_id": thread}
        add_reminders(house, session, questions.add(session, asked), until, opened.at)
        given = [Given(_held(one, text, kind, actor), opened.at, by_id=actor.account_id) for one in mine]
        told = {"agency": actor.agency, "items": sorted(items), "text": text.strip()}
        event = audit.Event("question_asked", told | {"kind": kind, "answer_by": f"{until}"})
        return close(session, opened, given, event)


def require_day(opened: Opened, answer_by: dt.date) -> None:
    """Raise Invalid where nobody could answer by that day, or it lies more than a year ahead."""
    today = opened.house.day_of(opened.at)
    if not today < answer_by <= today + LONGEST_WAIT:
        sentence = "The day for the answer must be after today, and within a year."
        raise Invalid(sentence, (FieldError("answer_by", sentence),))


def _usual(opened: Opened) -> dt.date:
    pack = opened.house.pack
    usual = due_on(opened.house.day_of(opened.at), pack.queries.days, pack.holidays)
    assert usual is not None
    return usual


def _require_question(
    opened: Opened, items: Sequence[int], mine: Sequence[Verdict], text: str, kind: str, answer_by: dt.date
) -> None:
    tests = (
        (not items or len(mine) != len(frozenset(items)), "items", "Choose items that concern your agency."),
        (kind not in QUESTION_KINDS, "kind", "Choose whether you ask a question or for documents."),
        (not text.strip(), "text", "Enter the question."),
        (len(text) > LONGEST, "text", f"Use {LONGEST} characters or less."),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in tests if wrong)
    if faults:
        raise Invalid("The question cannot be sent.", faults)
    require_day(opened, answer_by)


def _thread(session: Session, opened: Opened, follows: int | None) -> int | None:
    """The first question of the thread that goes on."""
    if follows is None:
        return None
    earlier = questions.find(session, follows)
    if earlier is None or earlier.case_id != opened.case.id or earlier.agency != opened.actor.agency:
        sentence = "There is no such question of your agency in this case."
        raise Invalid(sentence, (FieldError("follows", sentence),))
    return earlier.thread_id or earlier.id


def _question(opened: Opened, items: Sequence[int], text: str, kind: str) -> dict[str, object]:
    return {
        "case_id": opened.case.id,
        "agency": opened.actor.agency,
        "items": msgspec.json.encode(sorted(items)).decode(),
        "asked_by_id": opened.actor.account_id,
        "asked_at": opened.at,
        "text": text.strip(),
        "kind": kind,
    }


def _held(earlier: Verdict, text: str, kind: str, actor: Actor) -> Verdict:
    ground = earlier.reasons[0] if earlier.reasons else None
    asked = Reason(
        rule="officer",
        sentence=f"{_ASKED[kind]}: {text.strip()}",
        law=ground.law if ground else "",
        pointer=ground.pointer if ground else "42A",
    )
    return Verdict(
        agency=earlier.agency,
        item=earlier.item,
        outcome=Outcome.HOLD,
        hold=HoldKind.QUERY,
        reasons=(asked,),
        decided_by=actor.name,
    )
