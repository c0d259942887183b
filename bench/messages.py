"""Declarations of any number of items, made from the Lagoon Islands' samples."""

import copy
import itertools
from decimal import Decimal
from pathlib import Path

from lxml import etree

from singlewindow.countries import CountryPack

SAMPLES = ("import-clothing.xml", "import-plant-food-refrigerant.xml")
NS = "{urn:wco:datamodel:WCO:DEC-SW:1}"
PLACEHOLDER = b"BENCH-REFERENCE"


def declaration(items: int) -> bytes:
    """A valid import declaration of so many items (clothing, plants, food and refrigerant in turn).

    Its FunctionalReferenceID is PLACEHOLDER: ``fresh`` gives it one of its own.
    """
    trees = [_tree(CountryPack.load("lagoon").samples / name) for name in SAMPLES]
    kinds = [item for tree in trees for item in tree.iter(f"{NS}GovernmentAgencyGoodsItem")]
    document = copy.deepcopy(trees[0])
    _put_items(document, [copy.deepcopy(item) for item in itertools.islice(itertools.cycle(kinds), items)])
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8")


def fresh(message: bytes, reference: str) -> bytes:
    """The message with this FunctionalReferenceID (at most 35 characters)."""
    return message.replace(PLACEHOLDER, reference.encode(), 1)


def _tree(file: Path) -> etree._Element:
    return etree.parse(file, etree.XMLParser(remove_comments=True, remove_blank_text=True)).getroot()


def _put_items(document: etree._Element, items: list[etree._Element]) -> None:
    shipment = next(document.iter(f"{NS}GoodsShipment"))
    present = shipment.findall(f"{NS}GovernmentAgencyGoodsItem")
    place = shipment.index(present[0])
    for item in present:
        shipment.remove(item)
    for number, item in enumerate(items, start=1):
        _set(item, "SequenceNumeric", str(number))
        shipment.insert(place + number - 1, item)
    _set(document, "FunctionalReferenceID", PLACEHOLDER.decode())
    _set(document, "GoodsItemQuantity", str(len(items)))
    currency = next(document.iter(f"{NS}InvoiceAmount")).get("currencyID", "")
    for price in document.iter(f"{NS}ItemChargeAmount"):
        price.set("currencyID", currency)
    for total, part in (
        ("TotalGrossMassMeasure", f".//{NS}GrossMassMeasure"),
        ("TotalPackageQuantity", f"{NS}Packaging/{NS}QuantityQuantity"),
        ("InvoiceAmount", f".//{NS}ItemChargeAmount"),
    ):
        _set(document, total, str(sum(Decimal(e.text or "0") for item in items for e in item.iterfind(part))))


def _set(parent: etree._Element, name: str, text: str) -> None:
    next(parent.iter(NS + name)).text = text
