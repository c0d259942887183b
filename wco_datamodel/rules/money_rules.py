"""Rules about amounts, currencies, rates, guarantees and duties."""

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, Final

from wco_datamodel.declaration import Declaration
from wco_datamodel.documents import CurrencyExchange, ObligationGuarantee
from wco_datamodel.goods import Commodity, DutyTaxFee, Payment
from wco_datamodel.measuring import WHOLE
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import SOUND_AMOUNT, SOUND_MEASURE, ClassRule, Finding, ValueRule, found
from wco_datamodel.rules.sequence_rules import repeated
from wco_datamodel.schema import ElementFacts
from wco_datamodel.values import Amount, Measure

CENT: Final = Decimal("0.01")


class MONEY601(ValueRule):
    """An amount must not be negative."""

    kept: ClassVar = SOUND_AMOUNT
    looks_at: ClassVar = ("108", "109", "112", "114", "117", "181")
    example: ClassVar = "The freight is -5."
    hint: ClassVar = "Write the amount without a sign: a deduction is told by its code."
    source: ClassVar = "WCO Data Model, amounts n..16,3; WTO Agreement on Customs Valuation, article 8"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every amount."""
        return element.term == "Amount"

    def detail(self, value: Amount, given: Circumstances) -> str | None:  # noqa: ARG002
        """Look at its sign."""
        return f"it is {value.value:f}" if value.value < 0 else None


class MONEY602(ValueRule):
    """A quantity or a measure must not be negative."""

    kept: ClassVar = SOUND_MEASURE
    looks_at: ClassVar = ("126", "128", "130", "131", "144", "146", "228")
    example: ClassVar = "The net mass is -5 kg."
    hint: ClassVar = "Write the quantity without a sign."
    source: ClassVar = "WCO Data Model, measures n..16,6"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every measure and quantity."""
        return element.term in {"Measure", "Quantity"}

    def detail(self, value: Measure, given: Circumstances) -> str | None:  # noqa: ARG002
        """Look at its sign."""
        return f"it is {value.value:f}" if value.value < 0 else None


class MONEY603(ValueRule):
    """An amount should say its currency."""

    severity: ClassVar = "warning"
    requests: ClassVar = False
    kept: ClassVar = SOUND_AMOUNT
    looks_at: ClassVar = ("108", "109", "112", "114", "117", "181")
    example: ClassVar = "The freight is 5 without a currency."
    hint: ClassVar = "Add currencyID: the three capital letters of the currency."
    source: ClassVar = "WCO Data Model, amounts; ISO 4217"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every amount."""
        return element.term == "Amount"

    def detail(self, value: Amount, given: Circumstances) -> str | None:  # noqa: ARG002
        """Look for the currency."""
        return None if value.currency else f"{value.value:f} has none"


class MONEY604(ValueRule):
    """An amount should have no more decimals than its currency."""

    severity: ClassVar = "warning"
    kept: ClassVar = SOUND_AMOUNT
    looks_at: ClassVar = ("108", "109", "112", "114", "117", "181")
    example: ClassVar = "The freight is 120.50 VUV."
    hint: ClassVar = "Round the amount: the smallest coin of the currency is the whole one."
    source: ClassVar = "ISO 4217, minor units"

    def concerns(self, element: ElementFacts) -> bool:
        """Look at every amount."""
        return element.term == "Amount"

    def detail(self, value: Amount, given: Circumstances) -> str | None:  # noqa: ARG002
        """Look for parts of one in a currency that has no parts."""
        if value.currency not in WHOLE or value.value == value.value.to_integral_value():
            return None
        return f"there is no {value.value:f} {value.currency}"


class MONEY605(ClassRule[CurrencyExchange]):
    """A rate of exchange must be more than zero."""

    classes = (CurrencyExchange,)
    where: ClassVar = "rate_numeric"
    requests: ClassVar = True
    looks_at: ClassVar = ("118",)
    example: ClassVar = "RateNumeric is 0."
    hint: ClassVar = "Write the rate that customs published for the day, or leave the rate out."
    source: ClassVar = "WCO Data Model 118; WTO Agreement on Customs Valuation, article 9"

    def findings(self, subject: CurrencyExchange, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at the rate."""
        rate = subject.rate_numeric
        return found("RateNumeric", detail=f"it is {rate:f}") if rate is not None and rate <= 0 else ()


class MONEY606(ClassRule[CurrencyExchange]):
    """A rate of exchange should name its currency."""

    classes = (CurrencyExchange,)
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("135",)
    example: ClassVar = "A rate of 1.35 stands alone."
    hint: ClassVar = "Add CurrencyTypeCode: the currency that the rate is of."
    source: ClassVar = "WCO Data Model 135; WTO Agreement on Customs Valuation, article 9"

    def findings(self, subject: CurrencyExchange, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the currency."""
        return () if subject.currency_type_code else found("CurrencyTypeCode")


class MONEY607(ClassRule[Declaration]):
    """A currency must have one rate of exchange in a declaration."""

    classes = (Declaration,)
    where: ClassVar = "currency_exchange"
    several: ClassVar = True
    looks_at: ClassVar = ("135", "118")
    example: ClassVar = "NZD has the rates 1.35 and 1.36."
    hint: ClassVar = "Keep the rate of the day of the declaration, and delete the other."
    source: ClassVar = "WCO Data Model 40A; WTO Agreement on Customs Valuation, article 9"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the currencies."""
        rates = subject.currency_exchange
        places = repeated(each.currency_type_code for each in rates)
        return [
            Finding((f"CurrencyExchange[{i}]", "CurrencyTypeCode"), f"{rates[i - 1].currency_type_code} stands above")
            for i in places
        ]


class MONEY608(ClassRule[Declaration]):
    """The items should be priced in the currency of the invoice."""

    classes = (Declaration,)
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("109", "112")
    example: ClassVar = "The invoice is in NZD, and an item is priced in AUD."
    hint: ClassVar = "Write the prices as the invoice has them; customs converts them at its rate."
    source: ClassVar = "WTO Agreement on Customs Valuation, article 9; WCO Data Model 109 and 112"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Compare the currencies of the prices with that of the invoice, or of the first price."""
        first = subject.invoice_amount.currency if subject.invoice_amount else None
        currencies = [price.currency if price else None for price in given.prices()]
        if len({first, None, *currencies}) <= 2:
            return ()
        first = first or next(filter(None, currencies))
        return [
            Finding(
                ("GoodsShipment", f"GovernmentAgencyGoodsItem[{index}]", *PRICE),
                f"the price is in {currency}, and not in {first}",
            )
            for index, currency in enumerate(currencies, 1)
            if currency and currency != first
        ]


class MONEY609(ClassRule[ObligationGuarantee]):
    """A guarantee should have a number or a kind."""

    classes = (ObligationGuarantee,)
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("100", "101", "90A/D014")
    example: ClassVar = "A guarantee of 5 FJD has nothing else."
    hint: ClassVar = "Write the number of the guarantee into ReferenceID, or its kind into SecurityDetailsCode."
    source: ClassVar = "WCO Data Model 90A; Revised Kyoto Convention, General Annex, chapter 5"

    def findings(self, subject: ObligationGuarantee, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for either."""
        return () if subject.reference_id or subject.id or subject.security_details_code else found("ReferenceID")


class MONEY610(ClassRule[ObligationGuarantee]):
    """The amount of a guarantee should be more than zero."""

    classes = (ObligationGuarantee,)
    where: ClassVar = "amount_amount"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("492",)
    example: ClassVar = "AmountAmount is 0."
    hint: ClassVar = "Write what is secured, or leave the amount out where a general guarantee covers it."
    source: ClassVar = "WCO Data Model 492; Revised Kyoto Convention, General Annex, standard 5.6"

    def findings(self, subject: ObligationGuarantee, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at the amount."""
        return found("AmountAmount") if subject.amount_amount and subject.amount_amount.value == 0 else ()


class MONEY611(ClassRule[Declaration]):
    """The same guarantee should be named once."""

    classes = (Declaration,)
    where: ClassVar = "obligation_guarantee"
    several: ClassVar = True
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("100", "90A/D014")
    example: ClassVar = "Guarantee G1 is named twice."
    hint: ClassVar = "Add the amounts up in one, and delete the other."
    source: ClassVar = "WCO Data Model 90A"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare kind and numbers."""
        keys = ((each.security_details_code, each.id, each.reference_id) for each in subject.obligation_guarantee)
        return [Finding((f"ObligationGuarantee[{index}]",)) for index in repeated(keys)]


class DUTY601(ClassRule[DutyTaxFee]):
    """The rate of a duty must not be negative."""

    classes = (DutyTaxFee,)
    where: ClassVar = "tax_rate_numeric"
    requests: ClassVar = True
    looks_at: ClassVar = ("115",)
    example: ClassVar = "TaxRateNumeric is -3."
    hint: ClassVar = "Write the rate without a sign."
    source: ClassVar = "WCO Data Model 115"

    def findings(self, subject: DutyTaxFee, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at the rate."""
        rate = subject.tax_rate_numeric
        return found("TaxRateNumeric", detail=f"it is {rate:f}") if rate is not None and rate < 0 else ()


class DUTY602(ClassRule[DutyTaxFee]):
    """A duty should be its base multiplied by its rate in percent."""

    classes = (DutyTaxFee,)
    where: ClassVar = "ad_valorem_tax_base_amount"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("116", "111", "115", "120")
    example: ClassVar = "5 percent of 1100 are told to be 90."
    hint: ClassVar = "Multiply again; customs computes the duty itself when the declaration is lodged."
    source: ClassVar = "WCO Data Model 116, 111, 115 and 120"

    def findings(self, subject: DutyTaxFee, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Multiply, where nothing is charged by quantity; one whole unit is rounding."""
        base, rate, payment = subject.ad_valorem_tax_base_amount, subject.tax_rate_numeric, subject.payment
        tax = payment.tax_assessed_amount if payment else None
        if base is None or rate is None or tax is None or subject.specific_tax_base_quantity:
            return ()
        expected = base.value * rate / 100 - (subject.deduct_amount.value if subject.deduct_amount else 0)
        if abs(expected - tax.value) <= 1:
            return ()
        return found("Payment", "TaxAssessedAmount", detail=f"it is {tax.value:f}, and not {expected.quantize(CENT):f}")


class DUTY603(ClassRule[Payment]):
    """No more should be paid than is owed."""

    classes = (Payment,)
    where: ClassVar = "payment_amount"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("378", "120")
    example: ClassVar = "PaymentAmount is 60, and TaxAssessedAmount 50."
    hint: ClassVar = "Correct PaymentAmount or TaxAssessedAmount."
    source: ClassVar = "WCO Data Model 378 and 120"

    def findings(self, subject: Payment, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the two, where they are in one currency."""
        tax, paid = subject.tax_assessed_amount, subject.payment_amount
        if tax is None or paid is None or tax.currency != paid.currency or paid.value <= tax.value:
            return ()
        return found("PaymentAmount", detail=f"{paid.value:f} is paid, and {tax.value:f} is owed")


class DUTY604(ClassRule[Commodity]):
    """The same duty should be named once for an item."""

    classes = (Commodity,)
    where: ClassVar = "duty_tax_fee"
    several: ClassVar = True
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("113", "164")
    example: ClassVar = "Duty CUD stands there twice in the same words."
    hint: ClassVar = "Delete the duty that is repeated."
    source: ClassVar = "WCO Data Model 50A"

    def findings(self, subject: Commodity, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the whole lines: one duty may have several lines for several bases."""
        lines = (each if each.type_code else None for each in subject.duty_tax_fee)
        return [Finding((f"DutyTaxFee[{index}]", "TypeCode")) for index in repeated(lines)]


PRICE: Final = ("Commodity", "InvoiceLine", "ItemChargeAmount")
