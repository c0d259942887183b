"""A second officer of an agency countersigns what another proposed, or sends it back with a reason."""

from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Outcome, Verdict, WaitsFor
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.decide import LONGEST
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, open_case
from singlewindow.errors import FieldError, Invalid, NotAllowed
from singlewindow.store import audit, proposals, verdicts
from singlewindow.store.colliding import again
from singlewindow.store.oversight_tables import Proposal
from singlewindow.store.people import Actor
from singlewindow.store.verdicts import Given


@again
def countersign(
    house: House, actor: Actor, reference: str, *, items: Sequence[int], revision: int | None = None
) -> Answer:
    """Countersign what another officer of the agency proposed for these items: it is the agency's answer then.

    Raises Invalid naming the field, NotFound, NotPossible, Stale, and NotAllowed for the proposer's own work.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "countersign", revision)
        found = _proposed(session, opened, items)
        given = [Given(_signed(one, actor), opened.at, by_id=actor.account_id) for one in found]
        proposals.settle(session, found, "countersigned", by_id=actor.account_id, at=opened.at)
        first = given[0].verdict
        told = {"agency": actor.agency, "items": sorted(items), "outcome": first.outcome.value}
        return close(session, opened, given, audit.Event("verdict_countersigned", {**told, "reason": _reason(first)}))


@again
def send_back(
    house: House, actor: Actor, reference: str, *, items: Sequence[int], reason: str, revision: int | None = None
) -> Answer:
    """Send what another officer proposed back: the items wait for an officer again. Raises what ``countersign`` does.

    The reason is for the agency's officers.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "send_back", revision)
        found = _proposed(session, opened, items)
        _require(reason)
        proposals.settle(session, found, "sent_back", by_id=actor.account_id, at=opened.at, reason=reason.strip())
        event = audit.Event(
            "proposal_sent_back", {"agency": actor.agency, "items": sorted(items), "reason": reason.strip()}
        )
        return close(session, opened, _asked_again(session, opened, found), event)


def _proposed(session: Session, opened: Opened, items: Sequence[int]) -> list[Proposal]:
    """The open proposals of the actor's agency for these items, none of which is the actor's own."""
    actor, wanted = opened.actor, frozenset(items)
    found = [one for one in proposals.open_of(session, opened.case.id) if one.agency == actor.agency]
    found = [one for one in found if one.item in wanted]
    if not wanted or len(found) != len(wanted):
        sentence = "Choose items that wait for a countersign of your agency."
        raise Invalid("Nothing can be countersigned as it is.", (FieldError("items", sentence),))
    if any(one.proposed_by_id == actor.account_id for one in found):
        raise NotAllowed("You proposed this yourself: another officer must countersign it.")
    return found


def _require(reason: str) -> None:
    wrong = "" if reason.strip() else "Enter the reason: the other officer will read it."
    wrong = wrong or ("" if len(reason) <= LONGEST else f"The reason must be {LONGEST} characters or less.")
    if wrong:
        raise Invalid("It cannot be sent back as it is.", (FieldError("reason", wrong),))


def _signed(proposal: Proposal, actor: Actor) -> Verdict:
    return msgspec.structs.replace(proposals.verdict_of(proposal), countersigned_by=actor.name)


def _reason(verdict: Verdict) -> str:
    return verdict.reasons[0].sentence if verdict.reasons else ""


def _asked_again(session: Session, opened: Opened, found: Sequence[Proposal]) -> list[Given]:
    """The items wait for an officer again on the grounds of the rules that asked first; the clock runs on."""
    agency = found[0].agency
    asked = verdicts.first_by_rule(session, opened.case.id, agency)
    due = verdicts.last_due(session, opened.case.id, agency)
    return [
        Given(
            Verdict(
                agency=agency,
                item=one.item,
                outcome=Outcome.PENDING,
                reasons=asked[one.item].reasons,
                waits_for=WaitsFor.OFFICER,
                clock=asked[one.item].clock,
                countersign=True,
            ),
            opened.at,
            due_on=due.get(one.item),
        )
        for one in found
    ]
