"""Messages about an earlier declaration: amend it, tell what changed, write an amendment, cancel, present the goods."""

from wco_datamodel.amending.applying import Amended, amend
from wco_datamodel.amending.changes import ALL, Change, ItemsTouched, changed_paths, items_touched
from wco_datamodel.amending.comparing import difference
from wco_datamodel.amending.composing import compose
from wco_datamodel.amending.requests import (
    Cancellation,
    Presentation,
    cancellation,
    presentation,
    read_cancellation,
    read_presentation,
)
from wco_datamodel.amending.statements import Reason

__all__ = [
    "ALL",
    "Amended",
    "Cancellation",
    "Change",
    "ItemsTouched",
    "Presentation",
    "Reason",
    "amend",
    "cancellation",
    "changed_paths",
    "compose",
    "difference",
    "items_touched",
    "presentation",
    "read_cancellation",
    "read_presentation",
]
