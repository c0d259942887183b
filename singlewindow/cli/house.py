"""The house that a command works on."""

import click

from singlewindow.casework.house import House
from singlewindow.config import Settings


def house() -> House:
    """The house that the environment's settings name. Its connections are closed when the command ends."""
    opened = House.open(Settings.from_environment())
    click.get_current_context().call_on_close(opened.database.dispose)
    return opened
