"""Lagoon Food Safety Authority: food that people eat (Codex Alimentarius)."""

from pathlib import Path

from agencies.contract import Agency
from agencies.table import TableAgency


def agency() -> Agency:
    """The agency, with its requirements as they are written in this folder."""
    return TableAgency.from_folder(Path(__file__).parent)
