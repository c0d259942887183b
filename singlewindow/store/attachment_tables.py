"""The table of what traders attach to their cases. The files themselves lie outside the database, by their digest."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from singlewindow.store.tables import Table, belongs_to
from singlewindow.store.types import Key


class Attachment(Table):
    """A document that a trader attached to a case, or (``question_id``) to the answer to a question.

    ``type_code`` is a code of UN/EDIFACT 1001, ``document_id`` the document's own number, ``items`` a JSON list of the
    goods items it is about, empty for all. ``certificate`` holds the typed values of an electronic certificate as JSON.
    """

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    question_id: Mapped[int | None] = mapped_column(Key, ForeignKey("question.id"))
    name: Mapped[str] = mapped_column(String(140))
    content_type: Mapped[str] = mapped_column(String(70))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    type_code: Mapped[str | None] = mapped_column(String(3))
    document_id: Mapped[str | None] = mapped_column(String(70))
    items: Mapped[str] = mapped_column(Text)
    certificate: Mapped[str | None] = mapped_column(Text)
    attached_by_id: Mapped[int] = belongs_to("account.id")
    attached_at: Mapped[dt.datetime]
    __table_args__ = (Index(None, "case_id", "id"),)
