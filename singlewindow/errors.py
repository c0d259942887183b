"""What can go wrong in the house, in words a person can act on. Doors translate these; nothing else does."""

import msgspec


class HouseError(Exception):
    """Base of all. ``code`` is stable and documented; ``sentence`` is for a person."""

    code = "error"
    status = 400

    def __init__(self, sentence: str, *, pointer: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.pointer = pointer


class NotFound(HouseError):
    """There is no such thing, or it is not yours to see: the two look the same from outside."""

    code = "not-found"
    status = 404


class NotSigned(HouseError):
    """A message that must be signed is not, or not by whom it says, or too long ago."""

    code = "not-signed"
    status = 401


class NotAllowed(HouseError):
    """You are known, and this is not for your role."""

    code = "not-allowed"
    status = 403


class NotPossible(HouseError):
    """The case is in a state in which this cannot be done."""

    code = "not-possible"
    status = 409


class Stale(HouseError):
    """Somebody changed it since you read it (If-Match, or a form's revision)."""

    code = "stale"
    status = 412


class Collided(Stale):
    """Two changed the same at the same moment, and the database let one of them. Doing it again may do."""


class TooLarge(HouseError):
    """What was sent is larger than what is taken."""

    code = "too-large"
    status = 413


class KeyReused(HouseError):
    """The Idempotency-Key was used for a different payload."""

    code = "idempotency-key-reused"
    status = 422


class Invalid(HouseError):
    """What was given has mistakes, each with its field."""

    code = "invalid"
    status = 422

    def __init__(self, sentence: str, fields: "tuple[FieldError, ...]" = ()) -> None:
        super().__init__(sentence)
        self.fields = fields


class FieldError(msgspec.Struct, frozen=True):
    """One mistake in a form: which field, and what to do."""

    field: str
    sentence: str
