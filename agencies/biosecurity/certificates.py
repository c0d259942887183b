"""Whether an electronic phytosanitary certificate is about the goods that a declaration names it for."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from agencies.meeting import Facts
from wco_datamodel.ephyto import RE_EXPORT, CertifiedGoods, SPSCertificate
from wco_datamodel.measuring import kilograms

LONGEST_LIFE: Final = 90
"""Days from the issue of a certificate to the day of the declaration (Import Health Standards, regulation 5)."""


def mismatches(certificate: SPSCertificate, facts: Facts) -> tuple[str, ...]:
    """Why a certificate does not cover an item, a sentence for each reason; none where it does.

    It is compared by status, date, countries, HS code and quantity, with the facts of the item that are stated.
    """
    lines = matching_lines(certificate, facts)
    return (*_standing(certificate, facts), *_countries(certificate, lines, facts), *_goods(certificate, lines, facts))


def matching_lines(certificate: SPSCertificate, facts: Facts) -> tuple[CertifiedGoods, ...]:
    """The certificate's lines whose HS code agrees with the item's in the digits that both have, of the first six.

    A line that gives no HS code may be about any goods.
    """
    code = (facts.item.hs_code if facts.item else "")[:6]
    return tuple(
        line for line in certificate.goods if not line.hs_codes or any(_agree(code, hs) for hs in line.hs_codes)
    )


def _agree(code: str, other: str) -> bool:
    return code.startswith(other[:6]) or other[:6].startswith(code)


def _standing(certificate: SPSCertificate, facts: Facts) -> Iterator[str]:
    if not certificate.issued:
        yield f"The certificate does not stand: its status is {certificate.status_code}."
    day = certificate.issued_at.date()
    if day > facts.on + dt.timedelta(days=1):  # the day may have begun in the country of export
        yield f"The certificate was issued on {day}, after the day of the declaration."
    if (facts.on - day).days > LONGEST_LIFE:
        yield f"The certificate was issued on {day}, more than {LONGEST_LIFE} days ago."


def _countries(certificate: SPSCertificate, lines: tuple[CertifiedGoods, ...], facts: Facts) -> Iterator[str]:
    if facts.destination and certificate.import_country != facts.destination:
        yield f"The certificate is for {certificate.import_country}, and the goods go to {facts.destination}."
    grown = {country for line in lines for country in line.origin}
    if not grown and certificate.type_code != RE_EXPORT:
        grown = {certificate.issuer_country}
    if facts.origin and grown and facts.origin not in grown:
        yield f"The certificate is for goods of {', '.join(sorted(grown))}, and the item is of {facts.origin}."


def _goods(certificate: SPSCertificate, lines: tuple[CertifiedGoods, ...], facts: Facts) -> Iterator[str]:
    if not lines:
        codes = ", ".join(sorted({code for line in certificate.goods for code in line.hs_codes})) or "no goods"
        yield f"The certificate is for {codes}, and not for the item's commodity code."
        return
    certified, mass = _kilograms(lines), facts.quantity("KGM")
    if certified is not None and mass is not None and mass > certified:
        yield f"The certificate is for {certified.normalize():f} kg, and the item weighs {mass.normalize():f} kg net."


def _kilograms(lines: tuple[CertifiedGoods, ...]) -> Decimal | None:
    """The net weight of lines together; None where one of them does not state it in a unit of mass."""
    weights = [kilograms(line.net_weight) for line in lines]
    known = [weight for weight in weights if weight is not None]
    return sum(known, Decimal()) if len(known) == len(weights) else None
