"""The command line: a door like the web and the API. One command a file; ``singlewindow --help`` lists them."""

import importlib
import os
import sys
from typing import Any

import click
import structlog

from singlewindow.errors import HouseError

COMMANDS = {
    "check": "check:check",
    "lodge": "lodge:lodge",
    "demo": "demo:demo",
    "serve": "serve:serve",
    "worker": "worker:worker",
    "upgrade": "upgrade:upgrade",
    "user": "user:user",
    "country": "country:country",
    "agencies": "agencies:agencies",
    "tariff": "tariff:tariff",
    "audit": "audit:audit",
    "verify": "verify:verify",
    "keys": "keys:keys",
    "doctor": "doctor:doctor",
    "backup": "backup:backup",
    "restore": "backup:restore",
}
"""Every command, as ``module:attribute`` of this package, in the order of ``--help``; imported when it is asked for."""


class Commands(click.Group):
    """The table above as a group, whose errors are sentences and not tracebacks."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command = getattr(importlib.import_module(f"{__name__}.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run it. What the house refuses, and what the machine cannot do, ends with 1 and a sentence."""
        try:
            return super().invoke(ctx)
        except HouseError as error:
            raise click.ClickException(error.sentence) from error
        except (ValueError, OSError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="singlewindow")
def main() -> None:
    """One lodgement, every agency, one explained decision.

    Settings are environment variables: SINGLEWINDOW_VAR (folder of the data), SINGLEWINDOW_DATABASE_URL,
    SINGLEWINDOW_COUNTRY and the others of docs/reference/settings.md.
    """
    os.umask(0o077)  # the data is its owner's alone to read
    # What is logged goes beside what is printed: a script reads a decision or a token from standard output.
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(sys.stderr))
