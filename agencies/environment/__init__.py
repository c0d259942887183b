"""Lagoon Environment Agency: ozone and climate, wildlife, waste, plastics and chemicals."""

from pathlib import Path

from agencies.contract import Agency
from agencies.environment.office import EnvironmentAgency


def agency() -> Agency:
    """The agency, with its requirements, refrigerants and species as they are written in this folder."""
    return EnvironmentAgency.from_folder(Path(__file__).parent)
