"""The house that a command works on."""

from singlewindow.casework.house import House
from singlewindow.config import Settings


def house() -> House:
    """The house that the environment's settings name."""
    return House.open(Settings.from_environment())
