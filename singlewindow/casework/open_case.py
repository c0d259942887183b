"""Open a case to change it: found, yours to act on, unchanged since you read it, in a state that allows the act."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Verdict
from singlewindow.casework import answer, states
from singlewindow.casework.answer import Answer
from singlewindow.casework.decision import CaseOutcome, Decision
from singlewindow.casework.house import House
from singlewindow.casework.reference import no_case
from singlewindow.errors import Stale
from singlewindow.store import cases, positions, verdicts
from singlewindow.store.people import Actor
from singlewindow.store.tables import Case
from wco_datamodel import Declaration


class Opened(msgspec.Struct, frozen=True):
    """A case held for a change, with its current verdicts, its newest decision, and its position with customs.

    ``repeated``: what is asked for is so already, and ``stands`` is the answer.
    """

    house: House
    actor: Actor
    case: Case
    at: dt.datetime
    verdicts: tuple[Verdict, ...]
    last: Decision
    stands: Answer
    standing: positions.Facts
    repeated: bool = False

    def require_revision(self, revision: int | None) -> None:
        """Raise Stale where the case is not at the revision that the actor read. None asks for no revision."""
        if revision is not None and revision != self.case.revision:
            raise Stale(f"{self.case.reference} was changed since you opened it. Read it again, then decide.")


def concerns(actor: Actor, case: Case, current: Sequence[Verdict]) -> bool:
    """Whether a case is this actor's to see: its own, one with items of its agency, or any where it sees all."""
    if actor.may("read_all"):
        return True
    if actor.agency is not None and actor.may("work"):
        return any(verdict.agency == actor.agency for verdict in current)
    return actor.may("read_own") and case.lodger_organisation_id == actor.organisation_id


def open_case(house: House, session: Session, actor: Actor, reference: str, act: str, revision: int | None) -> Opened:
    """Hold a case for an act. Raises NotFound, NotAllowed, NotPossible, and Stale if it changed."""
    case = cases.by_reference(session, reference, hold=True)
    current = verdicts.current(session, case.id) if case else ()
    if case is None or not concerns(actor, case, current):
        raise no_case(reference)
    standing = positions.of_case(session, case.id)
    step = states.require(act, actor, CaseOutcome(case.outcome), standing)
    stands = answer.recall(verdicts.last_decision(session, case.id), case.revision, replayed=True)
    repeated = step.repeated(standing)
    opened = Opened(house, actor, case, house.now(), current, stands.decision, stands, standing, repeated)
    if not repeated:
        opened.require_revision(revision)
    return opened


def declaration_of(session: Session, case: Case) -> Declaration:
    """The declaration of a case's current version."""
    document = cases.version_of(session, case.id, case.version).document
    return msgspec.json.decode(document, type=Declaration)
