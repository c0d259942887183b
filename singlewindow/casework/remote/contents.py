"""What the window and an agency's own system say to each other: the claims that each signs.

All of it travels as compact JSON Web Signatures (RFC 7515). ``jti``, ``iss``, ``aud`` and ``iat`` are of RFC 7519.
"""

import datetime as dt
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

ASK, WITHDRAWAL, ANSWER = "agency-ask+jwt", "agency-withdrawal+jwt", "agency-answer+jwt"
"""The kinds of message (JOSE ``typ``): a text that was signed as one of them is never taken for another."""

MEDIA_TYPE = "application/jose"

WINDOW = dt.timedelta(minutes=5)
"""How old a signature may be, and how far the other side's clock may be ahead. What is repeated later is refused."""

LONGEST = 2000
MOST_ITEMS = 9999
_WRITTEN = "^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]*$"
_Text = Annotated[str, Meta(min_length=1, max_length=LONGEST, pattern=_WRITTEN)]
_Name = Annotated[str, Meta(pattern="^[!-~]{1,70}$")]


class AskedRequirement(msgspec.Struct, frozen=True):
    """A requirement that an item meets, as the table of the agency's requirements has it."""

    id: str
    title: str
    asks: str
    sentence: str
    law: str
    documents: tuple[str, ...]


class AskedItem(msgspec.Struct, frozen=True):
    """A goods item (its SequenceNumeric) that the agency is asked about."""

    item: int
    requirements: tuple[AskedRequirement, ...]


class AskClaims(msgspec.Struct, frozen=True):
    """An ask. ``jti`` stays the same over all tries. ``declaration`` is WCO JSON, with the agency's items alone."""

    jti: str
    iss: str
    aud: str
    iat: int
    reference: str
    version: int
    answer_by: dt.date | None
    answer_at: str
    items: tuple[AskedItem, ...]
    declaration: dict[str, Any]


class WithdrawalClaims(msgspec.Struct, frozen=True):
    """That an ask needs no answer any more. ``because``: ``amended``, ``cancelled``, ``expired`` or ``settled``."""

    jti: str
    iss: str
    aud: str
    iat: int
    ask: str
    because: str


class SaidReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the agency answers so: a sentence for the trader, the law, and the agency's own name of its rule."""

    sentence: _Text
    law: Annotated[str, Meta(max_length=350, pattern=_WRITTEN)] = ""
    rule: Annotated[str, Meta(pattern="^[!-~]{0,17}$")] = ""


class SaidItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer for one item. ``conditions`` go with ``conditional``, ``hold`` with ``hold``.

    ``valid_until`` is the last day on which the answer holds; the trader is told.
    """

    item: Annotated[int, Meta(ge=1, le=99999)]
    outcome: Literal["clear", "conditional", "refuse", "hold", "detain"]
    reasons: Annotated[tuple[SaidReason, ...], Meta(min_length=1, max_length=20)]
    conditions: Annotated[tuple[_Text, ...], Meta(max_length=20)] = ()
    hold: Literal["documents", "inspection"] | None = None
    valid_until: dt.date | None = None


class AnswerClaims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer to an ask. ``iss`` is the agency's code, ``aud`` what the ask had as ``iss``, ``jti`` its own id."""

    jti: _Name
    iss: str
    aud: str
    iat: int
    ask: _Name
    items: Annotated[tuple[SaidItem, ...], Meta(min_length=1, max_length=MOST_ITEMS)]


class Taken(msgspec.Struct, frozen=True):
    """What the window says to an answer. The same answer is told the same again.

    ``applied`` are the items whose verdict it is now; ``kept`` those for which it is only kept, as ``sentence`` says.
    """

    answer: str
    ask: str
    applied: tuple[int, ...]
    kept: tuple[int, ...]
    sentence: str
