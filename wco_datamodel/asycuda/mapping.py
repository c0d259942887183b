"""The mapping table: where each value of an ASYCUDA declaration belongs in the WCO Data Model. Read it from the top.

A flavour's own rows stand before these; see ``Row`` for the notation. The codes that mark the charges of a valuation
(371) and which previous document is meant (D031) are user codes: the standard leaves them to each country.
"""

from typing import Final

from wco_datamodel.asycuda.composites import (
    DOCUMENT,
    FLOW,
    HS,
    MARKS,
    PARTY,
    PLACE,
    PROCEDURE,
    TRANSACTION,
    TYPE,
    UNIT,
)
from wco_datamodel.asycuda.converters import (
    ASSESSED,
    CODE,
    COUNT,
    DATE,
    DEDUCTED,
    EXCHANGE,
    FLAG,
    LINE,
    MASS,
    MONEY,
    NATIONAL,
    PRICE,
    RATE,
    TEXT,
)
from wco_datamodel.asycuda.rows import Row

SEGMENTS: Final = (
    ("external_freight", "FreightChargeAmount", "FRT"),
    ("internal_freight", "", "IFR"),
    ("insurance", "", "INS"),
    ("other_cost", "", "OTH"),
    ("deduction", "", "DED"),
)
"""The charges of a valuation: ASYCUDA's name, the header's own element if there is one, and else the code (371)."""


def _charges(prefix: str, exchange: str, *, item: bool) -> tuple[Row, ...]:
    """Rows for the charges of the header or of an item: each amount, its rate, and its national amount if alone."""
    rows: list[Row] = []
    holder = "CustomsValuation" if item else "GoodsShipment/CustomsValuation"
    for name, own, code in SEGMENTS:
        charge = f"ChargeDeduction[ChargesTypeCode={code}]/OtherChargeDeductionAmount"
        place = f"{holder}/{own if own and not item else charge}"
        rows += (
            Row(f"{prefix}_{name}", place, MONEY),
            Row(f"{prefix}_{name}", exchange, EXCHANGE),
            Row(f"{prefix}_{name}/Amount_national_currency", place, NATIONAL, written=False),
        )
    return tuple(rows)


IDENTIFICATION: Final = (
    Row("Identification/Office_segment/Customs_clearance_office_code", "DeclarationOfficeID", CODE),
    Row("Identification/Type", "TypeCode", TYPE),
    Row("Property/Sad_flow", "TypeCode", FLOW),
    Row("Identification/Manifest_reference_number", "GoodsShipment/PreviousDocument[TypeCode=785]/ID", CODE),
    Row("Property/Nbers/Number_of_loading_lists", "LoadingListQuantity", COUNT),
    Row("Property/Nbers/Total_number_of_items", "GoodsItemQuantity", COUNT),
    Row("Property/Nbers/Total_number_of_packages", "TotalPackageQuantity", COUNT),
    Row("Identification/Total_number_of_packages", "TotalPackageQuantity", COUNT, written=False),
    Row("Property/Date_of_declaration", "IssueDateTime", DATE),
    Row("Export_release/Date_of_exit", "GoodsShipment/ExitDateTime", DATE, only="export"),
    Row("Declarant/Reference/Number", "FunctionalReferenceID", CODE),
)

TRADERS: Final = (
    Row("Traders/Exporter/Exporter_code", "Exporter/ID", CODE),
    Row("Traders/Exporter/Exporter_name", "Exporter", PARTY),
    Row("Traders/Consignee/Consignee_code", "GoodsShipment/Importer/ID", CODE, only="import"),
    Row("Traders/Consignee/Consignee_name", "GoodsShipment/Importer", PARTY, only="import"),
    Row("Traders/Consignee/Consignee_code", "GoodsShipment/Consignee/ID", CODE, only="export"),
    Row("Traders/Consignee/Consignee_name", "GoodsShipment/Consignee", PARTY, only="export"),
    Row("Traders/Financial/Financial_code", "GoodsShipment/Payer/ID", CODE),
    Row("Traders/Financial/Financial_name", "GoodsShipment/Payer", PARTY),
    Row("Declarant/Declarant_code", "Declarant/ID", CODE),
    Row("Declarant/Declarant_name", "Declarant", PARTY),
    Row("Declarant/Declarant_representative", "Declarant/Contact/Name", TEXT),
)

GENERAL: Final = (
    Row("General_information/Country/Export/Export_country_code", "GoodsShipment/ExportCountry/ID", CODE),
    Row(
        "General_information/Country/Destination/Destination_country_code",
        "GoodsShipment/Destination/CountryCode",
        CODE,
    ),
    Row(
        "General_information/Country/Destination/Destination_country_region", "GoodsShipment/Destination/RegionID", CODE
    ),
    Row(
        "General_information/Additional_information",
        "AdditionalInformation[StatementTypeCode=ACB]/StatementDescription",
        TEXT,
    ),
    Row(
        "General_information/Comments_free_text",
        "AdditionalInformation[StatementTypeCode=AAI]/StatementDescription",
        TEXT,
    ),
)

_MEANS: Final = "Transport/Means_of_transport"
_CONSIGNMENT: Final = "GoodsShipment/Consignment"
TRANSPORT: Final = (
    Row(
        f"{_MEANS}/Departure_arrival_information/Identity",
        f"{_CONSIGNMENT}/ArrivalTransportMeans/ID",
        CODE,
        only="import",
    ),
    Row(
        f"{_MEANS}/Departure_arrival_information/Identity",
        f"{_CONSIGNMENT}/DepartureTransportMeans/ID",
        CODE,
        only="export",
    ),
    Row(f"{_MEANS}/Inland_mode_of_transport", f"{_CONSIGNMENT}/ArrivalTransportMeans/ModeCode", CODE, only="import"),
    Row(f"{_MEANS}/Inland_mode_of_transport", f"{_CONSIGNMENT}/DepartureTransportMeans/ModeCode", CODE, only="export"),
    Row(f"{_MEANS}/Border_information/Identity", "BorderTransportMeans/ID", CODE),
    Row(f"{_MEANS}/Border_information/Nationality", "BorderTransportMeans/RegistrationNationalityCode", CODE),
    Row(f"{_MEANS}/Border_information/Mode", "BorderTransportMeans/ModeCode", CODE),
    Row("Transport/Container_flag", f"{_CONSIGNMENT}/ContainerCode", FLAG),
    Row("Transport/Delivery_terms/Code", "GoodsShipment/TradeTerms/ConditionCode", CODE),
    Row("Transport/Delivery_terms/Place", "GoodsShipment/TradeTerms/LocationName", TEXT),
    Row("Transport/Border_office/Code", "PresentationOffice/ID", CODE, only="import"),
    Row("Transport/Border_office/Code", "ExitOffice/ID", CODE, only="export"),
    Row("Transport/Place_of_loading/Code", f"{_CONSIGNMENT}/LoadingLocation/ID", CODE),
    Row("Transport/Place_of_loading/Name", f"{_CONSIGNMENT}/LoadingLocation/Name", TEXT),
    Row("Transport/Location_of_goods", f"{_CONSIGNMENT}/GoodsLocation", PLACE),
    Row("Warehouse/Identification", "GoodsShipment/Warehouse/ID", CODE),
)

_EXCHANGE: Final = "CurrencyExchange[$CurrencyTypeCode]"
VALUATION: Final = (
    Row("Valuation/Gs_Invoice", "InvoiceAmount", MONEY),
    Row("Valuation/Gs_Invoice", _EXCHANGE, EXCHANGE),
    Row("Valuation/Gs_Invoice/Amount_national_currency", "InvoiceAmount", NATIONAL, written=False),
    Row("Valuation/Total/Total_invoice", "InvoiceAmount", PRICE),
    Row("Financial/Total_invoice", "InvoiceAmount", PRICE),
    *_charges("Valuation/Gs", _EXCHANGE, item=False),
    Row("Valuation/Weight/Gross_weight", "TotalGrossMassMeasure", MASS),
    Row("Valuation/Total/Total_weight", "TotalGrossMassMeasure", MASS),
    Row("Financial/Financial_transaction", "GoodsShipment/TransactionNatureCode", TRANSACTION),
    Row("Financial/Deffered_payment_reference", "ObligationGuarantee[1]/ReferenceID", CODE),
    Row("Financial/Guarantee/Amount", "ObligationGuarantee[1]/AmountAmount", NATIONAL),
)

HEADER: Final = (*IDENTIFICATION, *TRADERS, *GENERAL, *TRANSPORT, *VALUATION)
"""Rows whose paths lie below the root and whose places lie below Declaration."""

GOODS: Final = (
    Row("Tarification/HScode", "Commodity/Classification[IdentificationTypeCode=HS]/ID", HS),
    Row("Goods_description/Commercial_Description", "Commodity/Description", TEXT),
    Row("Goods_description/Description_of_goods", "Commodity/Description", TEXT),
    Row("Goods_description/Country_of_origin_code", "Origin[1]/CountryCode", CODE),
    Row("Goods_description/Country_of_origin_region", "Origin[1]/RegionID", CODE),
    Row("Packages/Number_of_packages", "Packaging[1]/QuantityQuantity", COUNT),
    Row("Packages/Kind_of_packages_code", "Packaging[1]/TypeCode", CODE),
    Row("Packages", "Packaging[1]/MarksNumbersID", MARKS),
    Row("Valuation_item/Weight_itm/Gross_weight_itm", "Commodity/GoodsMeasure/GrossMassMeasure", MASS),
    Row("Valuation_item/Weight_itm/Net_weight_itm", "Commodity/GoodsMeasure/NetNetWeightMeasure", MASS),
    Row("Tarification/Supplementary_unit", "Commodity/GoodsMeasure/TariffQuantity", UNIT),
    Row("Tarification/Extended_customs_procedure", "GovernmentProcedure[1]", PROCEDURE),
    Row("Tarification/National_customs_procedure", "GovernmentProcedure[2]/CurrentCode", CODE),
    Row("IncoTerms/Code", "/GoodsShipment/TradeTerms/ConditionCode", CODE),
    Row("IncoTerms/Place", "/GoodsShipment/TradeTerms/LocationName", TEXT),
)

DOCUMENTS: Final = (
    Row("Previous_doc/Summary_declaration", "PreviousDocument[CategoryCode=X]/ID", CODE),
    Row("Previous_doc/Summary_declaration_sl", "PreviousDocument[CategoryCode=X]/LineNumeric", LINE),
    Row("Previous_doc/Previous_document_reference", "PreviousDocument[CategoryCode=Z]/ID", CODE),
    *(
        Row(path, f"AdditionalDocument[TypeCode={code},WriteOff]/{field}", converter, only, written)  # type: ignore[arg-type]
        for only, code in (("import", "911"), ("export", "811"))
        for path, field, converter, written in (
            ("Licence_number", "ID", CODE, True),
            ("Licence_number/Licence_number", "ID", CODE, False),
            ("Quantity_deducted_from_licence", "WriteOff/QuantityQuantity", DEDUCTED, True),
            ("Licence_number/Quantity_deducted_from_licence", "WriteOff/QuantityQuantity", DEDUCTED, False),
            ("Amount_deducted_from_licence", "WriteOff/AmountAmount", NATIONAL, True),
            ("Licence_number/Amount_deducted_from_licence", "WriteOff/AmountAmount", NATIONAL, False),
        )
    ),
    Row("Attached_documents[*]/Attached_document_code", "AdditionalDocument[*]", DOCUMENT),
    Row("Attached_documents[*]/Attached_document_name", "AdditionalDocument[*]/Name", TEXT),
    Row("Attached_documents[*]/Attached_document_reference", "AdditionalDocument[*]/ID", CODE),
    Row("Attached_documents[*]/Attached_document_date", "AdditionalDocument[*]/EffectiveDateTime", DATE),
    Row("Tarification/A.I._code", "AdditionalInformation[StatementTypeCode=]/StatementCode", CODE),
    Row("Free_text_1", "AdditionalInformation[StatementTypeCode=ACB]/StatementDescription", TEXT),
    Row("Free_text_2", "AdditionalInformation[StatementTypeCode=AAI]/StatementDescription", TEXT),
)

_INVOICE: Final = "Valuation_item/Item_Invoice"
ITEM_VALUE: Final = (
    Row(_INVOICE, "Commodity/InvoiceLine/ItemChargeAmount", MONEY),
    Row(_INVOICE, f"/{_EXCHANGE}", EXCHANGE),
    Row("Tarification/Item_price", "Commodity/InvoiceLine/ItemChargeAmount", PRICE),
    Row(f"{_INVOICE}/Amount_national_currency", "Commodity/InvoiceLine/ItemChargeAmount", NATIONAL, written=False),
    Row("Tarification/Valuation_method_code", "CustomsValuation/MethodCode", CODE),
    *_charges("Valuation_item/item", f"/{_EXCHANGE}", item=True),
    Row("Valuation_item/Total_CIF_itm", "CustomsValueAmount", NATIONAL),
    Row("Valuation_item/Statistical_value", "StatisticalValueAmount", NATIONAL),
    Row("Tarification/Preference_code", "Commodity/DutyTaxFee[TypeCode=]/DutyRegimeCode", CODE),
    Row("Tarification/Quota/QuotaCode", "Commodity/DutyTaxFee[TypeCode=]/QuotaOrderID", CODE),
    Row("Tarification/Quota_code", "Commodity/DutyTaxFee[TypeCode=]/QuotaOrderID", CODE, written=False),
    Row("Taxation/Taxation_line[*]/Duty_tax_code", "Commodity/DutyTaxFee[*]/TypeCode", CODE),
    Row("Taxation/Taxation_line[*]/Duty_tax_Base", "Commodity/DutyTaxFee[*]/AdValoremTaxBaseAmount", ASSESSED),
    Row("Taxation/Taxation_line[*]/Duty_tax_rate", "Commodity/DutyTaxFee[*]/TaxRateNumeric", RATE),
    Row("Taxation/Taxation_line[*]/Duty_tax_amount", "Commodity/DutyTaxFee[*]/Payment/TaxAssessedAmount", ASSESSED),
    Row("Taxation/Taxation_line[*]/Duty_tax_MP", "Commodity/DutyTaxFee[*]/Payment/MethodCode", CODE),
)

ITEM: Final = (*GOODS, *DOCUMENTS, *ITEM_VALUE)
"""Rows whose paths lie below Item and whose places lie below the goods item, unless they begin with a slash."""

STAGES: Final = ("Registration", "Assessment", "receipt")
"""Parts of Identification with Serial_number, Number and Date: given by customs, and named in ``Reading.stages``."""

CONTAINER: Final = ("Container/Container_identity", "Container/Item_Number")
"""Read into the shipment's TransportEquipment, and into that of the item which the number names."""
