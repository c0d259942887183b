"""A trader attaches documents to a case; an electronic certificate among them may answer what an agency waits for."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from agencies.contract import Outcome
from singlewindow.casework import read
from singlewindow.casework.announce import Recipient, announce
from singlewindow.casework.answer import Answer
from singlewindow.casework.attachments import keeping
from singlewindow.casework.attachments.showing import DocumentView, shown
from singlewindow.casework.attachments.taking import Sent, Taken, take
from singlewindow.casework.conclude import conclude, note_down, replace
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, declaration_of, open_case
from singlewindow.casework.reference import no_case
from singlewindow.errors import FieldError, Invalid, NotFound
from singlewindow.store import audit, verdicts
from singlewindow.store.colliding import again
from singlewindow.store.files import Damaged
from singlewindow.store.people import Actor

PHYTOSANITARY = "851"
"""A phytosanitary certificate, as a type of document (UN/CEFACT 1001)."""


class Attached(NamedTuple):
    """The answer, the ids of the documents in the order in which they were sent, and how many were not there before.

    ``unread`` are the names of those that were called phytosanitary certificates in XML and are none that can be read.
    """

    answer: Answer
    documents: tuple[int, ...]
    new: int
    unread: tuple[str, ...]


@again
def attach(
    house: House, actor: Actor, reference: str, documents: Sequence[Sent], *, revision: int | None = None
) -> Attached:
    """Attach documents to the actor's own case. What was attached before in the same way is not attached again.

    The decision is made anew only where a certificate changes what an agency says. Raises Invalid naming the fields,
    TooLarge, NotFound, NotAllowed, NotPossible, Stale.
    """
    if not documents:
        raise Invalid("Nothing was sent.", (FieldError("documents", "Select a file."),))
    taken = take(house, actor, reference, "attach", tuple(documents))
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "attach", revision)
        if opened.case.lodger_organisation_id != actor.organisation_id:
            raise no_case(reference)
        stored = keeping.store(session, opened, taken)
        _tell_waiting(session, opened, stored.events)
        unread = tuple(one.name for one in taken if _is_no_certificate(one))
        return Attached(_follow(session, opened, taken, stored), stored.ids, len(stored.events), unread)


def _is_no_certificate(one: Taken) -> bool:
    return one.type_code == PHYTOSANITARY and one.content_type.endswith("/xml") and one.certificate is None


def read_document(house: House, actor: Actor, reference: str, document_id: int) -> tuple[DocumentView, bytes]:
    """A document that was attached, and its bytes. Raises NotFound where there is none, or it is not this actor's."""
    with house.database.reading() as session:
        case = read.visible(session, actor, reference)
        agency = read.agency_only(actor)
        items = {one.item for one in verdicts.current(session, case.id) if one.agency == agency}
        found = next((one for one in shown(house, session, case.id, agency, items) if one.id == document_id), None)
    if found is None:
        raise NotFound("There is no such document.")
    try:
        return found, house.files.read(found.sha256)
    except Damaged as damaged:
        raise NotFound(f"{found.name}: {damaged.sentence}. Tell whoever runs the window, and send it again.") from None


def _tell_waiting(session: Session, opened: Opened, events: Sequence[audit.Event]) -> None:
    """Tell the agencies that have not let everything go, and may read the document."""
    reference, case_id = opened.case.reference, opened.case.id
    waiting = {verdict.agency for verdict in opened.verdicts if verdict.outcome in (Outcome.PENDING, Outcome.HOLD)}
    for number, event in enumerate(events):
        data = {"reference": reference, "name": event.data["name"]}
        for agency in sorted(waiting.intersection(event.data["shared_with"])):
            key = f"{reference} document {opened.case.revision}.{number}"
            to = Recipient(agency=agency)
            announce(session, to=to, event=event.name, key=key, data=data, at=opened.at, case_id=case_id)


def _follow(session: Session, opened: Opened, taken: Sequence[Taken], stored: keeping.Stored) -> Answer:
    """The decision that follows; where nothing new came, the answer that stands."""
    if not stored.events:
        return opened.stands
    judged = keeping.judge_waiting(session, opened, taken)
    if judged.given:
        replace(session, opened, judged.given)
        return conclude(session, opened, declaration_of(session, opened.case), stored.events, judged.brought)
    return note_down(session, opened, stored.events)
