"""Lagoon Police Service: firearms, ammunition, explosives and what looks like them."""

from pathlib import Path

from agencies.contract import Agency
from agencies.police.arms import PoliceService


def agency() -> Agency:
    """The agency, with its requirements as they are written in this folder."""
    return PoliceService.from_folder(Path(__file__).parent)
