"""Put a decision in writing: signed, so that a gate without a connection can believe it, and the list of revocations.

Nothing signed is kept: it is written anew from the stored decision, by the key that signs now.
"""

import datetime as dt

import msgspec

from singlewindow.casework import answer, read
from singlewindow.casework.decision import Decision
from singlewindow.casework.house import House
from singlewindow.casework.permits.record import ended_permits
from singlewindow.errors import NotFound
from singlewindow.records import Kind, Said, Superseded, sign
from singlewindow.records.contents import Revocations, credential, slip
from singlewindow.store import superseded, verdicts
from singlewindow.store.people import Actor

FRESH = dt.timedelta(minutes=5)
"""A list of revocations is issued anew so often; a case that changes is on the next one."""

GOOD_FOR = dt.timedelta(days=1)
"""So long a list says that it may be relied on."""


class Record(msgspec.Struct, frozen=True):
    """A decision in writing: the verifiable credential, and the slip that is short enough for a QR code."""

    decision: Decision
    said: Said
    credential: str
    slip: str


def read_record(house: House, actor: Actor, reference: str) -> Record:
    """The newest decision of a case, signed; for its lodger and for customs. Raises NotFound."""
    with house.database.reading() as session:
        case = read.visible(session, actor, reference)
        if read.agency_only(actor) is not None:
            raise NotFound("The signed record of a decision is for its lodger and for customs.")
        row = verdicts.last_decision(session, case.id)
        document = row.document
    decision, key = msgspec.json.decode(document, type=Decision), house.keys.current(house.now())
    said = _said(house, decision, document)
    held = credential(said, _base_url(house), document.encode())
    return Record(decision, said, sign(held, key, Kind.CREDENTIAL), sign(slip(said), key, Kind.SLIP))


def revocations(house: House) -> str:
    """The signed list of the decisions and permits that hold no longer, of all whose record may still be shown."""
    now = _rounded(house.now())
    since = now - dt.timedelta(days=house.settings.record_days)
    with house.database.reading() as session:
        found = {row.reference: Superseded(row.number, row.outcome) for row in superseded.since(session, since)}
        ended = ended_permits(house, session, house.now())
    told = Revocations(_base_url(house), int(now.timestamp()), int((now + GOOD_FOR).timestamp()), found, ended)
    return sign(msgspec.json.encode(told), house.keys.current(now), Kind.REVOCATIONS)


def published_revocations(house: House) -> str:
    """The list as anybody fetches it: made once in five minutes by each process, however many ask."""
    place = (str(house.database.url), _base_url(house))
    window = (_rounded(house.now()), house.keys.current(house.now()).kid)
    kept = _PUBLISHED.get(place)
    if kept is None or kept[0] != window:
        kept = _PUBLISHED[place] = (window, revocations(house))
    return kept[1]


_PUBLISHED: dict[tuple[str, str], tuple[tuple[dt.datetime, str], str]] = {}


def _said(house: House, decision: Decision, document: str) -> Said:
    """What is said of a decision. A record asked for on another day may be shown until another day."""
    today = house.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return Said(
        issuer=house.pack.customs.name,
        reference=decision.reference,
        outcome=decision.outcome.value,
        item_count=len(decision.items),
        number=decision.number,
        decided_at=decision.decided_at,
        valid_until=today + dt.timedelta(days=house.settings.record_days),
        sha256=answer.digest(document),
    )


def _base_url(house: House) -> str:
    return house.settings.base_url.rstrip("/")


def _rounded(now: dt.datetime) -> dt.datetime:
    seconds = int(FRESH.total_seconds())
    return dt.datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, dt.UTC)
