"""The command line as its tests call it."""

from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]
"""``run("check", file)`` gives what the command printed, and its exit code."""
