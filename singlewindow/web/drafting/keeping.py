"""Open drafts and keep them: the only place of these pages that calls ``casework`` about drafts."""

import datetime as dt
import secrets
from zoneinfo import ZoneInfo

import msgspec
from flask import abort, redirect, url_for

from singlewindow import casework
from singlewindow.casework import DraftFile
from singlewindow.web.access import actor
from singlewindow.web.drafting.document import DraftDocument, decode, encode
from singlewindow.web.drafting.lists import Lists, lists_of
from singlewindow.web.house import house

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class OpenDraft(msgspec.Struct, frozen=True):
    """A draft as it is stored, and what it says."""

    file: DraftFile
    document: DraftDocument


def open_draft(draft_id: int) -> OpenDraft:
    """The organisation's draft. A lodged one answers with a redirect to its case. Raises NotFound."""
    file = casework.read_draft(house(), actor(), draft_id)
    if file.case_reference:
        abort(redirect(url_for("web.case", reference=file.case_reference), 303))
    return OpenDraft(file, decode(file.document))


def keep(draft: OpenDraft, document: DraftDocument, revision: int | None = None) -> OpenDraft:
    """Save the draft's new state over ``revision`` (None: whatever there is). Raises Stale, NotFound, NotPossible."""
    file = casework.save_draft(
        house(), actor(), encode(document), document.title, draft_id=draft.file.id, revision=revision
    )
    return OpenDraft(file, document)


def keep_new(document: DraftDocument) -> OpenDraft:
    """Save a new draft."""
    return OpenDraft(casework.save_draft(house(), actor(), encode(document), document.title), document)


def lists() -> Lists:
    """The lists that this house's pages offer."""
    return lists_of(house().pack)


def today() -> dt.date:
    """Today in the country."""
    return house().now().astimezone(ZoneInfo(house().pack.time_zone)).date()


def new_reference() -> str:
    """A reference of the trader's own to begin with, such as ``20261124-K7QX2``."""
    return f"{today():%Y%m%d}-{''.join(secrets.choice(_LETTERS) for _ in range(5))}"
