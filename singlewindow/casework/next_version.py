"""The next version of a declaration, as a message makes it: what it says, what changed, and why."""

import msgspec

from singlewindow.casework.examine import ORIGINAL, Examined, problems_of
from singlewindow.casework.house import House
from singlewindow.errors import NotPossible
from wco_datamodel import Declaration, MessageRejected, Problem
from wco_datamodel.amending import Change, amend, difference
from wco_datamodel.pointers import problem_at

_FIXED = (
    ("functional_reference_id", "42A/D026", "The trader's reference"),
    ("type_code", "42A/D013", "The type of declaration"),
)


class NextVersion(msgspec.Struct, frozen=True):
    """A version and the one before it, the changes between them, and what the sender says of them."""

    before: Declaration
    declaration: Declaration
    changes: tuple[Change, ...]
    reason: str = ""
    reason_code: str | None = None
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, before: Declaration, declaration: Declaration, **said: str | None) -> "NextVersion":
        """The step from one version to the next."""
        return cls(before, declaration, difference(before, declaration), **said)  # type: ignore[arg-type]


def by_message(house: House, old: Declaration, examined: Examined, reference: str) -> NextVersion:
    """What a message makes of a version. Raises MessageRejected with every error, NotPossible where nothing changes."""
    if examined.declaration.function_code == ORIGINAL:
        made = _replaced(old, examined, reference)
    else:
        made = _amended(house, old, examined, reference)
    if not made.changes:
        raise NotPossible(f"{reference} says this already: nothing would change.")
    return made


def _replaced(old: Declaration, examined: Examined, reference: str) -> NextVersion:
    """The whole declaration anew. What it is known by stays."""
    new = examined.declaration
    wrong = [
        problem_at("SW-FIXED", f"{name} is never amended: it is {getattr(old, field)}.", pointer, examined.message)
        for field, pointer, name in _FIXED
        if getattr(new, field) != getattr(old, field)
    ]
    if new.id not in (None, old.id, reference):
        wrong.append(problem_at("SW-FIXED", f"This is declaration {reference}.", "42A/D014", examined.message))
    if wrong:
        raise MessageRejected(tuple(wrong))
    made = NextVersion.of(old, msgspec.structs.replace(new, id=old.id), reason="Declared anew as a whole.")
    return msgspec.structs.replace(made, warnings=_sentences(examined.warnings))


def _amended(house: House, old: Declaration, examined: Examined, reference: str) -> NextVersion:
    """What an amendment's pointers make of it; the new version is held against the rules as any declaration is."""
    amended = amend(old, examined.message, reference=reference)
    problems = problems_of(house, examined.message, amended.declaration)
    if any(problem.severity == "error" for problem in problems):
        raise MessageRejected(problems)
    reasons = amended.reasons
    return NextVersion(
        old,
        amended.declaration,
        amended.changes,
        " ".join(dict.fromkeys(reason.statement for reason in reasons if reason.statement)),
        next((reason.code for reason in reasons if reason.code), None),
        _sentences((*amended.warnings, *problems)),
    )


def _sentences(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    return tuple(problem.sentence for problem in problems)
