"""One goods item of a draft as the WCO class 68A."""

from singlewindow.web.drafting.checks import digits, number
from singlewindow.web.drafting.document import Document, Item
from singlewindow.web.drafting.parts import amount, country, dated, kilograms, text
from wco_datamodel.documents import AdditionalDocument
from wco_datamodel.goods import (
    Classification,
    Commodity,
    GoodsMeasure,
    GovernmentAgencyGoodsItem,
    GovernmentProcedure,
    InvoiceLine,
    Origin,
    Packaging,
)
from wco_datamodel.values import Measure


def goods_item(item: Item, sequence: int, currency: str) -> GovernmentAgencyGoodsItem:
    """The goods item; ``sequence`` counts from 1, and its price is in ``currency``."""
    return GovernmentAgencyGoodsItem(
        sequence_numeric=sequence,
        additional_document=tuple(_document(document) for document in item.documents),
        commodity=_commodity(item, currency),
        government_procedure=(
            GovernmentProcedure(current_code=text(item.procedure[:2]), previous_code=text(item.procedure[2:])),
        ),
        origin=(Origin(country_code=country(item.origin)),),
        packaging=(_packaging(item),),
    )


def _commodity(item: Item, currency: str) -> Commodity:
    return Commodity(
        description=text(item.description),
        classification=(Classification(id=text(digits(item.commodity_code)), identification_type_code="HS"),),
        goods_measure=GoodsMeasure(
            gross_mass_measure=kilograms(number(item.gross)),
            net_net_weight_measure=kilograms(number(item.net)),
        ),
        invoice_line=InvoiceLine(item_charge_amount=amount(item.price, currency)),
    )


def _packaging(item: Item) -> Packaging:
    count = number(item.packages)
    return Packaging(
        sequence_numeric=1,
        marks_numbers_id=text(item.marks),
        quantity_quantity=None if count is None else Measure(count),
        type_code=text(item.package_kind),
    )


def _document(document: Document) -> AdditionalDocument:
    """The type is a UN/EDIFACT 1001 code, or a category letter (D031) and a code."""
    letter = document.code[:1] if document.code[:1].isalpha() else ""
    return AdditionalDocument(
        category_code=text(letter),
        effective_date_time=dated(document.issued),
        id=text(document.number),
        type_code=text(document.code.removeprefix(letter)),
    )
