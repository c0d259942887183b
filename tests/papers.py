"""Papers that traders send: a small PDF, pictures, and an electronic phytosanitary certificate."""

from __future__ import annotations

import datetime as dt

from singlewindow.casework import Sent

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 a picture \xff\xd9"

_CERTIFICATE = """<?xml version="1.0" encoding="UTF-8"?>
<SPSCertificate xmlns="urn:un:unece:uncefact:data:standard:SPSCertificate:17">
  <SPSExchangedDocument>
    <ID>{number}</ID><TypeCode>851</TypeCode><StatusCode>70</StatusCode>
    <IssueDateTime>{issued}</IssueDateTime>
    <IssuerSPSParty><Name>Plant protection service of New Zealand</Name></IssuerSPSParty>
  </SPSExchangedDocument>
  <SPSConsignment>
    <ExportSPSCountry><ID>NZ</ID></ExportSPSCountry>
    <ImportSPSCountry><ID>{to}</ID></ImportSPSCountry>
    <IncludedSPSConsignmentItem><IncludedSPSTradeLineItem>
      <SequenceNumeric>1</SequenceNumeric>
      <NetWeightMeasure unitCode="KGM">{mass}</NetWeightMeasure>
      <ApplicableSPSClassification><SystemName>HS</SystemName><ClassCode>{hs}</ClassCode></ApplicableSPSClassification>
      <OriginSPSCountry><ID>NZ</ID></OriginSPSCountry>
    </IncludedSPSTradeLineItem></IncludedSPSConsignmentItem>
  </SPSConsignment>
</SPSCertificate>"""


def certificate(hs: str = "060319", *, number: str = "PHYTO-NZ-1", mass: int = 100, to: str = "XL") -> bytes:
    """A phytosanitary certificate of yesterday for goods of New Zealand, as an ePhyto writes it."""
    issued = (dt.datetime.now(dt.UTC) - dt.timedelta(days=1)).strftime("%Y-%m-%dT00:00:00Z")
    return _CERTIFICATE.format(number=number, issued=issued, to=to, mass=mass, hs=hs).encode()


def paper(content: bytes = PDF, name: str = "invoice.pdf", **said: object) -> Sent:
    """A document to be attached."""
    return Sent(name, content, **said)  # type: ignore[arg-type]
