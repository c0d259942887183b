"""An act in the life of a permit: allowed by the table of states, told in its history, with what it grants."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Requirement
from singlewindow.casework.answer import named
from singlewindow.casework.clock import days_left, due_on
from singlewindow.casework.house import House
from singlewindow.casework.permits import granting
from singlewindow.casework.permits.allowing import allowed
from singlewindow.casework.permits.announcing import announce_act, look_again
from singlewindow.casework.permits.file import PermitFile, file_of, requirement_of, terms_of, visible_permit
from singlewindow.casework.permits.granting import LONGEST, Changes
from singlewindow.casework.permits.needing import require_first
from singlewindow.errors import FieldError, Invalid, NotAllowed
from singlewindow.permits import fees
from singlewindow.permits.states import BY_ACT, Step
from singlewindow.permits.terms import Terms
from singlewindow.store import audit, ledger, permits
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import Permit

ACTS = tuple(act for act in BY_ACT if act not in ("save", "renew"))
"""The acts that are nothing but a row of the table."""

_RUNS = frozenset({"applied", "taken", "examined", "approved"})
"""The states in which the agency's clock runs."""


class Acting(msgspec.Struct, frozen=True):
    """An act on a permit that is held. ``asked`` is the requirement that it answers, while the law has it."""

    house: House
    session: Session
    actor: Actor
    permit: Permit
    step: Step
    at: dt.datetime
    reason: str
    changes: Changes
    asked: Requirement | None

    @property
    def today(self) -> dt.date:
        """The day in the country."""
        return self.house.day_of(self.at)

    @property
    def old(self) -> Terms:
        """The terms before the act."""
        return terms_of(self.permit)

    @property
    def new(self) -> Terms:
        """The terms after it."""
        return granting.changed(self.old, self.step, self.changes, self.today) if self.step.sets else self.old

    @property
    def widens(self) -> bool:
        """Whether the act makes a permit that takes two officers larger or longer."""
        takes_two = self.asked is not None and self.asked.second_person
        return takes_two and self.step.act in ("vary", "extend") and granting.widens(self.old, self.new)


@again
def act_on_permit(
    house: House,
    actor: Actor,
    number: str,
    act: str,
    *,
    reason: str = "",
    changes: Changes | None = None,
    revision: int | None = None,
) -> PermitFile:
    """Do one act of ``singlewindow.permits.states`` and give the permit as it stands then.

    Raises Invalid naming the fields, NotFound, NotAllowed, NotPossible, and Stale where it changed meanwhile.
    """
    if act not in ACTS:
        raise Invalid("There is no such act.", (FieldError("act", "Choose one of the acts that are offered."),))
    with house.database.writing() as session:
        permit = visible_permit(session, actor, number, hold=True)
        carry_out(house, session, actor, permit, act, reason=reason, changes=changes, revision=revision)
        return file_of(house, session, actor, permit)


def carry_out(
    house: House,
    session: Session,
    actor: Actor,
    permit: Permit,
    act: str,
    *,
    reason: str = "",
    changes: Changes | None = None,
    revision: int | None = None,
) -> None:
    """Do an act on a permit that is held, in the caller's transaction; see ``act_on_permit``."""
    step = allowed(actor, permit, act, revision)
    asked = requirement_of(house, permit.agency, permit.requirement)
    acting = Acting(house, session, actor, permit, step, house.now(), reason.strip(), changes or Changes(), asked)
    _require(acting)
    _do(acting)


def _require(acting: Acting) -> None:
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in _faults(acting) if wrong)
    if faults:
        raise Invalid("This cannot be recorded as it is.", faults)
    if acting.widens and acting.actor.account_id in (acting.permit.approved_by_id, acting.permit.countersigned_by_id):
        raise NotAllowed("You signed this, and it takes two: an officer who did not must widen or extend it.")
    if acting.asked and acting.step.act in ("apply", "approve", "countersign"):
        holder = acting.permit.holder_organisation_id
        require_first(acting.house, acting.session, holder, acting.asked, acting.today)


def _faults(acting: Acting) -> Iterator[tuple[bool, str, str]]:
    reason = acting.reason
    yield acting.step.reason and not reason, "reason", "Enter the reason: the other side will read it."
    yield len(reason) > LONGEST, "reason", f"Use {LONGEST} characters or less."
    yield from granting.faults(acting.old, acting.step, acting.changes, acting.today)


def _do(acting: Acting) -> None:
    permit, step, new = acting.permit, acting.step, acting.new
    status, event = step.leaves or permit.status, step.event
    if step.act == "approve" and acting.asked and acting.asked.second_person:
        status, event = "approved", "approved"
    issued = status == "issued" and step.act in ("approve", "countersign")
    if issued or step.act in ("vary", "extend"):
        _enter(acting, issued=issued)
    values = {"status": status, "changed_at": acting.at, "reason": acting.reason, **_clock(acting, status)}
    terms = {"terms": msgspec.json.encode(new).decode(), "valid_to": new.valid_to} if step.sets else {}
    owed = {"fees": _owed(acting)} if step.act == "apply" else {}
    issue = {"issued_at": acting.at} if issued else {}
    permits.change(acting.session, permit, {**values, **_by(acting, status), **terms, **owed, **issue})
    data = {"reason": acting.reason, "status": status, "terms": msgspec.to_builtins(new)}
    permits.tell(acting.session, permit.id, named(acting.actor), acting.at, audit.Event(event, data))
    announce_act(acting.session, permit, step, event, acting.at)
    if status == "issued" and (issued or step.sets):
        look_again(acting.house, acting.session, permit.id, new.valid_to, acting.at)


def _enter(acting: Acting, *, issued: bool) -> None:
    """Enter what is granted into the ledger."""
    left = ledger.last(acting.session, acting.permit.id)[1]
    entries = granting.granted(acting.permit.id, acting.old, acting.new, left, issued=issued)
    ledger.add(acting.session, entries, ledger.Maker(named(acting.actor), acting.at))


def _owed(acting: Acting) -> str:
    """What is owed with the application's own fee, as the table of its day has it."""
    owed = fees.read(acting.permit.fees)
    asked = acting.asked
    if asked and asked.fee:
        line = fees.Owed("Application", asked.fee.amount, asked.fee.currency, acting.today, asked.law.citation)
        owed = (*owed, line)
    return fees.write(owed)


def _by(acting: Acting, status: str) -> dict[str, Any]:
    officer: dict[str, Any] = {"officer_id": acting.actor.account_id} if acting.step.whose == "officer" else {}
    if acting.step.act == "approve":
        officer["approved_by_id"] = acting.actor.account_id
    if acting.step.act == "countersign" or acting.widens:
        officer["countersigned_by_id"] = acting.actor.account_id
    return {**officer, "approved_by_id": None} if status == "taken" else officer


def _clock(acting: Acting, status: str) -> dict[str, Any]:
    """The agency's clock runs from the application, stands while the applicant has it, and ends with an answer.

    After the applicant's answer it runs on with the days that it had: it does not begin anew.
    """
    permit, holidays = acting.permit, acting.house.pack.holidays
    if acting.step.act == "apply":
        return {"due_on": due_on(acting.today, acting.asked.clock if acting.asked else None, holidays)}
    if acting.step.act == "query" and permit.due_on is not None:
        return {"due_on": None, "days_left": days_left(acting.today, permit.due_on, holidays)}
    if acting.step.act == "answer":
        return {"due_on": due_on(acting.today, permit.days_left, holidays), "days_left": None}
    return {} if status in _RUNS else {"due_on": None, "days_left": None}
