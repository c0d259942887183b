"""Read a case as its viewer may see it: whole, or what concerns one agency."""

import datetime as dt

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework import answer, states
from singlewindow.casework.answer import Answer
from singlewindow.casework.attachments.showing import DocumentView, shown
from singlewindow.casework.decision import LET_GO, CaseOutcome, Decision, RequestAnswer
from singlewindow.casework.house import House
from singlewindow.casework.inspection import InspectionsView, awaited, inspections_view, wishes
from singlewindow.casework.open_case import concerns, declaration_of
from singlewindow.casework.oversight_views import (
    OverdueView,
    ProposalView,
    ReviewView,
    idle_acts,
    overdue_seen,
    proposals_seen,
    recourse_of,
    reviews_seen,
)
from singlewindow.casework.position import CustomsView, conditions, customs_view
from singlewindow.casework.recourse import Recourse
from singlewindow.casework.reference import no_case
from singlewindow.casework.release_view import ReleaseView, release_view
from singlewindow.casework.remind import is_overdue
from singlewindow.casework.respond import respond
from singlewindow.casework.timeline import TimelineEntry, timeline
from singlewindow.errors import NotFound
from singlewindow.store import cases, positions, questions, requests, verdicts
from singlewindow.store.people import Actor
from singlewindow.store.questions import Asked
from singlewindow.store.requests import Requested
from singlewindow.store.tables import Case
from wco_datamodel import Declaration, Response
from wco_datamodel.amending import Change, difference


class QuestionView(msgspec.Struct, frozen=True):
    """A question that an agency asked, and the trader's answer where there is one.

    ``kind`` is ``question`` or ``documents``; ``thread`` is the id of the first question of its thread. ``answer_by``
    is the last day for the answer; ``closed_at`` is set where no answer is needed any more.
    """

    id: int
    agency: str
    agency_name: str
    items: tuple[int, ...]
    asked_by: str
    asked_at: dt.datetime
    text: str
    answer: str | None
    answered_by: str | None
    answered_at: dt.datetime | None
    kind: str
    thread: int
    answer_by: dt.date | None
    overdue: bool
    closed_at: dt.datetime | None

    @property
    def open(self) -> bool:
        """Whether an answer is waited for."""
        return self.answered_at is None and self.closed_at is None


class RequestView(msgspec.Struct, frozen=True):
    """What the trader asked: ``kind`` is ``amendment`` or ``cancellation``, ``state`` as in a decision's request.

    ``consent`` is why customs must consent, ``answer`` what customs said. ``changes`` are those that an amendment which
    waits would make.
    """

    id: int
    kind: str
    state: str
    asked_by: str
    asked_at: dt.datetime
    reason_code: str | None
    reason: str
    consent: str | None
    settled_by: str | None
    settled_at: dt.datetime | None
    answer: str | None
    changes: tuple[Change, ...]


class CaseFile(msgspec.Struct, frozen=True):
    """A case with all that its viewer may see. ``may`` names the acts that are possible for the viewer now."""

    reference: str
    functional_reference_id: str
    direction: str
    office: str
    lane: str
    importer: str
    exporter: str
    lodger: str
    lodged_at: dt.datetime
    changed_at: dt.datetime
    decision: Decision
    response: Response
    declaration: Declaration
    customs: CustomsView
    inspections: InspectionsView
    release: ReleaseView
    version: int
    requests: tuple[RequestView, ...]
    questions: tuple[QuestionView, ...]
    proposals: tuple[ProposalView, ...]
    documents: tuple[DocumentView, ...]
    reviews: tuple[ReviewView, ...]
    recourse: tuple[Recourse, ...]
    overdue: tuple[OverdueView, ...]
    timeline: tuple[TimelineEntry, ...]
    revision: int
    may: frozenset[str]
    agency: str | None


def read_case(house: House, actor: Actor, reference: str) -> CaseFile:
    """The case of this reference. Raises NotFound where there is none, or it is not this actor's to see."""
    with house.database.reading() as session:
        case = visible(session, actor, reference)
        found = _as_seen(answer.recall(verdicts.last_decision(session, case.id), case.revision), actor)
        asked = _questions(house, session, case, actor)
        wanted = _requests(session, case, actor)
        proposed = proposals_seen(session, case, actor, agency_only(actor))
        reviewed = reviews_seen(house, session, case, actor, agency_only(actor))
        recourse = recourse_of(house, session, case, actor)
        overdue = overdue_seen(house, session, case, actor, agency_only(actor))
        standing = positions.of_case(session, case.id)
        seen = [verdict for item in found.decision.items for verdict in item.verdicts]
        return CaseFile(
            reference=case.reference,
            functional_reference_id=case.functional_reference_id,
            direction=case.direction,
            office=case.office,
            lane=case.lane,
            importer=case.importer,
            exporter=case.exporter,
            lodger=cases.lodger_of(session, case).name,
            lodged_at=case.lodged_at,
            changed_at=case.changed_at,
            decision=found.decision,
            response=found.response,
            declaration=_declaration(session, case, actor, found.decision),
            customs=customs_view(standing, seen),
            inspections=inspections_view(
                house, session, case, verdicts.current(session, case.id), standing, agency_only(actor)
            ),
            release=release_view(house, session, case, agency_only(actor)),
            version=case.version,
            requests=wanted,
            questions=asked,
            proposals=proposed,
            documents=shown(house, session, case.id, agency_only(actor), [item.item for item in found.decision.items]),
            reviews=reviewed,
            recourse=recourse,
            overdue=overdue,
            timeline=timeline(house, session, case.id, agency_only(actor)),
            revision=case.revision,
            may=_may(house, actor, case, asked, wanted, found.decision, standing)
            - idle_acts(actor, proposed, reviewed, recourse, overdue),
            agency=actor.agency,
        )


def read_decision(house: House, actor: Actor, reference: str) -> Answer:
    """The newest decision and response of a case. Raises NotFound."""
    with house.database.reading() as session:
        case = visible(session, actor, reference)
        return _as_seen(answer.recall(verdicts.last_decision(session, case.id), case.revision), actor)


def read_message(house: House, actor: Actor, reference: str) -> tuple[bytes, str]:
    """The message as it was lodged, byte for byte, and its content type; for its lodger and for customs only."""
    with house.database.reading() as session:
        case = visible(session, actor, reference)
        if agency_only(actor) is not None:
            raise NotFound("The message itself is for its lodger and for customs.")
        version = cases.version_of(session, case.id, case.version)
        return version.raw, version.content_type


def visible(session: Session, actor: Actor, reference: str) -> Case:
    """The case of this reference, where it is this actor's to see. Raises NotFound."""
    case = cases.by_reference(session, reference)
    if case is None or not concerns(actor, case, verdicts.current(session, case.id)):
        raise no_case(reference)
    return case


def agency_only(actor: Actor) -> str | None:
    """The agency whose part alone this actor sees; None for those who see the whole case."""
    return None if actor.may("read_all") else actor.agency


def _as_seen(found: Answer, actor: Actor) -> Answer:
    agency = agency_only(actor)
    if agency is None:
        return found
    decision = for_agency(found.decision, agency)
    document = msgspec.json.encode(decision).decode()
    return Answer(decision, document, respond(decision, whole=found.decision), found.revision, found.replayed)


def for_agency(decision: Decision, agency: str) -> Decision:
    """A decision as one agency sees it: the whole outcome, its own items, and its own verdicts on them.

    Remarks and requests are between the lodger and customs, but for a review that this agency was asked for.
    """
    items = tuple(
        msgspec.structs.replace(item, verdicts=own)
        for item in decision.items
        if (own := tuple(verdict for verdict in item.verdicts if verdict.agency == agency))
    )
    return msgspec.structs.replace(
        decision,
        items=items,
        agencies=tuple(one for one in decision.agencies if one.agency == agency),
        conflicts=tuple(conflict for conflict in decision.conflicts if agency in conflict.agencies),
        settlements=tuple(one for one in decision.settlements if agency in (one.agency, *one.aside)),
        warnings=(),
        request=_reviewed(decision.request, agency),
    )


def _reviewed(request: RequestAnswer | None, agency: str) -> RequestAnswer | None:
    """What became of a review, where this agency was asked for it."""
    return request if request and request.kind == "review" and request.agency == agency else None


def _declaration(session: Session, case: Case, actor: Actor, decision: Decision) -> Declaration:
    """The declaration; for an agency, with only the items that concern it."""
    declaration = declaration_of(session, case)
    shipment = declaration.goods_shipment
    if agency_only(actor) is None or shipment is None:
        return declaration
    shown = frozenset(item.item for item in decision.items)
    items = tuple(item for item in declaration.items if item.sequence_numeric in shown)
    seen = msgspec.structs.replace(shipment, government_agency_goods_item=items)
    return msgspec.structs.replace(declaration, goods_shipment=seen)


def _questions(house: House, session: Session, case: Case, actor: Actor) -> tuple[QuestionView, ...]:
    agency = agency_only(actor)
    asked = questions.of_case(session, case.id)
    return tuple(_view(house, one) for one in asked if agency in (None, one.question.agency))


def _requests(session: Session, case: Case, actor: Actor) -> tuple[RequestView, ...]:
    """The requests, newest first, for the lodger and for customs: other agencies are told by the versions."""
    if agency_only(actor) is not None:
        return ()
    return tuple(_request(session, case, one) for one in requests.of_case(session, case.id))


def _request(session: Session, case: Case, found: Requested) -> RequestView:
    row = found.request
    changes: tuple[Change, ...] = ()
    if row.state == "asked" and row.document:
        changes = difference(declaration_of(session, case), msgspec.json.decode(row.document, type=Declaration))
    own = {name: getattr(row, name) for name in RequestView.__struct_fields__ if hasattr(row, name)}
    return RequestView(**own, asked_by=found.asked_by, settled_by=found.settled_by, changes=changes)


def _view(house: House, asked: Asked) -> QuestionView:
    question = asked.question
    return QuestionView(
        id=question.id,
        agency=question.agency,
        agency_name=house.name_of(question.agency),
        items=tuple(msgspec.json.decode(question.items, type=list[int])),
        asked_by=asked.asked_by,
        asked_at=question.asked_at,
        text=question.text,
        answer=question.answer,
        answered_by=asked.answered_by,
        answered_at=question.answered_at,
        kind=question.kind,
        thread=question.thread_id or question.id,
        answer_by=question.answer_by,
        overdue=is_overdue(house, question),
        closed_at=question.closed_at,
    )


def _may(
    house: House,
    actor: Actor,
    case: Case,
    asked: tuple[QuestionView, ...],
    wanted: tuple[RequestView, ...],
    decision: Decision,
    standing: positions.Facts,
) -> frozenset[str]:
    """The acts that the state table allows, without those for which there is nothing to act on."""
    acts = states.possible(actor, CaseOutcome(case.outcome), standing)
    own = [verdict for item in decision.items for verdict in item.verdicts if verdict.agency == actor.agency]
    questioned = [question for question in asked if question.open]
    apart = any(item.outcome in LET_GO and not item.released_apart for item in decision.items)
    others = case.lodger_organisation_id != actor.organisation_id
    waits = any(request.state == "asked" for request in wanted)
    every = [verdict for item in decision.items for verdict in item.verdicts]
    to_look = wishes(every, standing)
    idle = {
        "settle_conflict": actor.agency != house.pack.customs.code or not decision.conflicts,
        "amend": others or waits,
        "cancel": others or waits,
        "grant": not waits,
        "deny": not waits,
        "decide": actor.agency is None,
        "ask": actor.agency is None,
        "request_inspection": actor.agency is None,
        "set_inspection": not to_look,
        "ask_other_time": others,
        "record_finding": actor.agency not in to_look,
        "record_absence": not awaited(every, standing),
        "record_sample": not any(agency == actor.agency for agency, _ in standing.samples_out),
        "name_party": others,
        "drop_party": others,
        "discharge": not set(conditions(own)) - standing.kept,
        "reply": others or not questioned,
        "extend": not any(question.agency == actor.agency for question in questioned),
        "attach": others,
        "release_items": house.pack.partial_release is None or not apart,
        "take_security": standing.security is not None,
    }
    return frozenset(act for act in acts if not idle.get(act, False))
