"""Signed records: what the window says in writing, so that it can be believed where there is no connection.

The room signs claims with the window's key and checks signed texts with public keys alone. It knows no case, no
database and no network.
"""

from singlewindow.records.checking import Checked, check
from singlewindow.records.contents import Kind, Said, Superseded
from singlewindow.records.keys import KeyRing, PublicKeys, SigningKey
from singlewindow.records.permits import PermitSaid
from singlewindow.records.signing import NotGenuine, Signed, read, sign

__all__ = [
    "Checked",
    "KeyRing",
    "Kind",
    "NotGenuine",
    "PermitSaid",
    "PublicKeys",
    "Said",
    "Signed",
    "SigningKey",
    "Superseded",
    "check",
    "read",
    "sign",
]
