"""Lagoon Fisheries Ministry: where fish was caught, fishing gear and vessels, exports of the sea."""

from pathlib import Path

from agencies.contract import Agency
from agencies.table import TableAgency


def agency() -> Agency:
    """The agency, with its requirements as they are written in this folder."""
    return TableAgency.from_folder(Path(__file__).parent)
