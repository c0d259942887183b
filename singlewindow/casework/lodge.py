"""Lodge a declaration: examined, asked of every agency, decided and stored in one transaction."""

import datetime as dt
import hashlib

import msgspec
from sqlalchemy.exc import IntegrityError

from agencies.contract import Evidence, Verdict
from singlewindow.casework import answer, states
from singlewindow.casework.answer import Answer, Kept
from singlewindow.casework.clock import due_on
from singlewindow.casework.compose import Facts, compose
from singlewindow.casework.consult import consult
from singlewindow.casework.describe import case_values, item_values
from singlewindow.casework.examine import Examined, examine, is_request
from singlewindow.casework.house import House
from singlewindow.casework.keep_rejected import keep_rejected
from singlewindow.casework.permits.finding import Lodger, find
from singlewindow.casework.permits.proposing import propose
from singlewindow.casework.position import facts_at_lodgement
from singlewindow.casework.receive import receive
from singlewindow.casework.recourse import with_deadline
from singlewindow.casework.reference import compose as compose_reference
from singlewindow.casework.requesting import Sent
from singlewindow.casework.watching import watch
from singlewindow.errors import KeyReused
from singlewindow.permits.writeoff import Draw
from singlewindow.store import audit, cases, drafts, jobs, positions, received, verdicts
from singlewindow.store.cases import Numbers
from singlewindow.store.pen import Pen
from singlewindow.store.people import Actor
from wco_datamodel import MessageRejected, Problem
from wco_datamodel.pointers import problem_at


class Lodgement(msgspec.Struct, frozen=True):
    """All that is known before the transaction: what was received, by whom, and what the agencies say of it."""

    actor: Actor
    raw: bytes
    content_type: str
    examined: Examined
    at: dt.datetime
    lane: str
    verdicts: tuple[Verdict, ...]
    key: str | None
    draft_id: int | None


def lodge(
    house: House,
    actor: Actor,
    raw: bytes,
    content_type: str,
    *,
    idempotency_key: str | None = None,
    draft_id: int | None = None,
) -> Answer:
    """Lodge a message. The same lodger's same reference, or the same key, is given the first answer again.

    A message about an earlier declaration (function 13) amends or cancels that one.

    Raises MessageRejected with every error (the message is kept all the same), KeyReused, NotAllowed; and for a
    message about an earlier declaration what ``amend`` and ``cancel`` raise.
    """
    states.require("lodge", actor)
    try:
        examined = examine(house, raw, content_type)
        if is_request(examined.declaration):
            return receive(house, Sent(actor, raw, content_type, examined, idempotency_key))
        lodgement = _prepare(house, actor, raw, content_type, examined, idempotency_key, draft_id)
        return _lodge_once(house, lodgement)
    except MessageRejected as rejected:
        keep_rejected(house, actor, raw, content_type, rejected.problems)
        raise


def _prepare(
    house: House,
    actor: Actor,
    raw: bytes,
    content_type: str,
    examined: Examined,
    key: str | None,
    draft_id: int | None,
) -> Lodgement:
    at = house.now()
    lane, given = consult(house, examined.declaration, Evidence(on=house.day_of(at)))
    return Lodgement(actor, raw, content_type, examined, at, lane.lane, given, key, draft_id)


def _lodge_once(house: House, lodgement: Lodgement) -> Answer:
    """Store, or recall. Where another transaction stored the same first, the second try recalls what that answered."""
    for last_try in (False, True):
        try:
            return house.database.write(lambda pen: _recall(pen, lodgement) or _store(house, pen, lodgement))
        except IntegrityError:
            if last_try:
                raise
    raise AssertionError


def _recall(pen: Pen, lodgement: Lodgement) -> Answer | None:
    """The answer given before; a draft that says the same is tied to the same case."""
    found = _earlier(pen, lodgement)
    if found is None:
        return None
    case_id, number = found
    if lodgement.draft_id is not None:
        drafts.lodged(pen, lodgement.actor.organisation_id, lodgement.draft_id, case_id)
    return answer.recall(verdicts.as_told(pen, case_id, number), 1, replayed=True)


def _earlier(pen: Pen, lodgement: Lodgement) -> tuple[int, int] | None:
    """The case, and the number of its decision, that this key or this lodger's reference was answered with."""
    organisation_id, digest = lodgement.actor.organisation_id, lodgement.examined.digest
    used = received.find_key(pen, organisation_id, lodgement.key) if lodgement.key else None
    if used is not None:
        if used.payload_sha256 != digest:
            raise KeyReused("This Idempotency-Key was used for a different declaration. Use a new key.")
        return used.case_id, used.decision_number
    case = cases.by_lodger_reference(pen, organisation_id, _functional_reference(lodgement))
    if case is None:
        return None
    if case.declaration_sha256 != digest:
        raise MessageRejected((_reference_used(lodgement, case.reference),))
    return case.id, 1


def _store(house: House, pen: Pen, lodgement: Lodgement) -> Answer:
    examined, at = lodgement.examined, lodgement.at
    values = case_values(house, examined.declaration)
    year = house.day_of(at).year
    numbers = cases.take_numbers(pen, house.pack.code, year, values["office"])
    reference = compose_reference(house.pack.code, year, values["office"], numbers.serial)
    warnings = tuple(problem.sentence for problem in examined.warnings)
    given, draws, proposed = _drawn(house, pen, lodgement)
    facts = Facts(reference, _functional_reference(lodgement), 1, 1, at, (*warnings, *proposed))
    standing = facts_at_lodgement(house, examined.declaration, at)
    decision = compose(house, facts, examined.declaration, given, standing)
    cases.add_case(
        pen,
        {
            **values,
            "id": numbers.case_id,
            "reference": reference,
            "lodger_organisation_id": lodgement.actor.organisation_id,
            "lodged_by_id": lodgement.actor.account_id,
            "functional_reference_id": facts.functional_reference_id,
            "declaration_sha256": examined.digest,
            "version": 1,
            "lane": lodgement.lane,
            "outcome": decision.outcome.value,
            "lodged_at": at,
            "changed_at": at,
            "revision": 1,
        },
    )
    raw_sha256 = _keep_version(pen, numbers, lodgement)
    waiting = [_given(house, verdict, at) for verdict in given]
    verdicts.add(pen, numbers.case_id, 1, waiting)
    watch(house, pen, numbers.case_id, waiting, at)
    _await_arrival(house, pen, numbers.case_id, standing, at)
    _tie(pen, lodgement, numbers.case_id)
    lodged = audit.Event("lodged", {"version": 1, "sha256": raw_sha256})
    kept = Kept(numbers.case_id, lodgement.actor.organisation_id, 1)
    return answer.keep(pen, kept, lodgement.actor, decision, [lodged], draws)


def _drawn(
    house: House, pen: Pen, lodgement: Lodgement
) -> tuple[tuple[Verdict, ...], tuple[Draw, ...], tuple[str, ...]]:
    """The verdicts with the permits that the declaration names, its draws on them, and the permits it could name."""
    declaration, organisation_id = lodgement.examined.declaration, lodgement.actor.organisation_id
    evidence = Evidence(on=house.day_of(lodgement.at))
    given = lodgement.verdicts
    found = find(house, pen, declaration, evidence, Lodger(organisation_id))
    if found.evidence.permits:
        _, given = consult(house, declaration, found.evidence)
    given = tuple(with_deadline(house, verdict, evidence.on) for verdict in given)
    return given, found.draws, propose(house, pen, declaration, given, evidence, organisation_id)


def _keep_version(pen: Pen, numbers: Numbers, lodgement: Lodgement) -> str:
    raw_sha256 = hashlib.sha256(lodgement.raw).hexdigest()
    declaration = lodgement.examined.declaration
    cases.add_version(
        pen,
        {
            "id": numbers.version_id,
            "case_id": numbers.case_id,
            "version": 1,
            "received_at": lodgement.at,
            "content_type": lodgement.content_type[:70],
            "profile": lodgement.examined.message.profile.name,
            "raw": lodgement.raw,
            "raw_sha256": raw_sha256,
            "document": lodgement.examined.document.decode(),
        },
        [item_values(item) for item in declaration.items],
    )
    return raw_sha256


def _await_arrival(house: House, pen: Pen, case_id: int, standing: positions.Facts, at: dt.datetime) -> None:
    """Goods declared before they arrive: until when they must, and the job that looks after that day."""
    if standing.arrive_by is not None:
        positions.await_arrival(pen, case_id, standing.arrive_by)
        jobs.add(pen, "expire", case_id, at, due_at=house.end_of(standing.arrive_by))


def _tie(pen: Pen, lodgement: Lodgement, case_id: int) -> None:
    """Tie the idempotency key and the draft to the case that they became."""
    organisation_id = lodgement.actor.organisation_id
    if lodgement.key:
        received.add_key(
            pen,
            {
                "organisation_id": organisation_id,
                "key": lodgement.key,
                "payload_sha256": lodgement.examined.digest,
                "case_id": case_id,
                "decision_number": 1,
                "created_at": lodgement.at,
            },
        )
    if lodgement.draft_id is not None:
        drafts.lodged(pen, organisation_id, lodgement.draft_id, case_id)


def _functional_reference(lodgement: Lodgement) -> str:
    return lodgement.examined.declaration.functional_reference_id or ""


def _given(house: House, verdict: Verdict, at: dt.datetime) -> verdicts.Given:
    return verdicts.Given(verdict, at, due_on=due_on(house.day_of(at), verdict.clock, house.pack.holidays))


def _reference_used(lodgement: Lodgement, reference: str) -> Problem:
    sentence = (
        f"You used the reference {_functional_reference(lodgement)} before, for a different declaration ({reference}). "
        "Give this one a reference of its own."
    )
    return problem_at("SW-REFERENCE", sentence, "42A/D026", lodgement.examined.message)
