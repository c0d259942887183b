"""What endpoints are given: query parameters and JSON commands, as marshmallow reads and documents them."""

import base64
import re
from decimal import Decimal
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from agencies.contract import HoldKind, Outcome
from singlewindow.casework.ask import QUESTION_KINDS
from singlewindow.casework.attachments.taking import LONGEST_ID, MOST_AT_ONCE
from singlewindow.casework.decide import LONGEST, MOST_CONDITIONS, OUTCOMES
from singlewindow.casework.decision import CaseOutcome
from singlewindow.casework.permits.acting import ACTS
from singlewindow.casework.record_arrival import LONGEST_NOTE
from singlewindow.casework.secure import KINDS, LONGEST_REFERENCE
from singlewindow.permits.states import STATES

_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Written(validate.Regexp):
    """A text that is written so from its first to its last character. Documented as the pattern it is given."""

    def __call__(self, value: str) -> str:  # type: ignore[override]
        """Give the value back, or raise ValidationError."""
        if not re.fullmatch(str(self.regex.pattern), value):
            raise ValidationError(self._format_error(value))
        return value


_COUNTRY = Written("^[A-Z]{2}$", error="Give two capital letters (ISO 3166-1 alpha-2).")
_DIRECTIONS = validate.OneOf(("import", "export", "transit"))


class Text(fields.String):
    """Text that databases and XML can hold: no control characters but tab and line ends."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        if _UNWRITTEN.search(text):
            raise ValidationError("Give text without control characters.")
        return text


class ItemNumber(fields.Integer):
    """A goods item's SequenceNumeric (WCO 006), as a JSON number."""

    def __init__(self) -> None:
        super().__init__(strict=True, validate=validate.Range(1, 99999))

    def _validated(self, value: Any) -> Any:
        if isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class RowNumber(fields.Integer):
    """The id by which the window names a row of its own, as a JSON number; None where it is left out."""

    def __init__(self, description: str) -> None:
        kept = validate.Range(1, 2**63 - 1)
        super().__init__(load_default=None, strict=True, validate=kept, metadata={"description": description})


class SumOfMoney(fields.String):
    """A sum of money above zero, written as text with a point."""

    def __init__(self, **options: Any) -> None:
        pattern = Written("^[0-9]{1,12}([.][0-9]{1,2})?$", error="Give a number such as 1200.50, as text.")
        super().__init__(validate=pattern, **options)

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """A Decimal of the text, once it is one; what stands for a sum that is left out stays as it is."""
        found = super().deserialize(value, *args, **kwargs)
        return Decimal(found) if isinstance(found, str) else found


def _items() -> fields.List[Any]:
    most = validate.Length(1, 9999)
    return fields.List(ItemNumber(), required=True, validate=most, metadata={"description": "Numbers of goods items."})


class PageQuery(Schema):
    """Which page of a list."""

    cursor = Text(
        validate=Written("^[A-Za-z0-9_-]{1,64}$"),
        metadata={"description": "The next_cursor of the page before."},
    )
    limit = fields.Integer(load_default=25, validate=validate.Range(1, 100))
    search = Text(
        validate=validate.Length(1, 140), metadata={"description": "Part of a reference, a name or the goods."}
    )


class CaseQuery(PageQuery):
    """Which cases."""

    outcome = fields.List(
        fields.String(validate=validate.OneOf([one.value for one in CaseOutcome])),
        metadata={"description": "Only cases that stand at one of these outcomes."},
    )
    direction = fields.String(validate=_DIRECTIONS)


class WorkQuery(PageQuery):
    """Which part of what waits."""

    overdue = fields.Boolean(
        load_default=False, truthy={"true"}, falsy={"false"}, metadata={"description": "Only what is overdue."}
    )


class VerdictCommand(Schema):
    """An officer's verdict."""

    items = _items()
    outcome = fields.Enum(Outcome, by_value=True, required=True, validate=validate.OneOf(OUTCOMES))
    reason = Text(required=True, validate=validate.Length(1, LONGEST), metadata={"description": "The trader reads it."})
    conditions = fields.List(
        Text(validate=validate.Length(1, LONGEST)), load_default=list, validate=validate.Length(max=MOST_CONDITIONS)
    )
    hold = fields.Enum(HoldKind, by_value=True, load_default=None, metadata={"description": "Why the goods are held."})


class QuestionCommand(Schema):
    """A question to the trader."""

    items = _items()
    text = Text(required=True, validate=validate.Length(1, LONGEST))
    kind = fields.String(
        load_default="question",
        validate=validate.OneOf(QUESTION_KINDS),
        metadata={"description": "Whether something is asked, or documents are asked for."},
    )
    answer_by = fields.Date(
        load_default=None,
        metadata={"description": "The last day for the answer; without it, the country's working days."},
    )
    follows = RowNumber("A question of your agency in this case, whose thread goes on.")


class DeadlineCommand(Schema):
    """Another last day for the answer to a question."""

    answer_by = fields.Date(required=True)
    note = Text(load_default="", validate=validate.Length(max=LONGEST_NOTE), metadata={"description": "Why."})


class Base64(fields.String):
    """Bytes in base64 (RFC 4648, section 4)."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        try:
            return base64.b64decode(text, validate=True)
        except ValueError:
            raise ValidationError("Give the file's bytes in base64 (RFC 4648).") from None


class DocumentForm(Schema):
    """What is said of a document beside its file."""

    type_code = Text(
        load_default=None,
        validate=validate.Length(max=3),
        metadata={"description": "What it is: a code of UN/EDIFACT 1001."},
    )
    document_id = Text(
        load_default=None, validate=validate.Length(max=LONGEST_ID), metadata={"description": "Its own number."}
    )
    items = fields.List(
        fields.Integer(validate=validate.Range(1, 99999)),
        load_default=list,
        validate=validate.Length(max=9999),
        metadata={"description": "Goods items that it is about; none for all of them."},
    )


class DocumentCommand(DocumentForm):
    """A document: the file's name, and its bytes in base64."""

    name = Text(load_default="", validate=validate.Length(max=255), metadata={"description": "The file's name."})
    content = Base64(
        required=True, metadata={"format": "byte", "description": "A PDF, JPEG, PNG, TIFF or XML file, in base64."}
    )
    items = fields.List(
        ItemNumber(),
        load_default=list,
        validate=validate.Length(max=9999),
        metadata={"description": "Goods items that it is about; none for all of them."},
    )


class AnswerCommand(Schema):
    """The trader's answer: in words, by documents, or both."""

    carries_documents = True

    text = Text(load_default="", validate=validate.Length(max=LONGEST))
    documents = fields.List(
        fields.Nested(DocumentCommand, unknown=RAISE), load_default=list, validate=validate.Length(max=MOST_AT_ONCE)
    )


class CancellationCommand(Schema):
    """Why a declaration is to be cancelled."""

    reason_code = Text(
        required=True,
        validate=validate.Length(1, 3),
        metadata={"description": "A code of the list cancellation-reasons."},
    )
    reason = Text(required=True, validate=validate.Length(1, 512), metadata={"description": "The same in words."})


class SettlementCommand(Schema):
    """Whether a request is granted."""

    granted = fields.Boolean(required=True, truthy={True}, falsy={False})
    reason = Text(load_default="", validate=validate.Length(max=512), metadata={"description": "The trader reads it."})


class NoteCommand(Schema):
    """What customs notes beside an act: a ship, a receipt."""

    note = Text(load_default="", validate=validate.Length(max=LONGEST_NOTE), metadata={"description": "In words."})


class ItemsCommand(Schema):
    """Which items."""

    items = _items()


class SendBackCommand(Schema):
    """Which items' proposals another officer is to think over, and why."""

    items = _items()
    reason = Text(required=True, validate=validate.Length(1, LONGEST), metadata={"description": "Officers read it."})


class ReviewCommand(Schema):
    """What is to be reviewed, and why: items that an agency refused or detained, or a request that was denied."""

    grounds = Text(
        required=True, validate=validate.Length(1, LONGEST), metadata={"description": "An officer reads it."}
    )
    agency = Text(load_default=None, validate=validate.Length(1, 16), metadata={"description": "The agency's code."})
    items = fields.List(ItemNumber(), load_default=list, validate=validate.Length(0, 9999))
    request_id = RowNumber("Instead of items.")


class ReviewAnswerCommand(Schema):
    """What the reviewing officer finds."""

    overturned = fields.Boolean(required=True, truthy={True}, falsy={False})
    reason = Text(required=True, validate=validate.Length(1, LONGEST), metadata={"description": "The trader reads it."})
    outcome = fields.Enum(
        Outcome,
        by_value=True,
        load_default=Outcome.CLEAR,
        validate=validate.OneOf((Outcome.CLEAR, Outcome.CONDITIONAL)),
        metadata={"description": "What stands instead, where it is overturned."},
    )
    conditions = fields.List(
        Text(validate=validate.Length(1, LONGEST)), load_default=list, validate=validate.Length(max=MOST_CONDITIONS)
    )


class SettleConflictCommand(Schema):
    """Whose answer on an item stands."""

    item = fields.Integer(required=True, strict=True, validate=validate.Range(1, 99999))
    agency = Text(required=True, validate=validate.Length(1, 16), metadata={"description": "The agency's code."})
    reason = Text(required=True, validate=validate.Length(1, LONGEST), metadata={"description": "All read it."})


class DischargeCommand(NoteCommand):
    """Which items' conditions were kept."""

    items = _items()


class SecurityCommand(Schema):
    """What stands for the duty."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    amount = SumOfMoney(required=True, metadata={"description": "A decimal as text, such as 1200.50."})
    currency = fields.String(required=True, validate=Written("^[A-Z]{3}$", error="Give three capital letters."))
    reference = Text(
        required=True,
        validate=validate.Length(1, LONGEST_REFERENCE),
        metadata={"description": "The number of the receipt, the bond or the guarantee."},
    )


class WebhookCommand(Schema):
    """Where events are to be sent."""

    url = Text(required=True, validate=validate.Length(1, 500), metadata={"description": "An https address."})


class GoodsArguments(Schema):
    """Goods described without a declaration."""

    hs_code = fields.String(
        required=True,
        validate=Written("^[0-9]{2,10}$", error="Give 2 to 10 digits of the Harmonized System."),
        metadata={"description": "2 to 10 digits of the Harmonized System, without points."},
    )
    direction = fields.String(load_default="import", validate=_DIRECTIONS)
    origin = fields.String(validate=_COUNTRY, metadata={"description": "Country of origin, ISO 3166-1 alpha-2."})
    destination = fields.String(validate=_COUNTRY, metadata={"description": "Country of destination."})
    procedure = fields.String(
        validate=Written("^[A-Z0-9]{1,7}$"), metadata={"description": "The customs procedure's code."}
    )
    on = fields.Date(metadata={"description": "The day whose rules apply; without it, today in this country."})


class PermitQuery(PageQuery):
    """Which permits."""

    status = fields.String(
        validate=validate.OneOf((*STATES, "expired")), metadata={"description": "Only in this state, as it is today."}
    )


class PermitNumber(Schema):
    """A permit's number."""

    number = Text(required=True, validate=validate.Length(1, 35), metadata={"description": "As it is printed."})


class PermitAct(Schema):
    """An act in the life of a permit."""

    act = fields.String(required=True, validate=validate.OneOf(ACTS))
    reason = Text(
        load_default="", validate=validate.Length(0, LONGEST), metadata={"description": "The other side reads it."}
    )
    quantity = Text(
        load_default=None,
        validate=Written("^[0-9]{1,12}([.][0-9]{1,6})?$", error="Give a number as text, such as 12.5."),
        metadata={"description": "What is granted, in the permit's unit (approve, vary)."},
    )
    valid_from = fields.Date(load_default=None)
    valid_to = fields.Date(load_default=None, metadata={"description": "The last day (approve, extend, vary)."})
    conditions = fields.List(
        Text(validate=validate.Length(1, LONGEST)), load_default=None, validate=validate.Length(max=MOST_CONDITIONS)
    )
