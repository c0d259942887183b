"""``read_certificate``: the bytes of an SPSCertificate in, a typed certificate or every reason why not out."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from wco_datamodel import catalogue
from wco_datamodel.ephyto.certificate import (
    PHYTOSANITARY,
    RE_EXPORT,
    CertifiedGoods,
    SPSCertificate,
    SPSClassification,
    SPSParty,
)
from wco_datamodel.ephyto.faults import tell
from wco_datamodel.ephyto.leaves import Leaves, children, text
from wco_datamodel.naming import local_name
from wco_datamodel.problems import MessageRejected, Problem
from wco_datamodel.xml_reading import read_xml

DEFAULT_LIMIT: Final = 10_000_000
"""Bytes; a certificate may hold its own picture as an attachment, which is not read."""

MOST_LINES: Final = 999
MOST_PROBLEMS: Final = 100
MARKS: Final = 400_000
_DECLARATION_NOTES: Final = frozenset({"ADEDL", "ADAOEDL", "ADTL"})
_ROOT: Final = "SPSCertificate"


def read_certificate(data: bytes, *, limit: int = DEFAULT_LIMIT) -> SPSCertificate:
    """Read a phytosanitary certificate that UN/CEFACT's SPSCertificate holds. ``limit`` bounds the bytes.

    What the typed values have no field for (treatments' details, attachments, signatures) is left out.
    Raises MessageRejected with every problem found (a bounded number), each with its line and its XPath by local names.
    """
    if len(data) > limit:
        told = catalogue.tell("MESSAGE-LONG", None, length=f"{len(data):,}", limit=f"{limit:,}")
        raise MessageRejected((told,))
    if data.count(b"<") > MARKS:
        raise MessageRejected((catalogue.tell("MESSAGE-WIDE", None, 1, limit=f"{MARKS // 2:,}"),))
    root = read_xml(data)
    if not is_certificate(root):
        raise MessageRejected((tell("ROOT", root.sourceline, found=local_name(root)),))
    return _certificate(root)


def is_certificate(root: etree._Element) -> bool:
    """Whether the root of some XML is that of an electronic certificate."""
    return local_name(root) == _ROOT


def _certificate(root: etree._Element) -> SPSCertificate:
    leaves = Leaves(root)
    document = leaves.one(root, "SPSExchangedDocument", "which certificate it is")
    consignment = leaves.one(root, "SPSConsignment", "which consignment it is for")
    lines = list(_lines(consignment))
    if len(lines) > MOST_LINES:
        raise MessageRejected((tell("MANY", lines[0].sourceline, count=f"{len(lines):,}", most=str(MOST_LINES)),))
    goods = [_goods(leaves, line, place) for place, line in enumerate(lines, start=1)]
    made = SPSCertificate(
        number=leaves.need(document, "ID", what="its number"),
        type_code=_type_code(leaves, document),
        status_code=leaves.need(document, "StatusCode", what="its status"),
        issued_at=leaves.moment(document, "IssueDateTime", what="the time of issue"),
        issuer=text(document, "IssuerSPSParty", "Name"),
        issuer_country=leaves.country(consignment, "ExportSPSCountry", what="the country of export"),
        import_country=leaves.country(consignment, "ImportSPSCountry", what="the country of import"),
        consignor=_party(leaves, consignment, "ConsignorSPSParty"),
        consignee=_party(leaves, consignment, "ConsigneeSPSParty"),
        goods=tuple(one for one in goods if one.sequence > 0),
        description=" ".join(one.description for one in goods if one.sequence == 0),
        transit_countries=leaves.countries(consignment, "TransitSPSCountry"),
        declarations=tuple(_declarations(document)),
        seals=tuple(
            text(seal, "ID") for seal in children(consignment, "UtilizedSPSTransportEquipment", "AffixedSPSSeal")
        ),
        **_signed(document),
    )
    if leaves.problems:
        raise MessageRejected(_bounded(leaves))
    return made


def _bounded(leaves: Leaves) -> tuple[Problem, ...]:
    told = sorted(leaves.problems, key=lambda problem: problem.line or 0)
    more = (tell("MORE", count=str(MOST_PROBLEMS)),) if len(told) > MOST_PROBLEMS else ()
    return (*told[:MOST_PROBLEMS], *more)


def _type_code(leaves: Leaves, document: etree._Element) -> str:
    code = leaves.need(document, "TypeCode", what="its type")
    if code and code not in (PHYTOSANITARY, RE_EXPORT):
        leaves.fault("KIND", document, "TypeCode", value=code)
    return code


def _signed(document: etree._Element) -> dict[str, str]:
    return {
        "signatory": text(document, "SignatorySPSAuthentication", "ProviderSPSParty", "SpecifiedSPSPerson", "Name"),
        "place_of_issue": text(document, "SignatorySPSAuthentication", "IssueSPSLocation", "Name"),
    }


def _declarations(document: etree._Element) -> Iterator[str]:
    for note in children(document, "IncludedSPSNote"):
        if text(note, "Subject") in _DECLARATION_NOTES and (said := text(note, "Content")):
            yield said


def _party(leaves: Leaves, consignment: etree._Element, name: str) -> SPSParty | None:
    for party in children(consignment, name):
        address = next(iter(children(party, "SpecifiedSPSAddress")), None)
        if address is None:
            return SPSParty(text(party, "Name"))
        parts = ("LineOne", "LineTwo", "LineThree", "LineFour", "LineFive", "CityName", "PostcodeCode")
        lines = tuple(filter(None, (text(address, part) for part in parts)))
        return SPSParty(text(party, "Name"), lines, leaves.code(address, "CountryID") or None)
    return None


def _lines(consignment: etree._Element) -> Iterator[etree._Element]:
    return iter(children(consignment, "IncludedSPSConsignmentItem", "IncludedSPSTradeLineItem"))


def _goods(leaves: Leaves, line: etree._Element, place: int) -> CertifiedGoods:
    sequence = leaves.whole(line, "SequenceNumeric", what="the number of a line of goods")
    packages = [leaves.whole(pack, "ItemQuantity", what="a number of packages") for pack in _packs(line)]
    return CertifiedGoods(
        sequence=place if sequence is None else sequence,
        description=text(line, "Description"),
        common_name=text(line, "CommonName"),
        scientific_name=text(line, "ScientificName"),
        intended_use=text(line, "IntendedUse"),
        classifications=tuple(_classifications(line)),
        net_weight=leaves.measure(line, "NetWeightMeasure", what="a net weight"),
        gross_weight=leaves.measure(line, "GrossWeightMeasure", what="a gross weight"),
        packages=sum(packs) if (packs := [count for count in packages if count is not None]) else None,
        origin=leaves.countries(line, "OriginSPSCountry"),
        treatments=tuple(filter(None, (text(one, "TypeCode") for one in children(line, "AppliedSPSProcess")))),
    )


def _packs(line: etree._Element) -> list[etree._Element]:
    """The outermost packages: those of the highest level (UN/EDIFACT 7075) that the line has."""
    packs = children(line, "PhysicalSPSPackage")
    outermost = max((text(pack, "LevelCode") for pack in packs), default="")
    return [pack for pack in packs if text(pack, "LevelCode") == outermost]


def _classifications(line: etree._Element) -> Iterator[SPSClassification]:
    for one in children(line, "ApplicableSPSClassification"):
        system = text(one, "SystemName") or text(one, "SystemID")
        if code := text(one, "ClassCode"):
            yield SPSClassification(system, code, text(one, "ClassName") or None)
