"""Drafts: a declaration being typed is kept, so that nothing typed is lost."""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.errors import Invalid, NotAllowed, NotFound, NotPossible, Stale
from singlewindow.store import drafts
from singlewindow.store.people import Actor
from singlewindow.store.tables import Account, Case, Draft

LONGEST = 5_000_000


class DraftFile(msgspec.Struct, frozen=True):
    """A draft. ``document`` is the form's own JSON; ``case_reference`` is set once it was lodged."""

    id: int
    title: str
    document: str
    revision: int
    changed_at: dt.datetime
    case_reference: str | None = None


def save_draft(
    house: House, actor: Actor, document: str, title: str, *, draft_id: int | None = None, revision: int | None = None
) -> DraftFile:
    """Save a new draft, or a new state of one. Raises Stale where somebody else saved it, NotFound, NotPossible."""
    _require(actor, document)
    at = house.now()
    with house.database.writing() as session:
        if draft_id is None:
            return _file(session, drafts.add(session, _new(actor, document, title, at)))
        draft = _find(session, actor, draft_id)
        if draft.case_id is not None:
            raise NotPossible("This draft was lodged. Open its case instead.")
        if revision is not None and revision != draft.revision:
            who = session.get_one(Account, draft.account_id).name
            when = draft.changed_at.astimezone(ZoneInfo(house.pack.time_zone))
            raise Stale(f"{who} saved this draft at {when:%H:%M}, after you opened it.")
        draft.account_id = actor.account_id
        drafts.save(session, draft, title=title[:140], document=document, at=at)
        return _file(session, draft)


def read_draft(house: House, actor: Actor, draft_id: int) -> DraftFile:
    """One of the organisation's drafts, lodged or not. Raises NotFound."""
    with house.database.reading() as session:
        return _file(session, _find(session, actor, draft_id))


def list_drafts(house: House, actor: Actor) -> tuple[DraftFile, ...]:
    """The organisation's drafts that are not lodged yet, the last saved first."""
    with house.database.reading() as session:
        return tuple(_file(session, draft) for draft in drafts.of_organisation(session, actor.organisation_id))


def discard_draft(house: House, actor: Actor, draft_id: int) -> None:
    """Delete a draft that was not lodged. Raises NotFound, NotPossible."""
    with house.database.writing() as session:
        draft = _find(session, actor, draft_id)
        if draft.case_id is not None:
            raise NotPossible("This draft was lodged and cannot be removed.")
        drafts.discard(session, draft)


def _require(actor: Actor, document: str) -> None:
    if not actor.may("lodge"):
        raise NotAllowed("Your role does not lodge declarations.")
    if len(document) > LONGEST:
        raise Invalid("The draft is too long. Lodge so many items as a file.")


def _new(actor: Actor, document: str, title: str, at: dt.datetime) -> Draft:
    return Draft(
        organisation_id=actor.organisation_id,
        account_id=actor.account_id,
        title=title[:140],
        document=document,
        revision=1,
        created_at=at,
        changed_at=at,
    )


def _find(session: Session, actor: Actor, draft_id: int) -> Draft:
    draft = drafts.find(session, actor.organisation_id, draft_id)
    if draft is None:
        raise NotFound("There is no such draft.")
    return draft


def _file(session: Session, draft: Draft) -> DraftFile:
    case = session.get(Case, draft.case_id) if draft.case_id is not None else None
    reference = case.reference if case else None
    return DraftFile(draft.id, draft.title, draft.document, draft.revision, draft.changed_at, reference)
