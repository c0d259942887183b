"""The versions of a declaration: when and how each came, and what changed in it."""

import datetime as dt

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.casework.read import agency_only, visible
from singlewindow.errors import NotFound
from singlewindow.store import cases, verdicts
from singlewindow.store.people import Actor
from singlewindow.store.tables import DeclarationVersion
from wco_datamodel import Declaration
from wco_datamodel.amending import Change, difference


class VersionView(msgspec.Struct, frozen=True):
    """A version of a declaration. ``changes`` are those from the version before it; none in the first.

    An agency is shown the changes outside the items and those of its own items.
    """

    version: int
    received_at: dt.datetime
    content_type: str
    sha256: str
    changes: tuple[Change, ...]


def list_versions(house: House, actor: Actor, reference: str) -> tuple[VersionView, ...]:
    """Every version, newest first. Raises NotFound."""
    with house.database.reading() as session:
        case = visible(session, actor, reference)
        rows = cases.versions(session, case.id)
        items = _items(session, case.id, agency_only(actor))
    found: list[VersionView] = []
    before: Declaration | None = None
    for row in rows:
        declaration = msgspec.json.decode(row.document, type=Declaration)
        changes = difference(before, declaration) if before else ()
        found.append(_view(row, tuple(change for change in changes if items is None or change.item in items)))
        before = declaration
    return tuple(reversed(found))


def read_version_message(house: House, actor: Actor, reference: str, version: int) -> tuple[bytes, str]:
    """The message that made a version, byte for byte, and its content type. Raises NotFound."""
    with house.database.reading() as session:
        case = visible(session, actor, reference)
        if agency_only(actor) is not None or not 1 <= version <= case.version:
            raise NotFound("The message itself is for its lodger and for customs.")
        row = cases.version_of(session, case.id, version)
        return row.raw, row.content_type


def _items(session: Session, case_id: int, agency: str | None) -> frozenset[int | None] | None:
    """The items that an agency is shown, and None for what lies outside the items; None for who sees all."""
    if agency is None:
        return None
    return frozenset({None, *(one.item for one in verdicts.current(session, case_id) if one.agency == agency)})


def _view(row: DeclarationVersion, changes: tuple[Change, ...]) -> VersionView:
    return VersionView(row.version, row.received_at, row.content_type, row.raw_sha256, changes)
