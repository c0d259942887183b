"""An act in the life of a permit: allowed by the table of states, told in its history, with what it grants."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.answer import named
from singlewindow.casework.clock import due_on
from singlewindow.casework.house import House
from singlewindow.casework.permits.applying import require_first
from singlewindow.casework.permits.asking import ends_first, wrong_quantity
from singlewindow.casework.permits.file import (
    PermitFile,
    file_of,
    requirement_of,
    side_of,
    terms_of,
    visible_permit,
)
from singlewindow.errors import FieldError, Invalid, NotAllowed, NotPossible, Stale
from singlewindow.permits.states import BY_ACT, STATES, Step
from singlewindow.permits.terms import Terms
from singlewindow.permits.writeoff import Entry, Kind
from singlewindow.store import audit, ledger, permits
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import Permit

_LONGEST = 2000
_SETS_TERMS = frozenset({"approve", "vary", "extend"})
ACTS = tuple(act for act in BY_ACT if act not in ("save", "renew"))
"""The acts that are nothing but a row of the table."""


class Changes(msgspec.Struct, frozen=True):
    """What an officer sets at approval, or varies later. None leaves it as it is."""

    quantity: Decimal | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    conditions: tuple[str, ...] | None = None


class Acting(msgspec.Struct, frozen=True):
    """An act on a permit that is held."""

    house: House
    session: Session
    actor: Actor
    permit: Permit
    step: Step
    at: dt.datetime
    reason: str
    changes: Changes

    @property
    def today(self) -> dt.date:
        """The day in the country."""
        return self.house.day_of(self.at)


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
        step = BY_ACT[act]
        acting = Acting(house, session, actor, permit, step, house.now(), reason.strip(), changes or Changes())
        _require(acting, revision)
        _do(acting)
        return file_of(house, session, actor, permit)


def _require(acting: Acting, revision: int | None) -> None:
    permit, step, actor = acting.permit, acting.step, acting.actor
    if side_of(actor, permit) != step.whose:
        raise NotAllowed(
            "Only the holder can do this." if step.whose == "applicant" else "Only its agency can do this."
        )
    if permit.status not in step.possible_in:
        raise NotPossible(f"{permit.number} is {STATES[permit.status]}: this cannot be done now.")
    if revision is not None and revision != permit.revision:
        raise Stale(f"{permit.number} was changed since you opened it. Read it again, then decide.")
    if step.act == "countersign" and permit.approved_by_id == actor.account_id:
        raise NotAllowed("You approved this: a second officer must sign it.")
    if step.act in ("vary", "extend") and _widens_alone(acting):
        raise NotAllowed("You approved this, and it takes two: another officer must widen or extend it.")
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in _faults(acting) if wrong)
    if faults:
        raise Invalid("This cannot be recorded as it is.", faults)


def _widens_alone(acting: Acting) -> bool:
    """Whether who approved a permit that takes a second person would make it larger or longer."""
    asked = requirement_of(acting.house, acting.permit.agency, acting.permit.requirement)
    if asked is None or not asked.second_person or acting.permit.approved_by_id != acting.actor.account_id:
        return False
    old, new = terms_of(acting.permit), _new_terms(acting)
    larger = old.quantity is not None and new.quantity is not None and new.quantity > old.quantity
    return larger or (old.valid_to is not None and new.valid_to is not None and new.valid_to > old.valid_to)


def _faults(acting: Acting) -> Iterator[tuple[bool, str, str]]:
    reason, changes = acting.reason, acting.changes
    yield acting.step.reason and not reason, "reason", "Enter the reason: the other side will read it."
    yield len(reason) > _LONGEST, "reason", f"Use {_LONGEST} characters or less."
    if acting.step.act in _SETS_TERMS:
        terms = _new_terms(acting)
        yield wrong_quantity(changes.quantity), "quantity", "Enter a quantity of more than 0, such as 12.5."
        no_quantity = terms_of(acting.permit).quantity is None and changes.quantity is not None
        yield no_quantity, "quantity", "This permit is for no quantity."
        yield acting.step.act != "vary" and terms.valid_to is None, "valid_to", "Enter the last day of the permit."
        yield ends_first(terms.valid_from, terms.valid_to), "valid_to", "The last day must not be before the first."
        yield any(len(one) > _LONGEST for one in terms.conditions), "conditions", f"At most {_LONGEST} characters each."


def _do(acting: Acting) -> None:
    permit, step = acting.permit, acting.step
    asked = requirement_of(acting.house, permit.agency, permit.requirement)
    if step.act in ("apply", "approve") and asked:
        require_first(acting.house, acting.session, permit, asked, acting.today)
    status = step.leaves or permit.status
    event = step.event
    if step.act == "approve" and asked and asked.second_person:
        status, event = "approved", "approved"
    _grant(acting, issued=status == "issued" and step.act in ("approve", "countersign"))
    values = {"status": status, "changed_at": acting.at, "reason": acting.reason, **_clock(acting, status)}
    permits.change(acting.session, permit, {**values, **_by(acting, status), **_terms(acting)})
    data = {"reason": acting.reason, "status": status, "terms": msgspec.to_builtins(terms_of(permit))}
    permits.tell(acting.session, permit.id, named(acting.actor), acting.at, audit.Event(event, data))


def _grant(acting: Acting, *, issued: bool) -> None:
    """Enter what is granted at issue, and the difference when it is varied."""
    old, new = terms_of(acting.permit), _new_terms(acting) if acting.step.act in _SETS_TERMS else None
    quantity = (new or old).quantity
    if quantity is None:
        return
    if issued:
        _enter(acting, Kind.GRANTED, quantity)
    elif acting.step.act in ("vary", "extend") and old.quantity is not None and quantity != old.quantity:
        left = ledger.last(acting.session, acting.permit.id)[1]
        if left + quantity - old.quantity < 0:
            raise Invalid(
                "More of it is drawn already.", (FieldError("quantity", "Declarations have drawn more than that."),)
            )
        _enter(acting, Kind.VARIED, quantity - old.quantity)


def _enter(acting: Acting, kind: Kind, quantity: Decimal) -> None:
    entry = Entry(acting.permit.id, 0, kind, quantity, Decimal(0))
    ledger.add(acting.session, [entry], ledger.Maker(named(acting.actor), acting.at))


def _new_terms(acting: Acting) -> Terms:
    old, changes = terms_of(acting.permit), acting.changes
    valid_from = changes.valid_from or old.valid_from
    if acting.step.act == "approve":
        valid_from = valid_from or acting.today
    return msgspec.structs.replace(
        old,
        quantity=changes.quantity if changes.quantity is not None else old.quantity,
        valid_from=valid_from,
        valid_to=changes.valid_to or old.valid_to,
        conditions=old.conditions if changes.conditions is None else changes.conditions,
    )


def _terms(acting: Acting) -> dict[str, Any]:
    if acting.step.act not in _SETS_TERMS:
        return {}
    terms = _new_terms(acting)
    return {"terms": msgspec.json.encode(terms).decode(), "valid_to": terms.valid_to}


def _by(acting: Acting, status: str) -> dict[str, Any]:
    officer: dict[str, Any] = {"officer_id": acting.actor.account_id} if acting.step.whose == "officer" else {}
    if acting.step.act == "approve":
        officer["approved_by_id"] = acting.actor.account_id
    return {**officer, "approved_by_id": None} if status == "taken" else officer


def _clock(acting: Acting, status: str) -> dict[str, Any]:
    """The agency's clock runs from the application, stands while the applicant has it, and ends with an answer."""
    asked = requirement_of(acting.house, acting.permit.agency, acting.permit.requirement)
    if status in ("applied", "taken", "examined") and acting.step.act in ("apply", "answer"):
        return {"due_on": due_on(acting.today, asked.clock if asked else None, acting.house.pack.holidays)}
    return {} if status in ("applied", "taken", "examined", "approved") else {"due_on": None}
