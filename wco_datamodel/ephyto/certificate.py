"""What a phytosanitary certificate says, as typed values."""

import datetime as dt
from typing import Final

import msgspec

from wco_datamodel.values import Measure

PHYTOSANITARY: Final = "851"
"""The type of a phytosanitary certificate (UN/EDIFACT 1001)."""

RE_EXPORT: Final = "657"
"""The type of a phytosanitary certificate for re-export (UN/EDIFACT 1001)."""

ISSUED: Final = "70"
"""The status of a certificate that was issued and stands (UN/EDIFACT 1373)."""

_HS_SYSTEMS: Final = frozenset({"HS", "HSCODE", "HARMONIZEDSYSTEM", "HARMONISEDSYSTEM", "CN", "WCOHS"})


class SPSParty(msgspec.Struct, frozen=True, omit_defaults=True):
    """A consignor or a consignee: its name, its address as lines, and its country (ISO 3166-1 alpha-2) if stated."""

    name: str
    address: tuple[str, ...] = ()
    country: str | None = None


class SPSClassification(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code that classifies the goods, in the system that is named: HS, EPPO, a commodity class of the IPPC."""

    system: str
    code: str
    name: str | None = None

    @property
    def is_hs(self) -> bool:
        """Whether the code is one of the Harmonized System, or of a nomenclature that is built upon it."""
        folded = "".join(letter for letter in self.system.upper() if letter.isalpha())
        return folded in _HS_SYSTEMS and self.digits.isdecimal() and len(self.digits) >= 4

    @property
    def digits(self) -> str:
        """The code without the points and blanks with which many write it."""
        return self.code.replace(".", "").replace(" ", "")


class CertifiedGoods(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a certificate. ``sequence`` is its own number; weights have a unit of UN/ECE Rec 20.

    ``packages`` is the number of packages, and ``origin`` the countries where the plants grew.
    """

    sequence: int
    description: str = ""
    common_name: str = ""
    scientific_name: str = ""
    intended_use: str = ""
    classifications: tuple[SPSClassification, ...] = ()
    net_weight: Measure | None = None
    gross_weight: Measure | None = None
    packages: int | None = None
    origin: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()

    @property
    def hs_codes(self) -> tuple[str, ...]:
        """The HS codes of this line, of four digits or more."""
        return tuple(one.digits for one in self.classifications if one.is_hs)


class SPSCertificate(msgspec.Struct, frozen=True, omit_defaults=True):
    """A phytosanitary certificate: who issued it, for whom, which goods, and where they come from and go to.

    ``issued_at`` is aware and in UTC. ``issuer_country`` is the country of export: its plant protection service issues
    the certificate (IPPC, Article V). ``declarations`` are the additional declarations, in the certificate's words.
    """

    number: str
    type_code: str
    status_code: str
    issued_at: dt.datetime
    issuer: str
    issuer_country: str
    import_country: str
    consignor: SPSParty | None = None
    consignee: SPSParty | None = None
    goods: tuple[CertifiedGoods, ...] = ()
    description: str = ""
    transit_countries: tuple[str, ...] = ()
    signatory: str = ""
    place_of_issue: str = ""
    declarations: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()

    @property
    def issued(self) -> bool:
        """Whether it stands: issued, and neither withdrawn nor replaced."""
        return self.status_code == ISSUED
