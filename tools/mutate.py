"""Change the decision rules in every small way that we know, and see whether a test notices: ``make mutate``.

cosmic-ray makes the changes (operators, comparisons, booleans, numbers, words), and each outcome, aim and kind of entry
is exchanged for its neighbour besides. Each mutant is tested in a process of its own, forked once everything is loaded.
Exits with 1 where fewer than 95 % are noticed.
"""

import contextlib
import importlib
import os
import re
import signal
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).parents[1]
SECONDS = 60
ENOUGH = 0.95
TARGETS = {
    "singlewindow.casework.consolidate": ("tests/casework/test_consolidate.py",),
    "singlewindow.permits.writeoff": ("tests/permits/test_writeoff.py",),
}
"""The modules that are changed, and the tests that must notice."""
ALONE = ("-x", "-q", "--noconftest", "-p", "no:cacheprovider")
"""How pytest runs them: until the first failure, and without what other tests share."""
PROFILE: dict[str, Any] = {
    "phases": [Phase.explicit, Phase.generate],
    "database": None,
    "derandomize": True,
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
}
"""How hypothesis tries: the same examples each time, and none fails for being slow."""
_MEMBER = re.compile(r"\b(CaseOutcome|Outcome|Aim|Kind)\.([A-Z_]+)\b(?!\()")
_SKIPPED = ("core/NoOp", "core/VariableReplacer", "core/VariableInserter")
"""Operators that change nothing, or need to be told what."""


class Mutant(NamedTuple):
    """A changed source, and what was changed."""

    what: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a source that differs from it and can be compiled."""
    for mutant in (*_by_cosmic_ray(source), *_by_outcome(source)):
        with contextlib.suppress(SyntaxError):
            compile(mutant.source, "mutant", "exec")
            yield mutant


def _by_cosmic_ray(source: str) -> Iterator[Mutant]:
    for name in operator_names():
        if name in _SKIPPED:
            continue
        occurrence = 0
        while (changed := mutate_code(source, get_operator(name)(), occurrence)) is not None:
            occurrence += 1
            if changed != source and not _only_types(source, changed):
                yield Mutant(f"{name}: {_difference(source, changed)}", changed)


def _by_outcome(source: str) -> Iterator[Mutant]:
    """Each outcome exchanged for the next one of its kind that the source names."""
    found = list(_MEMBER.finditer(source))
    for match in found:
        kin = sorted({other[2] for other in found if other[1] == match[1] and other[2] != "value"})
        instead = kin[(kin.index(match[2]) + 1) % len(kin)]
        changed = f"{source[: match.start(2)]}{instead}{source[match.end(2) :]}"
        yield Mutant(f"outcome: {_difference(source, changed)}", changed)


def _only_types(source: str, changed: str) -> bool:
    """Whether only an annotation changed, such as ``Conflict | None``: nothing runs it."""
    pairs = [(a, b) for a, b in zip(source.splitlines(), changed.splitlines(), strict=False) if a != b]
    return all(line.lstrip().startswith("def ") for line, _ in pairs)


def _difference(source: str, changed: str) -> str:
    for number, (old, new) in enumerate(zip(source.splitlines(), changed.splitlines(), strict=False), 1):
        if old != new:
            return f"line {number}: {old.strip()}  ->  {new.strip()}"
    return "at the end"


def noticed(module: str, source: str, tests: tuple[str, ...]) -> bool:
    """Whether the tests fail, or do not end, with this source in the module's place."""
    child = os.fork()
    if child == 0:
        os._exit(_test(module, source, tests))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _test(module: str, source: str, tests: tuple[str, ...]) -> int:
    signal.alarm(SECONDS)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        exec(compile(source, module, "exec"), sys.modules[module].__dict__)  # noqa: S102 - that is the mutant
        return int(pytest.main([*ALONE, *tests]))
    except BaseException:  # noqa: BLE001 - a mutant that cannot even be loaded is noticed
        return 1


def _try_all(module: str, tests: tuple[str, ...]) -> tuple[int, list[str]]:
    loaded = importlib.import_module(module)
    source = Path(str(loaded.__file__)).read_text(encoding="utf-8")
    if noticed(module, source, tests):
        sys.exit(f"The tests of {module} fail before anything is changed.")
    found = list(mutants(source))
    return len(found), [mutant.what for mutant in found if not noticed(module, mutant.source, tests)]


def main() -> int:
    """Try every mutant of every target, and print those that no test noticed."""
    os.chdir(ROOT)
    warnings.simplefilter("ignore", SyntaxWarning)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    settings.register_profile("mutate", **PROFILE)
    settings.load_profile("mutate")
    enough = True
    for module, tests in TARGETS.items():
        total, survivors = _try_all(module, tests)
        killed = total - len(survivors)
        print(f"{module}: {killed} of {total} mutants noticed ({killed / total:.1%})")
        print("".join(f"  survived: {what}\n" for what in survivors), end="")
        enough = enough and killed >= ENOUGH * total
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main())
