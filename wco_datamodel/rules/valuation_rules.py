"""Rules about the customs value: its method, additions, delivery terms, and the arithmetic between price and value."""

from collections.abc import Sequence
from typing import ClassVar, Final

from wco_datamodel.declaration import Declaration
from wco_datamodel.goods import ChargeDeduction, GovernmentAgencyGoodsItem, TradeTerms
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found

FREIGHT_INSIDE: Final = frozenset({"CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DAT", "DDP"})
FREIGHT_OUTSIDE: Final = frozenset({"EXW", "FCA", "FAS", "FOB"})
INSURED: Final = frozenset({"CIF", "CIP"})
BY_SHIP: Final = frozenset({"FAS", "FOB", "CFR", "CIF"})
CARRIAGE: Final = frozenset({"AK"})
AGREEMENT: Final = "WTO Agreement on Customs Valuation"
FREIGHT_PATH: Final = ("GoodsShipment", "CustomsValuation", "FreightChargeAmount")


class PRICE601(ClassRule[Declaration]):
    """The price of CFR, CIF, CPT, CIP and the D terms has the freight inside, so that none should be added."""

    classes = (Declaration,)
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("090", "117")
    example: ClassVar = "The terms are CIF, and a FreightChargeAmount is to be added."
    hint: ClassVar = (
        "Delete FreightChargeAmount, or correct the delivery terms: else duty is paid on the freight twice."
    )
    source: ClassVar = f"Incoterms 2020; {AGREEMENT}, article 8.2"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for freight beside such terms."""
        terms, valuation = _terms(given), given.shipment.customs_valuation
        if terms not in FREIGHT_INSIDE or valuation is None:
            return ()
        if valuation.freight_charge_amount and valuation.freight_charge_amount.value > 0:
            return found(*FREIGHT_PATH, detail=f"the terms are {terms}")
        for index, each in enumerate(valuation.charge_deduction, 1):
            if each.charges_type_code in CARRIAGE and terms in INSURED:
                return found(
                    "GoodsShipment", "CustomsValuation", f"ChargeDeduction[{index}]", detail=f"the terms are {terms}"
                )
        return ()


class PRICE602(ClassRule[Declaration]):
    """The price of EXW, FCA, FAS and FOB leaves the freight out, so that an import should add it."""

    classes = (Declaration,)
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("090", "117")
    example: ClassVar = "The terms are FOB, and there is no CustomsValuation with the freight."
    hint: ClassVar = (
        "Add FreightChargeAmount: what the carriage to the first port cost. The office says whether value is CIF."
    )
    source: ClassVar = f"Incoterms 2020; {AGREEMENT}, article 8.2"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Look for freight, or for another addition, in an import on such terms."""
        if given.direction != "import" or _terms(given) not in FREIGHT_OUTSIDE:
            return ()
        valuation = given.shipment.customs_valuation
        if valuation and (valuation.freight_charge_amount or valuation.charge_deduction):
            return ()
        if any(item.customs_valuation and item.customs_valuation.charge_deduction for item in subject.items):
            return ()
        return found(*FREIGHT_PATH, detail=f"the terms are {_terms(given)}")


class PRICE603(ClassRule[TradeTerms]):
    """Delivery terms should name their place."""

    classes = (TradeTerms,)
    where: ClassVar = "condition_code"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("090", "L001", "L002")
    example: ClassVar = "The terms are FOB, without LocationID or LocationName."
    hint: ClassVar = "Add LocationID or LocationName: FOB Suva means something else than FOB Lautoka."
    source: ClassVar = "Incoterms 2020, named place; WCO Data Model L001 and L002"

    def findings(self, subject: TradeTerms, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the place, as code or name."""
        if not subject.condition_code or subject.location_id or subject.location_name or subject.description:
            return ()
        return found("LocationID")


class PRICE604(ClassRule[Declaration]):
    """FAS, FOB, CFR and CIF should be used for goods that go by ship."""

    classes = (Declaration,)
    where: ClassVar = "border_transport_means"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("090", "T022")
    example: ClassVar = "The terms are FOB, and ModeCode is 4."
    hint: ClassVar = "By air, road or rail the terms are FCA, CPT or CIP; correct them if the contract says so."
    source: ClassVar = "Incoterms 2020, rules for sea and inland waterway transport"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Compare the terms with the mode at the border."""
        means = subject.border_transport_means
        if means is None or means.mode_code not in ("2", "3", "4") or _terms(given) not in BY_SHIP:
            return ()
        path = ("GoodsShipment", "TradeTerms", "ConditionCode")
        return found(*path, detail=f"the terms are {_terms(given)}, and the mode is {means.mode_code}")


class PRICE605(ClassRule[ChargeDeduction]):
    """An addition to the value, or a deduction from it, must have its kind and its amount."""

    classes = (ChargeDeduction,)
    national: ClassVar = True
    looks_at: ClassVar = ("371", "181")
    example: ClassVar = "ChargesTypeCode is AK, and there is no amount."
    hint: ClassVar = "Write both ChargesTypeCode and OtherChargeDeductionAmount."
    source: ClassVar = f"{AGREEMENT}, article 8; WCO Data Model 58B"

    def findings(self, subject: ChargeDeduction, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for both."""
        if subject.charges_type_code and subject.other_charge_deduction_amount:
            return ()
        return found("OtherChargeDeductionAmount" if subject.charges_type_code else "ChargesTypeCode")


class PRICE606(ClassRule[GovernmentAgencyGoodsItem]):
    """The price of an item should be more than zero."""

    classes = (GovernmentAgencyGoodsItem,)
    severity: ClassVar = "warning"
    kept: ClassVar = "price is None or price.value"
    looks_at: ClassVar = ("112",)
    example: ClassVar = "ItemChargeAmount is 0."
    hint: ClassVar = (
        "Goods that cost nothing have a value all the same: write it, with another valuation method than 1."
    )
    source: ClassVar = f"{AGREEMENT}, articles 1 to 7; WCO Data Model 112"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look at the price."""
        price = given.facts_of(subject).price
        return found("Commodity", "InvoiceLine", "ItemChargeAmount") if price and price.value == 0 else ()


class PRICE607(ClassRule[GovernmentAgencyGoodsItem]):
    """The transaction value of an item should not be less than its price."""

    classes = (GovernmentAgencyGoodsItem,)
    where: ClassVar = "customs_value_amount"
    severity: ClassVar = "warning"
    kept: ClassVar = "price is not None and value.currency == price.currency and value.value >= price.value"
    looks_at: ClassVar = ("108", "112", "122")
    example: ClassVar = "The value is 900 NZD, and the price 1000.00 NZD."
    hint: ClassVar = "Correct CustomsValueAmount or the price, or name the deduction between them in ChargeDeduction."
    source: ClassVar = f"{AGREEMENT}, articles 1 and 8"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Compare them, where they are in one currency, the method is 1 and nothing is deducted."""
        value, price, valuation = subject.customs_value_amount, given.facts_of(subject).price, subject.customs_valuation
        if value is None or price is None or value.currency != price.currency or value.value >= price.value:
            return ()
        whole = given.shipment.customs_valuation
        if (valuation and (valuation.charge_deduction or valuation.method_code not in (None, "1"))) or (
            whole and whole.charge_deduction
        ):
            return ()
        return found("CustomsValueAmount", detail=f"it is {value.value:f}, and the price {price.value:f}")


class PRICE608(ClassRule[GovernmentAgencyGoodsItem]):
    """An imported item whose customs value is not its price should say by which method it is valued."""

    classes = (GovernmentAgencyGoodsItem,)
    where: ClassVar = "customs_value_amount"
    severity: ClassVar = "warning"
    kept: ClassVar = "it.customs_valuation is not None and it.customs_valuation.method_code"
    looks_at: ClassVar = ("122", "108", "112")
    example: ClassVar = "The value is 1100.00, the price 1000.00, and there is no CustomsValuation with a method."
    hint: ClassVar = "Add CustomsValuation/MethodCode: 1 where the value is the price with what article 8 adds to it."
    source: ClassVar = f"{AGREEMENT}, articles 1 to 8; WCO Data Model 122"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:
        """Look for the method of what has a value of its own; where none is stated, the price counts, by method 1."""
        value, price, valuation = subject.customs_value_amount, given.facts_of(subject).price, subject.customs_valuation
        if value is None or value == price or given.direction != "import":
            return ()
        return () if valuation and valuation.method_code else found("CustomsValuation", "MethodCode")


def _terms(given: Circumstances) -> str | None:
    terms = given.shipment.trade_terms
    return terms.condition_code if terms else None
