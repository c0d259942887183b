"""What a calculation is asked about, as marshmallow reads and documents it."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, validate

from singlewindow.api.arguments import Text, Written
from singlewindow.casework.calculate import MOST_GOODS, Asked, GoodsAsked

_NUMBER = Written("^[0-9]{1,12}([.][0-9]{1,6})?$", error="Give a number such as 12.5, as text.")
_MOST_FACTS = 20


class Number(Text):
    """A number that is not negative, written as text with a point."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=_NUMBER, **options)

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """A Decimal of the text, once it is one."""
        found = super().deserialize(value, *args, **kwargs)
        return Decimal(found) if isinstance(found, str) else found


def _numbers(description: str, name: str) -> fields.Dict:
    return fields.Dict(
        keys=fields.String(validate=Written(name)),
        values=Number(),
        load_default=dict,
        validate=validate.Length(max=_MOST_FACTS),
        metadata={"description": description},
    )


class GoodsCommand(Schema):
    """One goods item."""

    commodity_code = fields.String(
        required=True, validate=Written("^[0-9]{6,10}$", error="Give 6 to 10 digits of the tariff, without points.")
    )
    value = Number(required=True, metadata={"description": "The price of the goods, in the currency of the request."})
    quantities = _numbers("By unit of UN/ECE Rec 20, such as LTR, KGM, LPA, H87.", "^[A-Z0-9]{2,3}$")
    facts = _numbers("What a rate may depend upon, such as age_years.", "^[a-z_]{2,30}$")
    procedure = fields.String(
        load_default="40",
        validate=Written("^[0-9]{2}$", error="Give two digits."),
        metadata={"description": "The two digits of the procedure requested."},
    )


class CalculationCommand(Schema):
    """A shipment."""

    goods = fields.List(fields.Nested(GoodsCommand), required=True, validate=validate.Length(1, MOST_GOODS))
    currency = fields.String(required=True, validate=Written("^[A-Z]{3}$", error="Give three capital letters."))
    freight = Number(load_default=Decimal(0), metadata={"description": "For all of the goods."})
    insurance = Number(load_default=Decimal(0), metadata={"description": "For all of the goods."})
    on = fields.Date(load_default=None, metadata={"description": "The day whose law applies; without it, today."})


def asked_of(command: dict[str, Any]) -> Asked:
    """The question that a command puts."""
    goods = tuple(GoodsAsked(**one) for one in command["goods"])
    return Asked(**{**command, "goods": goods})
