"""The tables of release notices: keepers of premises, what may leave them, what left, and who else is told."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from singlewindow.store.tables import Table, belongs_to
from singlewindow.store.types import Key


class KeeperLocation(Table):
    """A goods location of the pack, and the organisation that keeps it."""

    __tablename__ = "keeper_location"
    location: Mapped[str] = mapped_column(String(17), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(Key, ForeignKey("organisation.id"), index=True)


class ReleaseNotice(Table):
    """What may leave a goods location: the items of one release of a case. ``number`` counts from 1 in a case.

    ``items`` and ``containers`` are JSON lists. ``withdrawn_at``: the case was cancelled before the goods left.
    ``left_at``: everything that it is about has left.
    """

    __tablename__ = "release_notice"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    number: Mapped[int]
    location: Mapped[str] = mapped_column(String(17))
    items: Mapped[str] = mapped_column(Text)
    containers: Mapped[str] = mapped_column(Text)
    packages: Mapped[str] = mapped_column(String(280))
    marks: Mapped[str] = mapped_column(Text)
    released_at: Mapped[dt.datetime]
    withdrawn_at: Mapped[dt.datetime | None]
    left_at: Mapped[dt.datetime | None]
    __table_args__ = (UniqueConstraint("case_id", "number"), Index(None, "location", "id"))


class GateOut(Table):
    """What left a goods location at once: these containers, or what the notice is about. ``vehicle`` took it."""

    __tablename__ = "gate_out"
    id: Mapped[int] = mapped_column(primary_key=True)
    release_notice_id: Mapped[int] = mapped_column(Key, ForeignKey("release_notice.id"), index=True)
    containers: Mapped[str] = mapped_column(Text)
    vehicle: Mapped[str] = mapped_column(String(70))
    note: Mapped[str] = mapped_column(Text)
    confirmed_by_id: Mapped[int] = belongs_to("account.id")
    left_at: Mapped[dt.datetime]


class ReleaseParty(Table):
    """A further party that the trader wants told of a release: by e-mail address, or an organisation of the window.

    ``code`` is as the trader entered it, and ``organisation_id`` whose it is, where it is anybody's.
    """

    __tablename__ = "release_party"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(Key, ForeignKey("customs_case.id"), index=True)
    name: Mapped[str] = mapped_column(String(140))
    email: Mapped[str | None] = mapped_column(String(254))
    code: Mapped[str | None] = mapped_column(String(35))
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisation.id"))
    named_by_id: Mapped[int] = belongs_to("account.id")
    named_at: Mapped[dt.datetime]
    dropped_at: Mapped[dt.datetime | None]
