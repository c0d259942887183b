"""Keep a message that could not be accepted: nothing that was received is lost."""

import hashlib

import msgspec

from singlewindow.casework.house import House
from singlewindow.store import received
from singlewindow.store.people import Actor
from wco_datamodel import Problem


def keep_rejected(house: House, actor: Actor, raw: bytes, content_type: str, problems: tuple[Problem, ...]) -> None:
    """Store the message with its problems, for its lodger and for customs to look at."""
    with house.database.writing() as session:
        received.add_rejected(
            session,
            {
                "organisation_id": actor.organisation_id,
                "account_id": actor.account_id,
                "received_at": house.now(),
                "content_type": content_type[:70],
                "raw": raw,
                "raw_sha256": hashlib.sha256(raw).hexdigest(),
                "errors": msgspec.json.encode(problems).decode(),
            },
        )
