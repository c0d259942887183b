"""Lagoon Biosecurity: pests and diseases of plants and animals (IPPC, WOAH)."""

from pathlib import Path

from agencies.biosecurity.office import Biosecurity
from agencies.contract import Agency


def agency() -> Agency:
    """The agency, with its requirements as they are written in this folder."""
    return Biosecurity.from_folder(Path(__file__).parent)
