"""``amend``: a version of a declaration and an amendment in, the next version out, or every reason why not."""

from collections.abc import Sequence

import msgspec

from wco_datamodel.amending.changes import Change
from wco_datamodel.amending.comparing import difference
from wco_datamodel.amending.faults import Faults, refuse
from wco_datamodel.amending.merging import Merging
from wco_datamodel.amending.parts import ROOT, held, parts
from wco_datamodel.amending.requests import demand_request
from wco_datamodel.amending.statements import Reason, declared, lost, reasons
from wco_datamodel.amending.targets import FIXED, Target, Targets
from wco_datamodel.declaration import Declaration
from wco_datamodel.message import Message
from wco_datamodel.places import place
from wco_datamodel.problems import MessageRejected, Problem

OWN = FIXED | {"IssueDateTime", "IssueLocationID", "Authentication", "Submitter"}
"""What a message says about itself; unless an Amendment points at it, it says nothing about the declaration."""


class Amended(msgspec.Struct, frozen=True, kw_only=True):
    """The next version, what changed in it, why, and what was read past."""

    declaration: Declaration
    changes: tuple[Change, ...]
    reasons: tuple[Reason, ...]
    warnings: tuple[Problem, ...] = ()


def amend(version: Declaration, amendment: Message, *, reference: str | None = None) -> Amended:
    """Apply an amendment (function 13, type COR) to a version of a declaration.

    What an Amendment points at is taken from the message's own branches: there and other, it is changed; there and
    new, added; pointed at and left out, removed. Nothing else changes. ``reference`` is what the message's ID must be,
    by default the version's own ID where it has one. Both versions stay as they are; the next one keeps the ID, the
    function, the type and the trader's reference of the first.

    Raises MessageRejected with every problem: pointers that lead nowhere, at their Amendment (42A > 06A[n]), and
    changes that no Amendment points at, at their own place. The rules of a declaration are not run here.
    """
    message = demand_request(amendment, "COR")
    _demand_about(message, amendment, reference or version.id)
    targets = Targets(message.amendment)
    positions = declared(message, targets.root)
    merging = Merging(positions)
    brought = _branches(version, message, targets.root, positions)
    merged = merging.of_class(ROOT, version, brought, targets.root, place((ROOT,)))
    _demand_no_fault(amendment, targets.refused, merging)
    declaration = merged if isinstance(merged, Declaration) else version
    lost(message, targets.doubts)
    return Amended(
        declaration=declaration,
        changes=difference(version, declaration),
        reasons=reasons(message, targets.root),
        warnings=targets.doubts.problems(amendment),
    )


def _demand_about(declaration: Declaration, message: Message, expected: str | None) -> None:
    if expected is not None and declaration.id != expected:
        refuse(message, "REQUEST-OTHER", place((ROOT, "ID")), found=declaration.id, expected=expected)
    if not declaration.amendment:
        refuse(message, "AMENDMENT-NONE", place((ROOT,)))


def _demand_no_fault(message: Message, pointing: Faults, merging: Merging) -> None:
    """Raise every problem. Where a pointer leads nowhere, what it meant is not said again to be without a pointer."""
    faults = Faults()
    silent = () if pointing.found else merging.unpointed.found
    faults.found = [*pointing.found, *merging.refused.found, *silent]
    if faults.found:
        raise MessageRejected(faults.problems(message))


def _branches(version: Declaration, message: Declaration, root: Target, positions: Sequence[int]) -> Declaration:
    """Return the message without what it says about itself, so that what is left is about the declaration."""
    silent = {
        part.field: held(version, part) if part.name in FIXED else None
        for part in parts(ROOT)
        if part.name in OWN and part.name not in root.inside
    }
    silent["additional_information"] = tuple(message.additional_information[at - 1] for at in positions)
    return msgspec.structs.replace(message, **silent)
