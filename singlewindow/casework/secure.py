"""Release before the duty is final, against security (WTO TFA 7.3): customs asks for it, takes it, and returns it."""

from decimal import Decimal

from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.house import House
from singlewindow.casework.open_case import open_case
from singlewindow.casework.record_arrival import require_note
from singlewindow.errors import FieldError, Invalid
from singlewindow.store import audit, positions
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.positions import Duty, Security

KINDS = ("deposit", "bond", "guarantee")
MOST = Decimal("999999999999.99")
LONGEST_REFERENCE = 70


@again
def require_security(
    house: House, actor: Actor, reference: str, *, note: str = "", revision: int | None = None
) -> Answer:
    """Ask for security: the goods wait until the duty is secured or settled. ``note`` says for what, and how much.

    Raises NotFound, NotAllowed, NotPossible, Invalid, Stale.
    """
    require_note(note)
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "require_security", revision)
        if opened.repeated:
            return opened.stands
        positions.record(session, opened.case.id, duty=Duty.OPEN.value)
        return close(session, opened, (), audit.Event("security_required", {"note": note.strip()}))


@again
def take_security(
    house: House, actor: Actor, reference: str, *, security: Security, revision: int | None = None
) -> Answer:
    """Record what stands for the duty; it no longer keeps the goods. Another security takes its place.

    Raises NotFound, NotAllowed, NotPossible, Invalid naming the fields, Stale.
    """
    _require(security)
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "take_security", None)
        if opened.standing.security == security and opened.standing.security_returned_at is None:
            return opened.stands
        opened.require_revision(revision)
        positions.take_security(session, opened.case.id, security)
        told = {"kind": security.kind, "amount": f"{security.amount:f}", "currency": security.currency}
        event = audit.Event("security_taken", {**told, "reference": security.reference})
        return close(session, opened, (), event)


@again
def return_security(
    house: House, actor: Actor, reference: str, *, note: str = "", revision: int | None = None
) -> Answer:
    """Record that the security was given back. Raises NotFound, NotAllowed, NotPossible, Invalid, Stale."""
    require_note(note)
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "return_security", revision)
        if opened.repeated:
            return opened.stands
        positions.record(session, opened.case.id, security_returned_at=opened.at)
        return close(session, opened, (), audit.Event("security_returned", {"note": note.strip()}))


def _require(security: Security) -> None:
    amount, currency, reference = security.amount, security.currency, security.reference
    possible = amount.is_finite() and 0 < amount <= MOST and amount == amount.quantize(Decimal("0.01"))
    tests = (
        (security.kind not in KINDS, "kind", "Choose a deposit, a bond or a guarantee."),
        (not possible, "amount", "Enter an amount above zero, such as 1200.50."),
        (not (len(currency) == 3 and currency.isascii() and currency.isupper()), "currency", "Enter three letters."),
        (not reference.strip(), "reference", "Enter the number of the receipt, the bond or the guarantee."),
        (len(reference) > LONGEST_REFERENCE, "reference", f"Use {LONGEST_REFERENCE} characters or less."),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in tests if wrong)
    if faults:
        raise Invalid("The security cannot be recorded as it is.", faults)
