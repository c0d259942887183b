"""Rules about means of transport: how they are identified, and whether that fits the mode."""

import re
from collections.abc import Sequence
from typing import ClassVar, Final, TypeAlias

from stdnum import imo

from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.rules.contract import ClassRule, Finding, found
from wco_datamodel.transport import ArrivalTransportMeans, BorderTransportMeans, DepartureTransportMeans

Means: TypeAlias = ArrivalTransportMeans | BorderTransportMeans | DepartureTransportMeans
MEANS = (ArrivalTransportMeans, BorderTransportMeans, DepartureTransportMeans)
MODE_OF_KIND: Final = {"10": "1", "11": "1", "20": "2", "30": "3", "40": "4", "41": "4", "80": "8", "81": "8"}
MODES: Final = {"1": "by sea", "2": "by rail", "3": "by road", "4": "by air", "8": "on inland water"}
FLIGHT: Final = re.compile(r"[A-Z0-9]{2}[A-Z]?\s?\d{1,4}[A-Z]?")


class MODE501(ClassRule[Means]):
    """The identification of a means of transport must fit the mode of transport."""

    classes = MEANS
    where: ClassVar = "identification_type_code"
    national: ClassVar = True
    looks_at: ClassVar = ("T018", "T022", "T034", "T020", "T029", "T021")
    example: ClassVar = "A flight (40) for mode 1, sea."
    hint: ClassVar = "Ships have IMO numbers (10) or names (11), aircraft have flights (40) or registrations (41)."
    source: ClassVar = "UN/CEFACT Recommendation 19; WCO Data Model T018, T034, T029"

    def findings(self, subject: Means, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the kind of identification with the mode, where both say something of a kind of means."""
        mode, kind = subject.mode_code, subject.identification_type_code
        if mode not in MODES or kind not in MODE_OF_KIND or MODE_OF_KIND[kind] == mode:
            return ()
        told = f"{kind} identifies what goes {MODES[MODE_OF_KIND[kind]]}, and the mode is {mode}, {MODES[mode]}"
        return found("IdentificationTypeCode", detail=told)


class MODE502(ClassRule[Means]):
    """The IMO number of a ship must have seven digits, the last of which checks the others."""

    classes = MEANS
    where: ClassVar = "id"
    national: ClassVar = True
    looks_at: ClassVar = ("T006", "T002", "T004")
    example: ClassVar = "The IMO number is 9074720, and should end in 9."
    hint: ClassVar = "Read it again in the ship's papers; for the name of the ship write 11 as kind of identification."
    source: ClassVar = "IMO Resolution A.1117(30)"

    def findings(self, subject: Means, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Check the digits of what is identified by its IMO number."""
        if subject.identification_type_code != "10" or not subject.id or imo.is_valid(subject.id):
            return ()
        return found("ID", detail=f"“{subject.id}” has not")


class MODE503(ClassRule[Means]):
    """A flight should be written as the airline's code and the number of the flight."""

    classes = MEANS
    where: ClassVar = "id"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("T006", "T002", "T004")
    example: ClassVar = "The flight is “Monday evening”."
    hint: ClassVar = "Write the two characters of the airline and up to four digits: FJ411."
    source: ClassVar = "IATA Resolution 762; WCO Data Model T006"

    def findings(self, subject: Means, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at the form of what is identified by its flight."""
        if subject.identification_type_code != "40" or not subject.id or FLIGHT.fullmatch(subject.id.strip()):
            return ()
        return found("ID", detail=f"“{subject.id}” is not")


class MODE504(ClassRule[Means]):
    """The European number of an inland vessel should have eight digits."""

    classes = MEANS
    where: ClassVar = "id"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("T006", "T002", "T004")
    example: ClassVar = "The number of the vessel is 0610025: a digit is missing."
    hint: ClassVar = "Write the eight digits; for the name of the vessel write 81 as kind of identification."
    source: ClassVar = "UN/ECE Resolution 61, chapter 2; WCO Data Model T018"

    def findings(self, subject: Means, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look at the form of what is identified by its ENI."""
        text = subject.id or ""
        if subject.identification_type_code != "80" or not text or (len(text) == 8 and text.isdecimal()):
            return ()
        return found("ID", detail=f"“{text}” has not")


class MODE505(ClassRule[Means]):
    """The type of a means of transport must fit the mode of transport."""

    classes = MEANS
    where: ClassVar = "type_code"
    national: ClassVar = True
    looks_at: ClassVar = ("T010", "T008", "T009")
    example: ClassVar = "A container ship (1511) with ModeCode 4, air."
    hint: ClassVar = "The first digit of the type is the mode: 1 for ships, 3 for road vehicles, 4 for aircraft."
    source: ClassVar = "UN/CEFACT Recommendations 19 and 28"

    def findings(self, subject: Means, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Compare the first digit of a four-digit type with the mode."""
        kind, mode = subject.type_code or "", subject.mode_code
        if len(kind) != 4 or mode not in MODES or kind[0] == mode or kind[0] not in MODES:
            return ()
        return found("TypeCode", detail=f"{kind} goes {MODES[kind[0]]}, and the mode is {mode}, {MODES[mode]}")


class MODE506(ClassRule[Means]):
    """Who identifies a means of transport should say by what."""

    classes = MEANS
    where: ClassVar = "id"
    severity: ClassVar = "warning"
    kept: ClassVar = "it.identification_type_code"
    looks_at: ClassVar = ("T018", "T034", "T029")
    example: ClassVar = "There is an ID without IdentificationTypeCode."
    hint: ClassVar = "Add IdentificationTypeCode: 10 for an IMO number, 11 for a ship's name, 40 for a flight."
    source: ClassVar = "WCO Data Model T018, T034, T029"

    def findings(self, subject: Means, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the kind of identification."""
        return found("IdentificationTypeCode") if subject.id and not subject.identification_type_code else ()


class MODE507(ClassRule[BorderTransportMeans]):
    """Mail and pipelines have no nationality."""

    classes = (BorderTransportMeans,)
    where: ClassVar = "registration_nationality_code"
    severity: ClassVar = "warning"
    looks_at: ClassVar = ("T014", "T022")
    example: ClassVar = "ModeCode is 5 (mail), and the nationality NZ."
    hint: ClassVar = "Leave RegistrationNationalityCode out, or correct the mode."
    source: ClassVar = "UN/CEFACT Recommendation 19, modes 5 and 7; WCO Data Model T014"

    def findings(self, subject: BorderTransportMeans, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the nationality of modes 5 and 7."""
        nationality = subject.registration_nationality_code
        return found("RegistrationNationalityCode") if nationality and subject.mode_code in ("5", "7") else ()


class MODE508(ClassRule[BorderTransportMeans]):
    """The means of transport at the border should say its mode."""

    classes = (BorderTransportMeans,)
    severity: ClassVar = "warning"
    kept: ClassVar = "it.mode_code"
    looks_at: ClassVar = ("T022",)
    example: ClassVar = "BorderTransportMeans has no ModeCode."
    hint: ClassVar = "Add ModeCode: 1 for sea, 4 for air, 5 for mail."
    source: ClassVar = "WCO Data Model T022; UN/CEFACT Recommendation 19"

    def findings(self, subject: BorderTransportMeans, given: Circumstances) -> Sequence[Finding]:  # noqa: ARG002
        """Look for the mode."""
        return () if subject.mode_code else found("ModeCode")
