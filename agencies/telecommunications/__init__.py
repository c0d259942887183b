"""Lagoon Telecommunications Office: type approval of radio equipment, radio licences, jammers."""

from pathlib import Path

from agencies.contract import Agency
from agencies.telecommunications.approval import TelecommunicationsOffice


def agency() -> Agency:
    """The agency, with its requirements and its approved models as they are written in this folder."""
    return TelecommunicationsOffice.from_folder(Path(__file__).parent)
