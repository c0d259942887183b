"""What signed records hold: a decision as a verifiable credential, the slip for a QR code, the list of revocations."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from singlewindow.records import permits
from singlewindow.records.credential import ANY, Credential, Issuer, context, lengthened, shortened, status
from singlewindow.records.permits import Ended, PermitSaid


class Kind(StrEnum):
    """The kinds of signed text, as the JOSE header ``typ`` names them."""

    CREDENTIAL = "vc+jwt"
    SLIP = "decision+jwt"
    PERMIT = "permit+jwt"
    REVOCATIONS = "revocations+jwt"


class Said(msgspec.Struct, frozen=True):
    """What a record says of a decision. ``sha256`` is that of the decision's document, as the audit trail has it."""

    issuer: str
    reference: str
    outcome: str
    item_count: int
    number: int
    decided_at: dt.datetime
    valid_until: dt.datetime
    sha256: str


class Superseded(msgspec.Struct, frozen=True):
    """A case's decisions before ``number`` hold no longer; ``outcome`` is that of the newest one."""

    number: int
    outcome: str


class Revocations(msgspec.Struct, frozen=True):
    """The list of revocations: decisions that were superseded, by reference, and permits that ended, by number.

    ``iat`` and ``exp`` are seconds since 1970.
    """

    iss: str
    iat: int
    exp: int
    superseded: Mapping[str, Superseded]
    permits: Mapping[str, Ended] = {}


class _Slip(msgspec.Struct, frozen=True):
    """A decision in as few characters as it can be told in: the code must be small enough to be scanned from paper."""

    iss: str
    sub: str
    out: str
    items: int
    no: int
    iat: int
    exp: int
    sha: str


class _Subject(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    reference: str
    outcome: str
    number: int
    item_count: int
    decision_sha256: str
    decision: msgspec.Raw


def credential(said: Said, base_url: str, document: bytes) -> bytes:
    """The claims of a verifiable credential that holds the whole decision (``document``, its JSON)."""
    address = f"{base_url}/api/v1/declarations/{said.reference}"
    return msgspec.json.encode(
        Credential(
            context=context("decision"),
            id=f"{address}/decision#{said.number}",
            type=(ANY, "CustomsDecision"),
            issuer=Issuer(base_url, said.issuer),
            valid_from=said.decided_at,
            valid_until=said.valid_until,
            credential_status=status(base_url, said.reference, "SupersededDecisions"),
            credential_subject=_Subject(
                id=address,
                reference=said.reference,
                outcome=said.outcome,
                number=said.number,
                item_count=said.item_count,
                decision_sha256=said.sha256,
                decision=msgspec.Raw(document),
            ),
        )
    )


def slip(said: Said) -> bytes:
    """The claims of a slip: what a gate must know, and the digest of all else."""
    return msgspec.json.encode(
        _Slip(
            iss=said.issuer,
            sub=said.reference,
            out=said.outcome,
            items=said.item_count,
            no=said.number,
            iat=int(said.decided_at.timestamp()),
            exp=int(said.valid_until.timestamp()),
            sha=shortened(said.sha256),
        )
    )


class _Typed(msgspec.Struct, frozen=True):
    type: tuple[str, ...] = ()


def said_by(kind: str, claims: bytes) -> Said | PermitSaid:
    """What a credential or a slip says. Raises ValueError for claims of another shape."""
    if kind == Kind.PERMIT:
        return permits.of_slip(claims)
    if kind == Kind.SLIP:
        return _of_slip(msgspec.json.decode(claims, type=_Slip))
    if kind == Kind.CREDENTIAL and permits.KIND in msgspec.json.decode(claims, type=_Typed).type:
        return permits.of_credential(claims)
    if kind == Kind.CREDENTIAL:
        return _of_credential(msgspec.json.decode(claims, type=Credential[_Subject]))
    raise ValueError(f"A record of the kind {kind or 'without a name'} tells neither a decision nor a permit.")


def _of_slip(found: _Slip) -> Said:
    decided, until = (dt.datetime.fromtimestamp(seconds, dt.UTC) for seconds in (found.iat, found.exp))
    return Said(found.iss, found.sub, found.out, found.items, found.no, decided, until, lengthened(found.sha))


def _of_credential(found: Credential[_Subject]) -> Said:
    subject = found.credential_subject
    return Said(
        issuer=found.issuer.name,
        reference=subject.reference,
        outcome=subject.outcome,
        item_count=subject.item_count,
        number=subject.number,
        decided_at=found.valid_from,
        valid_until=found.valid_until,
        sha256=subject.decision_sha256,
    )
