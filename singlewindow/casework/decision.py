"""The decision: one consolidated, explained answer for a case and for each of its items."""

import datetime as dt
from enum import StrEnum
from typing import Literal

import msgspec

from agencies.contract import Appeal, Contact, Outcome, Verdict
from singlewindow.store.settlements import Settlement


class CaseOutcome(StrEnum):
    """What the window answers, strictest first."""

    CANCELLED = "cancelled"
    EXPIRED = "expired"
    DETAINED = "detained"
    REFUSED = "refused"
    HELD = "held"
    PENDING = "pending"
    RELEASED_WITH_CONDITIONS = "released_with_conditions"
    RELEASED = "released"
    CLEARED = "cleared"


LET_GO = frozenset({CaseOutcome.RELEASED, CaseOutcome.RELEASED_WITH_CONDITIONS, CaseOutcome.CLEARED})
"""The outcomes with which goods may leave customs control."""


class Awaited(StrEnum):
    """What customs itself waits for, whatever the agencies answered."""

    ARRIVAL = "arrival"
    SECURITY = "security"


class ItemDecision(msgspec.Struct, frozen=True):
    """The decision for one goods item (``item`` is its SequenceNumeric) and the verdicts that make it.

    ``released_apart`` says that customs let it go although its declaration as a whole was not released.
    """

    item: int
    outcome: CaseOutcome
    hs_code: str
    description: str
    verdicts: tuple[Verdict, ...]
    released_apart: bool = False


class AgencyAnswer(msgspec.Struct, frozen=True):
    """One agency's strictest verdict over the items that concern it, and where to reach it and to appeal.

    ``review_by`` is the last day on which a review of what it refused or detained can be asked for.
    """

    agency: str
    name: str
    outcome: Outcome
    items: tuple[int, ...]
    contact: Contact
    appeal: Appeal
    review_by: dt.date | None = None


class Conflict(msgspec.Struct, frozen=True):
    """Two officers who contradict each other on one item. A person settles it; the stricter stands meanwhile."""

    item: int
    agencies: tuple[str, ...]
    sentence: str


class NextInstance(msgspec.Struct, frozen=True):
    """Where, until which day and by which law a trader appeals against what a review upheld (WTO TFA Article 4.1 b)."""

    office: str
    by: dt.date
    law: str


class RequestAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of the trader's request that led to a decision.

    ``state`` is ``applied`` where no consent was needed or it was given before, ``asked`` where it waits for consent,
    ``granted`` or ``denied``. ``pointers`` are the places of the declaration that an amendment changes. A review is
    asked of an ``agency``; it is granted where the answer was overturned. ``review_by`` is the last day on which a
    review of a denial can be asked for, ``reason`` what the officer said, and ``appeal`` the next instance, where a
    review upheld the answer.
    """

    kind: Literal["amendment", "cancellation", "review"]
    state: Literal["applied", "asked", "granted", "denied"]
    sentence: str
    pointers: tuple[str, ...] = ()
    agency: str | None = None
    review_by: dt.date | None = None
    reason: str = ""
    appeal: NextInstance | None = None


class Decision(msgspec.Struct, frozen=True):
    """The consolidated answer. ``number`` counts the case's decisions, ``version`` the declaration's versions.

    ``awaits`` says what customs waits for, beside the agencies: the arrival of the goods, security for the duty.
    ``request`` is there where a request of the trader led to the decision. ``settlements`` are the conflicts that
    customs' supervisor settled, and whose answer stands.
    """

    reference: str
    functional_reference_id: str
    number: int
    version: int
    outcome: CaseOutcome
    summary: str
    decided_at: dt.datetime
    items: tuple[ItemDecision, ...]
    agencies: tuple[AgencyAnswer, ...]
    conflicts: tuple[Conflict, ...] = ()
    warnings: tuple[str, ...] = ()
    awaits: tuple[Awaited, ...] = ()
    request: RequestAnswer | None = None
    settlements: tuple[Settlement, ...] = ()
