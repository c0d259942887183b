"""What the endpoints of inspections and releases are given: JSON commands, and what they are as values."""

import datetime as dt
from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from agencies.contract import Outcome
from singlewindow.api.arguments import ItemsCommand, NoteCommand, PageQuery, SumOfMoney, Text, Written
from singlewindow.casework import Concluded, Found, LabResult, SampleTaken, Wanted
from singlewindow.casework.ask_other_time import LONGEST as LONGEST_WISH
from singlewindow.casework.decide import LONGEST, MOST_CONDITIONS
from singlewindow.casework.found_verdict import LONGEST_LAW
from singlewindow.casework.gate_out import LONGEST_VEHICLE, STATES
from singlewindow.casework.inspection import RESULTS
from singlewindow.casework.record_finding import LONGEST_NAME, LONGEST_NUMBER
from singlewindow.casework.record_sample import LONGEST_UNIT
from singlewindow.casework.set_inspection import LONGEST_PACKAGES

_OUTCOMES = (Outcome.CLEAR, Outcome.CONDITIONAL, Outcome.REFUSE, Outcome.DETAIN)
_CURRENCY = Written("^([A-Z]{3})?$", error="Give three capital letters.")
_IN_WORDS = {"description": "The trader reads it."}


class Quantity(fields.String):
    """A number written as text with a point; a measured value may be below zero."""

    def __init__(self, **options: Any) -> None:
        pattern = Written("^-?[0-9]{1,12}([.][0-9]{1,6})?$", error="Give a number such as 12.5, as text.")
        super().__init__(validate=pattern, **options)

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """A Decimal of the text, once it is one."""
        found = super().deserialize(value, *args, **kwargs)
        return None if found is None else Decimal(found)


class Moment(fields.AwareDateTime):
    """A moment with its offset from UTC, as RFC 3339 writes it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(format="iso", **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> dt.datetime:
        found = super()._deserialize(value, *args, **kwargs)
        if not 2000 < found.year < 9000:
            raise ValidationError("Give a moment of this age.")
        return found


class InspectionQuery(PageQuery):
    """Which inspections."""

    place = Text(validate=validate.Length(1, 17), metadata={"description": "The code of a goods location."})


class InspectionWish(ItemsCommand):
    """Which items an agency wants to look at, and why."""

    reason = Text(required=True, validate=validate.Length(1, LONGEST), metadata=_IN_WORDS)


class AppointmentCommand(NoteCommand):
    """Where and when goods are inspected."""

    place = Text(required=True, validate=validate.Length(1, 17), metadata={"description": "A goods location's code."})
    starts_at = Moment(required=True, metadata={"description": "With its offset, on a working day, in its hours."})
    containers = fields.List(
        Text(validate=validate.Length(1, 17)), load_default=list, validate=validate.Length(max=999)
    )
    packages = Text(load_default="", validate=validate.Length(max=LONGEST_PACKAGES))

    @staticmethod
    def value(given: dict[str, Any]) -> Wanted:
        """The command as the verb takes it."""
        return Wanted(**given | {"containers": tuple(given["containers"])})


class OtherTimeCommand(Schema):
    """Which other time suits the trader."""

    text = Text(required=True, validate=validate.Length(1, LONGEST_WISH))


class AbsenceCommand(NoteCommand):
    """Who did not come."""

    agency = Text(required=True, validate=validate.Length(1, 16), metadata={"description": "The agency's code."})


class Conclusion(Schema):
    """What follows from a check."""

    outcome = fields.Enum(Outcome, by_value=True, load_default=None, validate=validate.OneOf(_OUTCOMES))
    conditions = fields.List(
        Text(validate=validate.Length(1, LONGEST)), load_default=list, validate=validate.Length(max=MOST_CONDITIONS)
    )
    law = Text(
        load_default="",
        validate=validate.Length(max=LONGEST_LAW),
        metadata={"description": "Without it, the law of the requirement that asked for the check."},
    )
    note = Text(load_default="", validate=validate.Length(max=LONGEST), metadata=_IN_WORDS)

    @staticmethod
    def concluded(given: dict[str, Any]) -> Concluded:
        """What is concluded, as a value."""
        return Concluded(given["outcome"], tuple(given["conditions"]), given["law"], given["note"])


class SampleCommand(Schema):
    """A sample that was taken."""

    number = Text(required=True, validate=validate.Length(1, LONGEST_NUMBER))
    laboratory = Text(required=True, validate=validate.Length(1, LONGEST_NAME))
    fee = SumOfMoney(load_default=None, metadata={"description": "What the lodger owes for it: a decimal as text."})
    currency = fields.String(load_default="", validate=_CURRENCY)


class FindingCommand(Conclusion, ItemsCommand):
    """What a participant found of its items."""

    result = fields.String(required=True, validate=validate.OneOf(RESULTS))
    quantity = Quantity(load_default=None, allow_none=True)
    unit = Text(load_default="", validate=validate.Length(max=3), metadata={"description": "UN/ECE Rec 20."})
    sample = fields.Nested(SampleCommand, load_default=None, allow_none=True)

    @staticmethod
    def value(given: dict[str, Any]) -> Found:
        """The command as the verb takes it."""
        taken = SampleTaken(**given["sample"]) if given["sample"] else None
        return Found(given["result"], Conclusion.concluded(given), given["quantity"], given["unit"], taken)


class SampleResultCommand(Conclusion):
    """What a laboratory says of a sample."""

    result = fields.String(required=True, validate=validate.OneOf(("pass", "fail")))
    value = Quantity(load_default=None, allow_none=True)
    unit = Text(load_default="", validate=validate.Length(max=LONGEST_UNIT))

    @staticmethod
    def tested(given: dict[str, Any]) -> LabResult:
        """The command as the verb takes it."""
        return LabResult(given["result"], Conclusion.concluded(given), given["value"], given["unit"])


class LeavingQuery(PageQuery):
    """Which release notices."""

    state = fields.String(load_default="may_leave", validate=validate.OneOf(STATES))


class GateOutCommand(NoteCommand):
    """What went out of the gate: these containers; without any, all that is left."""

    containers = fields.List(
        Text(validate=validate.Length(1, 17)), load_default=list, validate=validate.Length(max=999)
    )
    vehicle = Text(load_default="", validate=validate.Length(max=LONGEST_VEHICLE))


class PartyCommand(Schema):
    """A further party to be told of a release: an e-mail address, or an organisation of the window by its code."""

    name = Text(load_default="", validate=validate.Length(max=140))
    email = Text(load_default="", validate=validate.Length(max=254))
    organisation = Text(load_default="", validate=validate.Length(max=35))
