"""What the tables of Lagoon Biosecurity cannot say: packaging of wood, and electronic certificates."""

from typing import Final

import msgspec

from agencies.biosecurity.certificates import matching_lines, mismatches
from agencies.biosecurity.wood_packaging import WOODEN, treatment_mark, wooden_packages
from agencies.contract import Evidence, Outcome, Requirement, WaitsFor
from agencies.judging import Finding, Judged, ask_document, let_go, named_document
from agencies.table import TableAgency
from wco_datamodel import Declaration
from wco_datamodel.ephyto import PHYTOSANITARY, RE_EXPORT, SPSCertificate
from wco_datamodel.goods import GovernmentAgencyGoodsItem

WOOD_PACKAGING: Final = "BIO-WOOD-PACKAGE"
"""The requirement that goods of any commodity code meet where they come in packages of wood."""

_LONGEST: Final = 500
"""Characters of a reason: a response says it in a StatementDescription (225), an..512."""


class Biosecurity(TableAgency):
    """The tables, with packages of wood, and with electronic certificates compared with the item."""

    def candidates(
        self, item: GovernmentAgencyGoodsItem, declaration: Declaration, evidence: Evidence
    ) -> tuple[Requirement, ...]:
        """The tables' requirements, and that for packages of wood where the item has any."""
        found = super().candidates(item, declaration, evidence)
        wooden = any(packaging.type_code in WOODEN for packaging in item.packaging)
        if not wooden or declaration.direction != "import":
            return found
        return tuple(dict.fromkeys((*found, self.by_id[WOOD_PACKAGING])))

    def find(self, requirement: Requirement, judged: Judged) -> Finding:
        """The tables' answer, with what the packaging's mark or the certificate itself says."""
        finding = super().find(requirement, judged)
        if requirement.id == WOOD_PACKAGING and finding.outcome is Outcome.PENDING:
            return _by_mark(requirement, judged, finding)
        if PHYTOSANITARY in requirement.documents:
            return _by_certificate(requirement, judged, finding)
        return finding


def _by_mark(requirement: Requirement, judged: Judged, finding: Finding) -> Finding:
    """Packages that all bear the mark need no certificate."""
    packages = wooden_packages(judged.item)
    if not packages:
        return finding
    for occurrence, packaging in packages:
        if treatment_mark(packaging) is None:
            return ask_document(requirement, finding.reason.sentence, judged.place(f"Packaging[{occurrence}]"))
    marks = ", ".join(dict.fromkeys(mark for _, one in packages if (mark := treatment_mark(one))))
    return let_go(requirement, f"{requirement.title}: marked {marks}.", judged.place(f"Packaging[{packages[0][0]}]"))


def _by_certificate(requirement: Requirement, judged: Judged, finding: Finding) -> Finding:
    """An electronic certificate must be about these goods; what it does not cover is asked about."""
    named = named_document(requirement, judged.item)
    if named is None:
        return _by_attached(requirement, judged, finding)
    certificate = _received(judged.evidence, named[1].id or "")
    if certificate is None:
        return finding
    place = judged.place(f"AdditionalDocument[{named[0] + 1}]")
    if named[1].type_code not in (PHYTOSANITARY, RE_EXPORT):
        return finding
    if reasons := mismatches(certificate, judged.facts):
        sentence = f"{requirement.title}: certificate {certificate.number} does not cover the item. {' '.join(reasons)}"
        return ask_document(requirement, sentence[:_LONGEST], place)
    return _told(finding, f"{requirement.title}: {_covers(certificate)}")


def _by_attached(requirement: Requirement, judged: Judged, finding: Finding) -> Finding:
    """A certificate that was attached counts as if the item named it, where it is about these goods."""
    if finding.waits_for is not WaitsFor.DOCUMENT:
        return finding
    near = [one for one in judged.evidence.certificates if matching_lines(one, judged.facts)]
    reasons = {one.number: mismatches(one, judged.facts) for one in near}
    for certificate in near:
        if not reasons[certificate.number]:
            return _accepted(requirement, judged, f"{requirement.title}: {_covers(certificate)}")
    told = [f"Certificate {number} does not cover the item: {' '.join(why)}" for number, why in reasons.items()]
    return _told(finding, " ".join((finding.reason.sentence, *told))[:_LONGEST], officer=False)


def _accepted(requirement: Requirement, judged: Judged, sentence: str) -> Finding:
    """The answer to a certificate that covers the item: by rule, or an officer looks at it."""
    finding = let_go(requirement, sentence, judged.commodity_code)
    if requirement.answered_by != "officer":
        return finding
    waiting = msgspec.structs.replace(finding, outcome=Outcome.PENDING, waits_for=WaitsFor.OFFICER)
    return _told(waiting, sentence)


def _covers(certificate: SPSCertificate) -> str:
    return f"electronic certificate {certificate.number} of {certificate.issuer_country} covers the item."


def _told(finding: Finding, sentence: str, *, officer: bool = True) -> Finding:
    said = f"{sentence} An officer looks at it." if officer and finding.waits_for else sentence
    return msgspec.structs.replace(finding, reason=msgspec.structs.replace(finding.reason, sentence=said))


def _received(evidence: Evidence, number: str) -> SPSCertificate | None:
    folded = number.strip().casefold()
    return next((one for one in evidence.certificates if one.number.casefold() == folded), None)
