"""Compiling once, and in one thread at a time: libxml2 and msgspec break when two threads compile the same types."""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import TypeVar

Compiled = TypeVar("Compiled")
ONE_COMPILES = RLock()


def compiled_once(compile_: Callable[..., Compiled]) -> Callable[..., Compiled]:
    """Keep what a function compiles for its arguments; whoever comes meanwhile waits."""
    kept: dict[tuple[object, ...], Compiled] = {}

    @wraps(compile_)
    def compiled(*args: object) -> Compiled:
        if args not in kept:
            with ONE_COMPILES:
                if args not in kept:
                    kept[args] = compile_(*args)
        return kept[args]

    return compiled
