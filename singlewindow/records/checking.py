"""Check a record with public keys alone: genuine or not, still in time or not, superseded or not."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from singlewindow.records.contents import Kind, Revocations, Said, said_by
from singlewindow.records.keys import PublicKeys
from singlewindow.records.permits import FORCE, PermitSaid
from singlewindow.records.signing import NotGenuine, read


class Checked(msgspec.Struct, frozen=True):
    """A genuine record: the key that signed it, what it says, and why it holds no longer (nothing: it holds).

    ``as_of`` is when the list of revocations was issued that it was held against; None where there was none.
    """

    kid: str
    said: Said | PermitSaid
    faults: tuple[str, ...]
    as_of: dt.datetime | None = None


def check(text: str, keys: PublicKeys, now: dt.datetime, revocations: str | None = None) -> Checked:
    """Check a credential or a slip; with ``revocations``, also against that signed list. Raises NotGenuine."""
    signed = read(text, keys)
    try:
        said = said_by(signed.kind, signed.claims)
    except ValueError as error:
        raise NotGenuine(f"This is signed, and is not the record of a decision or a permit: {error}") from error
    known = read_revocations(revocations, keys) if revocations else None
    as_of = dt.datetime.fromtimestamp(known.iat, dt.UTC) if known else None
    return Checked(signed.kid, said, tuple(_faults(said, now, known)), as_of)


def read_revocations(text: str, keys: PublicKeys) -> Revocations:
    """The list of revocations that a window signed. Raises NotGenuine."""
    signed = read(text, keys)
    try:
        if signed.kind == Kind.REVOCATIONS:
            return msgspec.json.decode(signed.claims, type=Revocations)
    except msgspec.DecodeError:
        pass
    raise NotGenuine("This is signed, and is not a list of revocations.")


def _faults(said: Said | PermitSaid, now: dt.datetime, known: Revocations | None) -> Iterator[str]:
    if now > said.valid_until:
        yield f"The record was valid until {said.valid_until:%Y-%m-%d %H:%M} UTC. Ask for a new one."
    if known and now.timestamp() > known.exp:
        made = dt.datetime.fromtimestamp(known.iat, dt.UTC)
        yield f"The list of revocations is of {made:%Y-%m-%d %H:%M} UTC, and too old to be relied on. Fetch a new one."
    if isinstance(said, PermitSaid):
        yield from _of_permit(said, now, known)
        return
    newer = known.superseded.get(said.reference) if known else None
    if newer and newer.number > said.number:
        outcome = newer.outcome.replace("_", " ")
        yield f"The decision was superseded by decision {newer.number} of this declaration: {outcome}."


def _of_permit(said: PermitSaid, now: dt.datetime, known: Revocations | None) -> Iterator[str]:
    if now < said.valid_from:
        yield f"The permit is valid only from {said.valid_from:%Y-%m-%d %H:%M} UTC."
    ended = known.permits.get(said.number) if known else None
    if ended and ended.state != FORCE:
        yield f"The permit is no longer in force: {ended.state}."
    elif ended and ended.sha256 != said.sha256:
        yield "What the permit says was changed after this was signed. Ask its holder for the new one."
