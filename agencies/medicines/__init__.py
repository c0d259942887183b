"""Lagoon Medicines Authority: medicines, controlled drugs and their precursors, poisons, medical goods."""

from pathlib import Path

from agencies.contract import Agency
from agencies.medicines.control import MedicinesAuthority


def agency() -> Agency:
    """The agency, with its requirements and its controlled substances as they are written in this folder."""
    return MedicinesAuthority.from_folder(Path(__file__).parent)
