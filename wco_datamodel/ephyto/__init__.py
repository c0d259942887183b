"""Electronic phytosanitary certificates: UN/CEFACT's SPSCertificate as the IPPC's ePhyto Hub carries it.

Source: IPPC, ISPM 12, Appendix 1; UN/CEFACT SPSCertificate, version 17. It is read by local names, so that a
certificate of another version of the schema, or with other prefixes, is understood where it says the same.
"""

from wco_datamodel.ephyto.certificate import (
    ISSUED,
    PHYTOSANITARY,
    RE_EXPORT,
    CertifiedGoods,
    SPSCertificate,
    SPSClassification,
    SPSParty,
)
from wco_datamodel.ephyto.reading import is_certificate, read_certificate

__all__ = [
    "ISSUED",
    "PHYTOSANITARY",
    "RE_EXPORT",
    "CertifiedGoods",
    "SPSCertificate",
    "SPSClassification",
    "SPSParty",
    "is_certificate",
    "read_certificate",
]
