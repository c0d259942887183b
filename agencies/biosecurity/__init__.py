"""Lagoon Biosecurity: pests and diseases of plants and animals (IPPC, WOAH)."""

from pathlib import Path

from agencies.contract import Agency
from agencies.table import TableAgency


def agency() -> Agency:
    """The agency, with its requirements as they are written in this folder."""
    return TableAgency.from_folder(Path(__file__).parent)
