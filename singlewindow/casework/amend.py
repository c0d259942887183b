"""Amend a declaration: a new version, for which only the agencies whose facts changed are asked again."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Evidence
from singlewindow.casework import conclude, consent, next_version, states
from singlewindow.casework.answer import Answer
from singlewindow.casework.attachments.keeping import known_certificates
from singlewindow.casework.carry import Judged, Standing, judge_again
from singlewindow.casework.decision import RequestAnswer
from singlewindow.casework.describe import case_values, item_values
from singlewindow.casework.examine import examine
from singlewindow.casework.house import House
from singlewindow.casework.keep_rejected import keep_rejected
from singlewindow.casework.next_version import NextVersion
from singlewindow.casework.open_case import Opened, declaration_of
from singlewindow.casework.permits.finding import Lodger, find, hold_named
from singlewindow.casework.requesting import (
    Asked,
    Sent,
    ask_consent,
    keep_request,
    open_for,
    own_case,
    recall,
)
from singlewindow.casework.watching import end_escalations, watch
from singlewindow.permits.writeoff import Draw
from singlewindow.risk.selectivity import Lane, LaneColour
from singlewindow.store import audit, cases, drafts, inspections, verdicts
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from wco_datamodel import MessageRejected


def amend(
    house: House,
    actor: Actor,
    reference: str,
    raw: bytes,
    content_type: str,
    *,
    revision: int | None = None,
    draft_id: int | None = None,
) -> Answer:
    """Amend a declaration by a message: an amendment (function 13, type COR), or the whole declaration anew.

    The same message is given the same answer again. Where customs must consent, the answer says so and nothing changes
    yet. ``draft_id`` is the form that the message was made from.

    Raises MessageRejected with every error (the message is kept all the same), NotFound, NotAllowed, NotPossible, and
    Stale.
    """
    states.require("amend", actor)
    try:
        sent = Sent(actor, raw, content_type, examine(house, raw, content_type))
        return amend_by(house, sent, reference, revision=revision, draft_id=draft_id)
    except MessageRejected as rejected:
        keep_rejected(house, actor, raw, content_type, rejected.problems)
        raise


@again
def amend_by(
    house: House, sent: Sent, reference: str, *, revision: int | None = None, draft_id: int | None = None
) -> Answer:
    """Amend by a message that was examined already; see ``amend``."""
    with house.database.writing() as session:
        case = own_case(session, sent.actor, reference)
        given = recall(session, case, sent.examined.digest, sent.key, revision)
        if given is None:
            opened = open_for(house, session, sent.actor, case, "amend", revision)
            given = _amend(session, opened, sent)
        if draft_id is not None:
            drafts.lodged(session, case.lodger_organisation_id, draft_id, case.id)
        return given


def _amend(session: Session, opened: Opened, sent: Sent) -> Answer:
    old = declaration_of(session, opened.case)
    made = next_version.by_message(opened.house, old, sent.examined, opened.case.reference)
    asked = _asked(sent, made)
    judged, draws = judge(session, opened, made)
    why = consent.under_check(opened.house, opened.verdicts) or consent.officers_overruled(opened.house, judged.lost)
    if why:
        return ask_consent(session, opened, asked, why)
    given = apply(session, opened, made, judged, draws, Brought.by(asked))
    keep_request(session, opened, asked, given, "applied")
    return given


def _asked(sent: Sent, made: NextVersion) -> Asked:
    return Asked(
        "amendment",
        sent.examined.digest,
        made.reason,
        made.reason_code,
        sent.key,
        sent.content_type[:70],
        sent.examined.message.profile.name,
        sent.raw,
        msgspec.json.encode(made.declaration).decode(),
        msgspec.json.encode(made.warnings).decode(),
    )


class Brought(NamedTuple):
    """The message that made a version, and the version as JSON."""

    raw: bytes
    content_type: str
    profile: str
    document: str

    @classmethod
    def by(cls, asked: Asked) -> "Brought":
        """What a request brought."""
        return cls(asked.raw or b"", asked.content_type or "", asked.profile or "", asked.document or "")


def judge(session: Session, opened: Opened, made: NextVersion) -> tuple[Judged, Sequence[Draw]]:
    """Judge the next version by the law of the day on which the declaration was lodged, with its draws on permits."""
    case, house = opened.case, opened.house
    evidence = Evidence(house.day_of(case.lodged_at), known_certificates(session, case.id))
    lodger = Lodger(case.lodger_organisation_id, case.id, house.day_of(opened.at))
    hold_named(session, made.before, made.declaration)
    had = find(house, session, made.before, evidence, lodger)
    has = find(house, session, made.declaration, evidence, lodger)
    lane = LaneColour(case.lane)
    by_lane = verdicts.first_by_rule(session, case.id, house.pack.customs.code).values()
    reasons = next((verdict.reasons for verdict in by_lane), ())
    given = verdicts.standing(session, case.id)
    standing = Standing(case.version, made.before, given, Lane(lane, reasons), had.evidence)
    return judge_again(house, standing, made.declaration, made.changes, has.evidence, opened.at), has.draws


def apply(
    session: Session, opened: Opened, made: NextVersion, judged: Judged, draws: Sequence[Draw], brought: Brought
) -> Answer:
    """Store the next version with its verdicts, and the decision that follows."""
    case, number = opened.case, opened.case.version + 1
    raw_sha256 = hashlib.sha256(brought.raw).hexdigest()
    cases.add_next_version(
        session,
        {
            "case_id": case.id,
            "version": number,
            "received_at": opened.at,
            "content_type": brought.content_type,
            "profile": brought.profile,
            "raw": brought.raw,
            "raw_sha256": raw_sha256,
            "document": brought.document,
        },
        [item_values(item) for item in made.declaration.items],
    )
    values = case_values(opened.house, made.declaration)
    cases.amend_case(session, case, values | {"version": number, "lane": judged.lane})
    verdicts.retire(session, case.id)
    verdicts.add(session, case.id, number, judged.given)
    inspections.carry_samples(session, case.id, number, [(one.agency, one.item) for one in judged.carried_over()])
    end_escalations(session, case.id, judged.carried_over())
    watch(opened.house, session, case.id, judged.given, opened.at)
    events = [audit.Event("amended", _facts(number, raw_sha256, made)), *_told(judged)]
    pointers = tuple(dict.fromkeys(change.pointer for change in made.changes))
    told = RequestAnswer("amendment", "applied", _sentence(opened.house, number, made, judged), pointers)
    return conclude.conclude(session, opened, made.declaration, events, conclude.Brought(told, made.warnings, draws))


def _facts(number: int, raw_sha256: str, made: NextVersion) -> dict[str, object]:
    return {"version": number, "sha256": raw_sha256, "changes": len(made.changes), "reason": made.reason}


def _told(judged: Judged) -> list[audit.Event]:
    """For each agency, the items that it is asked about again and those for which its verdict stands."""
    said = (("asked_again", judged.asked_again()), ("carried_over", judged.carried_over()))
    return [
        audit.Event(name, {"agency": agency, "items": [one.item for one in given if one.agency == agency]})
        for name, given in said
        for agency in sorted({verdict.agency for verdict in given})
    ]


def _sentence(house: House, number: int, made: NextVersion, judged: Judged) -> str:
    count = len(made.changes)
    asked = sorted({house.name_of(verdict.agency) for verdict in judged.asked_again()})
    again = f"Asked again: {', '.join(asked)}." if asked else "Every agency's answer stands."
    return f"The declaration was amended: version {number}, with {count} change{'s' if count > 1 else ''}. {again}"
