"""The life of a permit as one table: which act, whose, in which states, and the state and the event it leaves."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

STATES = {
    "draft": "being written by the applicant",
    "applied": "asked for; no officer has it yet",
    "taken": "with an officer",
    "queried": "given back to the applicant with a question, or to be updated",
    "examined": "waits for an inspection or a test",
    "approved": "approved; waits for the signature of a second officer",
    "issued": "in force",
    "suspended": "out of force for a time",
    "refused": "refused",
    "withdrawn": "withdrawn by its applicant",
    "revoked": "taken away by the agency",
    "surrendered": "given back by its holder",
}
"""Every state that is stored, and what it means."""

FOLLOWING = {
    "expired": "issued, and past its last day",
    "exhausted": "issued, and nothing of it is left",
}
"""States that follow from the facts of the day; they are computed and never stored."""


class Step(NamedTuple):
    """One row: an act, whose it is (``applicant`` or ``officer``), where it is possible, what it leaves.

    ``reason`` says that it needs a reason; ``sets`` names the terms of the permit that it may set.
    """

    act: str
    whose: str
    possible_in: frozenset[str]
    leaves: str | None
    event: str
    reason: bool = False
    sets: frozenset[str] = frozenset()


def _row(
    act: str, whose: str, possible_in: str, leaves: str | None, event: str, *, reason: bool = False, sets: str = ""
) -> Step:
    return Step(act, whose, frozenset(possible_in.split()), leaves, event, reason, frozenset(sets.split()))


_ALL = "quantity valid_from valid_to conditions"

STEPS: tuple[Step, ...] = (
    _row("save", "applicant", "draft queried", None, "saved"),
    _row("apply", "applicant", "draft", "applied", "applied"),
    _row("answer", "applicant", "queried", "taken", "answered", reason=True),
    _row("withdraw", "applicant", "draft applied taken queried examined", "withdrawn", "withdrawn"),
    _row("take", "officer", "applied", "taken", "taken"),
    _row("query", "officer", "applied taken examined", "queried", "queried", reason=True),
    _row("examine", "officer", "applied taken", "examined", "examination_ordered", reason=True),
    _row("record", "officer", "examined", "taken", "examination_recorded", reason=True),
    _row("approve", "officer", "applied taken", "issued", "issued", sets=_ALL),
    _row("countersign", "officer", "approved", "issued", "issued"),
    _row("send_back", "officer", "approved", "taken", "sent_back", reason=True),
    _row("refuse", "officer", "applied taken examined approved", "refused", "refused", reason=True),
    _row("vary", "officer", "issued", None, "varied", reason=True, sets="quantity valid_to conditions"),
    _row("extend", "officer", "issued", None, "extended", reason=True, sets="valid_to"),
    _row("suspend", "officer", "issued", "suspended", "suspended", reason=True),
    _row("reinstate", "officer", "suspended", "issued", "reinstated", reason=True),
    _row("revoke", "officer", "issued suspended", "revoked", "revoked", reason=True),
    _row("surrender", "applicant", "issued suspended", "surrendered", "surrendered"),
    _row("renew", "applicant", "issued suspended refused withdrawn revoked surrendered", None, "renewed"),
)
BY_ACT = {step.act: step for step in STEPS}
WORK = ("applied", "taken", "examined", "approved")
"""The states in which a permit waits for its agency."""


def state_of(status: str, valid_to: dt.date | None, left: Decimal | None, on: dt.date) -> str:
    """The state on a day. ``left`` is what is left of its quantity, with what is reserved; None where it has none."""
    if status != "issued":
        return status
    if valid_to is not None and on > valid_to:
        return "expired"
    return "exhausted" if left is not None and left <= 0 else "issued"


def possible(status: str, whose: str) -> frozenset[str]:
    """The acts that the table allows in this stored state to this side."""
    return frozenset(step.act for step in STEPS if step.whose == whose and status in step.possible_in)
