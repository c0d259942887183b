"""What a case's page tells of its release: the notices to who keeps the goods, what left, and the further parties."""

import datetime as dt

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.gate_out import LeavingLine, leaving_line
from singlewindow.casework.house import House
from singlewindow.store import releases
from singlewindow.store.tables import Case


class PartyView(msgspec.Struct, frozen=True):
    """A further party that is told of the release: by e-mail, or (without an address) in its own inbox here."""

    id: int
    name: str
    email: str | None
    named_at: dt.datetime


class ReleaseView(msgspec.Struct, frozen=True):
    """The release notices of a case, in order, and the further parties. Agencies are not shown the parties."""

    notices: tuple[LeavingLine, ...]
    parties: tuple[PartyView, ...]


def release_view(house: House, session: Session, case: Case, own: str | None) -> ReleaseView:
    """What a viewer sees; ``own`` is the agency whose part alone it sees, None for those who see the whole."""
    notices = tuple(leaving_line(house, session, one, case.reference) for one in releases.of_case(session, case.id))
    parties = releases.parties(session, case.id) if own is None else ()
    return ReleaseView(
        () if own else notices, tuple(PartyView(one.id, one.name, one.email, one.named_at) for one in parties)
    )
