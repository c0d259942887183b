"""The goods shipment and its items."""

from decimal import Decimal

from wco_datamodel.documents import (
    UCR,
    AdditionalDocument,
    AdditionalInformation,
    Invoice,
    ObligationGuarantee,
    PreviousDocument,
)
from wco_datamodel.measuring import kilograms
from wco_datamodel.parties import (
    AEOMutualRecognitionParty,
    Buyer,
    Consignee,
    Consignor,
    DomesticDutyTaxParty,
    Importer,
    Manufacturer,
    Payer,
    Seller,
    Surety,
)
from wco_datamodel.transport import Consignment, TransportEquipment, Warehouse
from wco_datamodel.values import Amount, DateTime, Measure, Wco

OTHER_NUMBERS = frozenset({"CAS", "SN", "MN"})
"""Kinds of classification (UN/EDIFACT 7143, and CAS of our own) that number a substance, a series or a model."""


class Classification(Wco, frozen=True, kw_only=True):
    """A code that classifies the goods: a commodity code and its kind (WCO class 21A)."""

    id: str | None = None
    identification_type_code: str | None = None


class DangerousGoods(Wco, frozen=True, kw_only=True):
    """Dangerous goods, by their UN number (WCO class 12C)."""

    undgid: str | None = None


class Payment(Wco, frozen=True, kw_only=True):
    """How, how much and when to pay (WCO class 94A)."""

    method_code: str | None = None
    tax_assessed_amount: Amount | None = None
    payment_amount: Amount | None = None
    reference_id: str | None = None
    due_date_time: DateTime | None = None
    obligation_guarantee: tuple[ObligationGuarantee, ...] = ()


class DutyTaxFee(Wco, frozen=True, kw_only=True):
    """A duty, tax or fee: its base, its rate, and its payment (WCO class 50A)."""

    ad_valorem_tax_base_amount: Amount | None = None
    deduct_amount: Amount | None = None
    duty_regime_code: str | None = None
    specific_tax_base_quantity: Measure | None = None
    tax_rate_numeric: Decimal | None = None
    type_code: str | None = None
    quota_order_id: str | None = None
    payment: Payment | None = None


class GoodsMeasure(Wco, frozen=True, kw_only=True):
    """The mass of the goods, and their quantity in the unit of the tariff (WCO class 65A)."""

    gross_mass_measure: Measure | None = None
    net_net_weight_measure: Measure | None = None
    tariff_quantity: Measure | None = None


class InvoiceLine(Wco, frozen=True, kw_only=True):
    """The item on the invoice (WCO class 79A)."""

    item_charge_amount: Amount | None = None


class Commodity(Wco, frozen=True, kw_only=True):
    """What the goods are: description, classification, measures, duties (WCO class 23A)."""

    description: str | None = None
    intended_use_code: str | None = None
    classification: tuple[Classification, ...] = ()
    dangerous_goods: tuple[DangerousGoods, ...] = ()
    duty_tax_fee: tuple[DutyTaxFee, ...] = ()
    goods_measure: GoodsMeasure | None = None
    invoice_line: InvoiceLine | None = None
    transport_equipment: tuple[TransportEquipment, ...] = ()


class GovernmentProcedure(Wco, frozen=True, kw_only=True):
    """The customs procedure asked for, and the one before it (WCO class 70A)."""

    current_code: str | None = None
    previous_code: str | None = None


class Origin(Wco, frozen=True, kw_only=True):
    """Where the goods come from, and by which kind of origin (WCO class 92A)."""

    country_code: str | None = None
    region_id: str | None = None
    type_code: str | None = None


class Packaging(Wco, frozen=True, kw_only=True):
    """Packages of one kind: how many, which marks, how large (WCO class 93A)."""

    sequence_numeric: int
    marks_numbers_id: str | None = None
    quantity_quantity: Measure | None = None
    type_code: str | None = None
    packing_material_description: str | None = None
    length_measure: Measure | None = None
    width_measure: Measure | None = None
    height_measure: Measure | None = None
    volume_measure: Measure | None = None


class ChargeDeduction(Wco, frozen=True, kw_only=True):
    """An addition to the customs value, or a deduction from it (WCO class 58B)."""

    charges_type_code: str | None = None
    other_charge_deduction_amount: Amount | None = None


class CustomsValuation(Wco, frozen=True, kw_only=True):
    """How the customs value is found (WCO class 41A)."""

    method_code: str | None = None
    freight_charge_amount: Amount | None = None
    charge_deduction: tuple[ChargeDeduction, ...] = ()


class Destination(Wco, frozen=True, kw_only=True):
    """Where the goods go (WCO class 99B)."""

    country_code: str | None = None
    region_id: str | None = None


class ExportCountry(Wco, frozen=True, kw_only=True):
    """The country that the goods are exported from (WCO class 95B)."""

    id: str | None = None


class ValuationAdjustment(Wco, frozen=True, kw_only=True):
    """An adjustment of the value, as a code (WCO class 39B)."""

    addition_code: str | None = None


class TradeTerms(Wco, frozen=True, kw_only=True):
    """The terms of delivery (WCO class 22B)."""

    condition_code: str | None = None
    country_relationship_code: str | None = None
    description: str | None = None
    location_id: str | None = None
    location_name: str | None = None


class GovernmentAgencyGoodsItem(Wco, frozen=True, kw_only=True):
    """WCO class 68A: one goods item, with the facts that agencies, tariff and risk ask for by name."""

    customs_value_amount: Amount | None = None
    sequence_numeric: int
    statistical_value_amount: Amount | None = None
    transaction_nature_code: str | None = None
    additional_document: tuple[AdditionalDocument, ...] = ()
    additional_information: tuple[AdditionalInformation, ...] = ()
    aeo_mutual_recognition_party: tuple[AEOMutualRecognitionParty, ...] = ()
    buyer: Buyer | None = None
    commodity: Commodity | None = None
    consignee: Consignee | None = None
    consignor: Consignor | None = None
    customs_valuation: CustomsValuation | None = None
    destination: Destination | None = None
    domestic_duty_tax_party: tuple[DomesticDutyTaxParty, ...] = ()
    export_country: ExportCountry | None = None
    government_procedure: tuple[GovernmentProcedure, ...] = ()
    manufacturer: Manufacturer | None = None
    origin: tuple[Origin, ...] = ()
    packaging: tuple[Packaging, ...] = ()
    previous_document: tuple[PreviousDocument, ...] = ()
    seller: Seller | None = None
    ucr: UCR | None = None
    valuation_adjustment: ValuationAdjustment | None = None

    @property
    def hs_code(self) -> str:
        """The commodity code's digits (145), or an empty string; see ``commodity_code``."""
        return self.commodity_code[1]

    @property
    def commodity_code(self) -> tuple[int, str]:
        """The first classification of at least six digits that is a commodity code: its index from 1, and the digits.

        (0, "") where there is none. The numbers of a substance, a series or a model are no commodity codes.
        """
        for index, classification in enumerate(self.commodity.classification if self.commodity else (), start=1):
            code = classification.id or ""
            digits = code if code.isdecimal() else "".join(c for c in code if c.isdigit())
            if len(digits) >= 6 and classification.identification_type_code not in OTHER_NUMBERS:
                return index, digits
        return 0, ""

    @property
    def goods_description(self) -> str:
        """The description of the goods (137), or an empty string."""
        return (self.commodity.description if self.commodity else None) or ""

    @property
    def origin_country(self) -> str | None:
        """The country of origin (063), ISO 3166-1 alpha-2."""
        return self.origin[0].country_code if self.origin else None

    @property
    def requested_procedure(self) -> str | None:
        """The requested procedure (166): two digits, the first of the first GovernmentProcedure's current code.

        Four digits there are the requested procedure and the previous one.
        """
        current = self.government_procedure[0].current_code if self.government_procedure else None
        return current[:2] if current else None

    @property
    def net_mass(self) -> Decimal | None:
        """Net mass (128) in kilograms, whatever unit of mass it is stated in."""
        measure = self.commodity.goods_measure if self.commodity else None
        return kilograms(measure.net_net_weight_measure) if measure else None

    @property
    def gross_mass(self) -> Decimal | None:
        """Gross mass (126) in kilograms, whatever unit of mass it is stated in."""
        measure = self.commodity.goods_measure if self.commodity else None
        return kilograms(measure.gross_mass_measure) if measure else None

    @property
    def price(self) -> Amount | None:
        """The item's price on the invoice (112)."""
        line = self.commodity.invoice_line if self.commodity else None
        return line.item_charge_amount if line else None


class GoodsShipment(Wco, frozen=True, kw_only=True):
    """The shipment: its parties, its consignment and its items (WCO class 67A)."""

    exit_date_time: DateTime | None = None
    transaction_nature_code: str | None = None
    aeo_mutual_recognition_party: tuple[AEOMutualRecognitionParty, ...] = ()
    buyer: Buyer | None = None
    consignee: Consignee | None = None
    consignment: Consignment | None = None
    consignor: Consignor | None = None
    customs_valuation: CustomsValuation | None = None
    destination: Destination | None = None
    domestic_duty_tax_party: tuple[DomesticDutyTaxParty, ...] = ()
    export_country: ExportCountry | None = None
    government_agency_goods_item: tuple[GovernmentAgencyGoodsItem, ...] = ()
    importer: Importer | None = None
    invoice: Invoice | None = None
    payer: Payer | None = None
    previous_document: tuple[PreviousDocument, ...] = ()
    seller: Seller | None = None
    surety: Surety | None = None
    trade_terms: TradeTerms | None = None
    ucr: UCR | None = None
    warehouse: Warehouse | None = None
