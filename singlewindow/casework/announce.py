"""Announce: tell an organisation, an agency or a further party something, in each reader's language and way.

What is announced is stored with the change that it tells, and a job with it: nothing leaves before the commit, and
nothing that was committed is forgotten. The worker then puts it into inboxes and sends it by e-mail, SMS and webhook.
"""

import datetime as dt
import re
from collections.abc import Mapping

import msgspec

from singlewindow.casework import wording
from singlewindow.store import announcements
from singlewindow.store.pen import Writing

_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\]{1,64}@(?=.{1,189}\Z)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Recipient(msgspec.Struct, frozen=True):
    """Who is told: exactly one of an organisation (its id), an agency (its code), or an e-mail address.

    ``role`` narrows an organisation or agency to its people of that role, such as ``supervisor``; an address is a
    further party's, who has no account here: it gets e-mail only.
    """

    organisation_id: int | None = None
    agency: str | None = None
    email: str | None = None
    role: str | None = None

    @property
    def named(self) -> tuple[str, str]:
        """The kind of recipient and its name, as stored. Raises ValueError for none, several, or no address."""
        given = (("organisation", self.organisation_id), ("agency", self.agency), ("address", self.email))
        found = [(kind, str(name)) for kind, name in given if name is not None]
        if len(found) != 1:
            raise ValueError("A recipient is an organisation, an agency, or an e-mail address.")
        if self.email is not None and not is_address(self.email):
            raise ValueError(f"{self.email} is not one e-mail address.")
        return found[0]


def is_address(text: str) -> bool:
    """Whether this is one e-mail address that a further party can be told at."""
    return _ADDRESS.fullmatch(text) is not None


def announce(
    session: Writing,
    *,
    to: Recipient,
    event: str,
    key: str,
    data: Mapping[str, str],
    at: dt.datetime,
    case_id: int | None = None,
    permit_id: int | None = None,
) -> bool:
    """Have somebody told of an event, in the transaction of ``session``. False where this key was announced to them.

    ``event`` is a key of ``casework/wording.yaml``, ``data`` what its sentences need (never a secret). ``key`` names
    the happening for this recipient, such as ``{reference} question 3``: the same key again changes nothing.
    Raises ValueError where the event has no wording or the data lacks what its sentences need.
    """
    wording.require(event, data)
    kind, name = to.named
    values = {
        "recipient_kind": kind,
        "recipient": name,
        "role": to.role or "",
        "key": key,
        "event": event,
        "data": msgspec.json.encode(dict(data)).decode(),
        "case_id": case_id,
        "permit_id": permit_id,
    }
    return announcements.add(session, values, at) is not None
