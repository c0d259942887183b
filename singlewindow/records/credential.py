"""The envelope of signed records: a verifiable credential (W3C, Data Model 2.0), and a digest in few characters."""

import datetime as dt
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import msgspec

Subject = TypeVar("Subject")
STANDARD = "https://www.w3.org/ns/credentials/v2"
ANY = "VerifiableCredential"


class Issuer(msgspec.Struct, frozen=True):
    """Who says it: the window's address, and whose window it is."""

    id: str
    name: str


class Credential(msgspec.Struct, Generic[Subject], frozen=True, rename="camel"):
    """A credential about a subject: whatever is said, by whom, from when until when, and where it may be revoked."""

    context: Any = msgspec.field(name="@context")
    id: str
    type: tuple[str, ...]
    issuer: Issuer
    valid_from: dt.datetime
    valid_until: dt.datetime
    credential_status: Mapping[str, str]
    credential_subject: Subject


def context(vocabulary: str) -> tuple[Any, ...]:
    """The context of a credential whose own terms are read in a vocabulary of ours, as ``decision``."""
    return (STANDARD, {"@vocab": f"urn:singlewindow:{vocabulary}#"})


def status(base_url: str, subject: str, kind: str) -> Mapping[str, str]:
    """Where to look whether a record about this subject still holds."""
    return {"id": f"{base_url}/api/v1/revocations#{subject}", "type": kind}


def shortened(sha256: str) -> str:
    """A digest in the characters of a slip."""
    return urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def lengthened(text: str) -> str:
    """The digest that a slip's characters stand for. Raises ValueError for others."""
    return urlsafe_b64decode(text + "=").hex()
