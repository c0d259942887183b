"""Rules about documents: supporting, previous, and what is written off from them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Final

from wco_datamodel.declaration import Declaration
from wco_datamodel.documents import AdditionalDocument, AdditionalInformation, PreviousDocument, WriteOff
from wco_datamodel.goods import GoodsShipment, GovernmentAgencyGoodsItem
from wco_datamodel.measuring import in_base_units
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found
from wco_datamodel.rules.sequence_rules import repeated
from wco_datamodel.values import Measure, Wco

INVOICES: Final = frozenset({"380", "325", "935", "386", "388", "384"})
WITHIN: Final = (
    "len(value) == 1 and ((off := value[0].write_off) is None or (quantity := off.quantity_quantity) is None or"
    " quantity.unit == 'KGM' and measure is not None and (gross := measure.gross_mass_measure) is not None"
    " and gross.unit == 'KGM' and quantity.value <= gross.value)"
)
"""Of one document nothing is written off, or no more than the item weighs."""
KYOTO: Final = "Revised Kyoto Convention, General Annex, standard 3.16"


class DOC701(ClassRule[AdditionalDocument]):
    """A document must say what kind of document it is."""

    classes = (AdditionalDocument,)
    national: ClassVar = True
    kept: ClassVar = "it.type_code"
    looks_at: ClassVar = ("D006", "D031")
    example: ClassVar = "LICENCE-5 is named without a TypeCode."
    hint: ClassVar = "Add TypeCode: 380 for an invoice, 851 for a phytosanitary certificate, 911 for an import licence."
    source: ClassVar = "WCO Data Model D006; UN/EDIFACT 1001"

    def findings(self, subject: AdditionalDocument, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the type."""
        return () if subject.type_code else found("TypeCode")


class DOC702(ClassRule[AdditionalDocument]):
    """A document should have its number, or say why there is none."""

    classes = (AdditionalDocument,)
    severity: ClassVar = "warning"
    kept: ClassVar = "it.id"
    looks_at: ClassVar = ("D005", "360", "D028")
    example: ClassVar = "A licence (911) is named without its number."
    hint: ClassVar = "Write the number that is printed on the document into ID."
    source: ClassVar = f"WCO Data Model D005; {KYOTO}"

    def findings(self, subject: AdditionalDocument, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for a number, a status or a text."""
        return () if subject.id or subject.lpco_exemption_code or subject.name else found("ID")


class DOC703(ClassRule[Any]):
    """The same document should be named once."""

    classes = (Declaration, GovernmentAgencyGoodsItem)
    where: ClassVar = "additional_document"
    several: ClassVar = True
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("D005", "D006")
    example: ClassVar = "Licence (911) LICENCE-5 is named twice in an item."
    hint: ClassVar = "Delete the one that is repeated."
    source: ClassVar = "WCO Data Model 02A"

    def findings(self, subject: Wco, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare kind, number and text of those beside each other; what is written off may differ."""
        documents: tuple[AdditionalDocument, ...] = getattr(subject, "additional_document", ())
        keys = ((e.category_code, e.type_code, e.id, e.name) if e.id else None for e in documents)
        return [
            Finding((f"AdditionalDocument[{i}]", "ID"), f"{documents[i - 1].id} stands above") for i in repeated(keys)
        ]


class DOC704(ClassRule[AdditionalDocument]):
    """A document type of three digits should be one of UN/EDIFACT 1001."""

    classes = (AdditionalDocument,)
    where: ClassVar = "type_code"
    severity: ClassVar = "warning"
    kept: ClassVar = "value in documents"
    looks_at: ClassVar = ("D006",)
    example: ClassVar = "TypeCode is 999."
    hint: ClassVar = "Look the document up in the code list."
    source: ClassVar = "UN/EDIFACT 1001; WCO Data Model D006"

    def findings(self, subject: AdditionalDocument, given: Circumstances) -> Sequence[Finding]:
        """Look up what has no category, for with one the code is a national one."""
        code = subject.type_code
        if not code or subject.category_code or not code.isdecimal():
            return ()
        if given.known.find("uncl1001", code):
            return ()
        return found("TypeCode", detail=f"{code} is not", hint=given.did_you_mean("uncl1001", code))


class DOC705(ClassRule[AdditionalDocument]):
    """What is written off must be written off from a document with a number."""

    classes = (AdditionalDocument,)
    where: ClassVar = "write_off"
    national: ClassVar = True
    looks_at: ClassVar = ("22C", "D005")
    example: ClassVar = "5 kg are written off from a licence (911) without number."
    hint: ClassVar = "Write the number of the permit or licence into ID."
    source: ClassVar = "WCO Data Model 22C; WTO Agreement on Import Licensing Procedures, article 3"

    def findings(self, subject: AdditionalDocument, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the number."""
        return found("ID") if subject.write_off and not subject.id else ()


class DOC706(ClassRule[WriteOff]):
    """A write-off must say how much: a quantity or an amount above zero."""

    classes = (WriteOff,)
    national: ClassVar = True
    looks_at: ClassVar = ("502", "503")
    example: ClassVar = "0 KGM are written off."
    hint: ClassVar = "Write what of the permit this item uses up, in the unit of the permit."
    source: ClassVar = "WCO Data Model 502 and 503"

    def findings(self, subject: WriteOff, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for either."""
        quantity, amount = subject.quantity_quantity, subject.amount_amount
        return () if (quantity and quantity.value > 0) or (amount and amount.value > 0) else found("QuantityQuantity")


class DOC707(ClassRule[GovernmentAgencyGoodsItem]):
    """What is written off should be in a unit in which the item is measured."""

    classes = (GovernmentAgencyGoodsItem,)
    where: ClassVar = "additional_document"
    severity: ClassVar = "warning"
    kept: ClassVar = WITHIN
    looks_at: ClassVar = ("502", "126", "128", "130")
    example: ClassVar = "5 LTR are written off, and the item has kilograms alone."
    hint: ClassVar = "Write the quantity in kilograms, or give the item a TariffQuantity in the unit of the permit."
    source: ClassVar = "WCO Data Model 502; UN/ECE Recommendation 20"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare what the units measure, where both can be compared."""
        told = []
        for path, written, kind, _ in _written_off(subject):
            measured = _measured(subject)
            if measured and kind not in measured:
                told.append(Finding(path, f"{written.unit} is none"))
        return told


class DOC708(ClassRule[GovernmentAgencyGoodsItem]):
    """No more should be written off than the item has."""

    classes = (GovernmentAgencyGoodsItem,)
    where: ClassVar = "additional_document"
    severity: ClassVar = "warning"
    kept: ClassVar = WITHIN
    looks_at: ClassVar = ("502", "126", "128", "130")
    example: ClassVar = "5 TNE are written off, and the item weighs 120 kg."
    hint: ClassVar = "Correct the quantity that is written off, or that of the item."
    source: ClassVar = "WCO Data Model 502; WTO Agreement on Import Licensing Procedures, article 3"

    def findings(self, subject: GovernmentAgencyGoodsItem, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare with the largest of the item's measures of that kind."""
        told = []
        for path, written, kind, value in _written_off(subject):
            most = _measured(subject).get(kind)
            if most is not None and value > most:
                told.append(Finding(path, f"it is {written.value:f} {written.unit}, and the item has less"))
        return told


class DOC709(ClassRule[PreviousDocument]):
    """A previous document must have its number."""

    classes = (PreviousDocument,)
    national: ClassVar = True
    kept: ClassVar = "it.id"
    looks_at: ClassVar = ("D018",)
    example: ClassVar = "A manifest (785) is named without its number."
    hint: ClassVar = "Write the number of the manifest, the declaration or the warehouse entry that was before into ID."
    source: ClassVar = "WCO Data Model 99A and D018"

    def findings(self, subject: PreviousDocument, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the number."""
        return () if subject.id else found("ID")


class DOC710(ClassRule[Any]):
    """The same line of a previous document should be named once."""

    classes = (GoodsShipment, GovernmentAgencyGoodsItem)
    where: ClassVar = "previous_document"
    several: ClassVar = True
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("D018", "171")
    example: ClassVar = "Line 4 of manifest M-3 is named twice."
    hint: ClassVar = "Delete the one that is repeated, or correct its LineNumeric."
    source: ClassVar = "WCO Data Model 99A"

    def findings(self, subject: Wco, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the whole documents of those beside each other."""
        documents: tuple[PreviousDocument, ...] = getattr(subject, "previous_document", ())
        return [Finding((f"PreviousDocument[{index}]", "ID")) for index in repeated(documents)]


class DOC713(ClassRule[PreviousDocument]):
    """A previous document should say what kind of document it is."""

    classes = (PreviousDocument,)
    severity: ClassVar = "warning"
    kept: ClassVar = "it.type_code"
    looks_at: ClassVar = ("D019",)
    example: ClassVar = "MANIFEST-3 is named without a TypeCode."
    hint: ClassVar = "Add TypeCode: 785 for a manifest, 705 for a bill of lading, 830 for an export declaration."
    source: ClassVar = "WCO Data Model D019; UN/EDIFACT 1001"

    def findings(self, subject: PreviousDocument, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the kind."""
        return () if subject.type_code else found("TypeCode")


class DOC711(ClassRule[AdditionalInformation]):
    """A statement must be a code or a text."""

    classes = (AdditionalInformation,)
    national: ClassVar = True
    kept: ClassVar = "it.statement_code or it.statement_description"
    looks_at: ClassVar = ("226", "225")
    example: ClassVar = "A statement of type REG says nothing else."
    hint: ClassVar = "Write the statement into StatementCode or StatementDescription."
    source: ClassVar = "WCO Data Model 03A; UN/EDIFACT 4451"

    def findings(self, subject: AdditionalInformation, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for either; a statement that points somewhere says something too."""
        if subject.statement_code or subject.statement_description or subject.pointer:
            return ()
        return found("StatementDescription")


class DOC712(ClassRule[Declaration]):
    """An import that has a price should name its invoice."""

    classes = (Declaration,)
    severity: ClassVar = "warning"
    kept: ClassVar = 'given.direction != "import" or given.shipment.invoice is not None and given.shipment.invoice.id'
    looks_at: ClassVar = ("D016", "D006")
    example: ClassVar = "The items have prices, and there is neither an Invoice nor a document of type 380."
    hint: ClassVar = "Add the number of the invoice to GoodsShipment/Invoice, or name the invoice (380) as a document."
    source: ClassVar = f"WTO Agreement on Customs Valuation, article 1; {KYOTO}"

    def findings(self, subject: Declaration, given: Circumstances) -> Sequence[Finding]:
        """Look for the number, or for a document of a type of invoices."""
        invoice = given.shipment.invoice
        if given.direction != "import" or (invoice and invoice.id):
            return ()
        if subject.invoice_amount is None and not any(item.price for item in subject.items):
            return ()
        documents = (
            *subject.additional_document,
            *(each for item in subject.items for each in item.additional_document),
        )
        return () if any(each.type_code in INVOICES for each in documents) else found("GoodsShipment", "Invoice", "ID")


def _written_off(item: GovernmentAgencyGoodsItem) -> Iterable[tuple[tuple[str, ...], Measure, str, Decimal]]:
    """Return each quantity that is written off and can be compared: where, as written, its kind and base value."""
    if not item.additional_document:
        return ()
    return [
        ((f"AdditionalDocument[{index}]", "WriteOff", "QuantityQuantity"), quantity, *base)
        for index, each in enumerate(item.additional_document, 1)
        if each.write_off and (quantity := each.write_off.quantity_quantity) and (base := in_base_units(quantity))
    ]


def _measured(item: GovernmentAgencyGoodsItem) -> dict[str, Decimal]:
    """Return the most that the item has of each kind of measure; empty if a quantity of it cannot be compared."""
    measures = item.commodity.goods_measure if item.commodity else None
    if measures is None:
        return {}
    told = [(each, "KGM") for each in (measures.gross_mass_measure, measures.net_net_weight_measure) if each]
    told += [(measures.tariff_quantity, "")] if measures.tariff_quantity else []
    most: dict[str, Decimal] = {}
    for each, unit in told:
        if (base := in_base_units(each, unit)) is None:
            return {}
        most[base[0]] = max(base[1], most.get(base[0], base[1]))
    return most
