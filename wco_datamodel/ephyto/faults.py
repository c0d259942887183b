"""What can be wrong with an electronic certificate, in the words of the catalogue's other faults."""

from typing import Final

from wco_datamodel.catalogue import Entry, quoted
from wco_datamodel.problems import Problem

FAULTS: Final[dict[str, Entry]] = {
    "ROOT": Entry(
        "SPS01",
        "This is no electronic certificate: it begins with {found}, where SPSCertificate is expected.",
        "Take the certificate out of the envelope in which the hub delivered it.",
    ),
    "MISSING": Entry("SPS02", "The certificate does not say {what}.", "Ask the plant protection service for another."),
    "KIND": Entry(
        "SPS03",
        "The certificate is of type {value}; this reads 851 (phytosanitary) and 657 (phytosanitary for re-export).",
        "Send certificates of other kinds as documents.",
    ),
    "UNREADABLE": Entry(
        "SPS04",
        "{what} cannot be read: {value}.",
        "Ask the plant protection service to correct the certificate.",
    ),
    "MANY": Entry("SPS05", "There are {count} lines of goods; {most} is the most.", "Divide the consignment."),
    "MORE": Entry("SPS06", "There are more faults than the {count} named here.", "Correct these first."),
}


def tell(fault: str, line: int | None = None, xpath: str = "", **words: str) -> Problem:
    """Fill in a fault's sentence; ``xpath`` is by local names, ``line`` counts from 1."""
    entry = FAULTS[fault]
    filled = {key: quoted(value) if key in ("value", "found") else value for key, value in words.items()}
    sentence = entry.sentence.format_map(filled)
    return Problem(
        code=entry.code, sentence=sentence[0].upper() + sentence[1:], xpath=xpath, line=line, hint=entry.hint
    )
