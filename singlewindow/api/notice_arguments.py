"""What the endpoints of notices are given."""

from typing import Any

from marshmallow import Schema, fields, validate

from singlewindow.api.arguments import PageQuery, RowNumber, Text
from singlewindow.casework import wording


class YesOrNo(fields.Boolean):
    """true or false of JSON, and nothing that means the same: a 1 could be a mistake."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> bool:  # noqa: ARG002 - its interface
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class NoticeQuery(PageQuery):
    """Which page of notices or deliveries: these are not searched."""

    class Meta:
        """What is left out."""

        exclude = ("search",)


class ReadCommand(Schema):
    """Which notice was read."""

    id = RowNumber("One notice; without it, all of them.")


class ChoiceCommand(Schema):
    """How a person wants to be told, beside the inbox."""

    language = fields.String(required=True, validate=validate.OneOf(tuple(wording.table().languages)))
    email = YesOrNo(required=True)
    sms = YesOrNo(required=True)
    phone = Text(
        load_default="",
        validate=validate.Length(max=30),
        metadata={"description": "A mobile number as E.164 writes it, such as +6857212345; needed for SMS."},
    )
