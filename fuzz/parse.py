"""Fuzz ``parse`` with atheris: ``python -m fuzz.parse [--keep=FOLDER] [options of libFuzzer] [folders of seeds]``.

Without ``--keep`` the first broken promise ends the run. With it, each kind of broken promise is written to the folder
once, with the input that showed it, and the run goes on. Seeds are our samples in both spellings, and every file of the
folders named; inputs that reach new code are kept beside them in ``var/fuzz/seeds``, and the next run begins with them.
"""

import hashlib
import random
import sys
import traceback
from pathlib import Path

from fuzz.mutations import mutate

try:
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]
except ImportError:
    sys.exit("Fuzzing needs atheris (CPython 3.11 to 3.13 on Linux): .venv/bin/pip install atheris")

with atheris.instrument_imports(include=["wco_datamodel"]):
    from fuzz.promises import keep_promises
    from wco_datamodel import MessageRejected, parse, render

ROOT = Path(__file__).parent.parent
SAMPLES = (ROOT / "tests" / "wco_datamodel" / "samples", ROOT / "singlewindow" / "countries" / "lagoon" / "samples")
SEEDS = ROOT / "var" / "fuzz" / "seeds"
LONGEST = 20_000


def main() -> None:
    """Write the seeds and fuzz until libFuzzer ends."""
    keep = [argument.partition("=")[2] for argument in sys.argv if argument.startswith("--keep=")]
    given = [argument for argument in sys.argv[1:] if not argument.startswith("--keep=")]
    sow(SEEDS)
    folders = [argument for argument in given if not argument.startswith("-")]
    options = [argument for argument in given if argument.startswith("-")]
    fixed = [f"-max_len={LONGEST}", f"-artifact_prefix={SEEDS.parent}/"]
    arguments = [sys.argv[0], *fixed, *options, str(SEEDS), *folders]
    atheris.Setup(arguments, Keeping(Path(keep[0])) if keep else keep_promises_of, custom_mutator=change)
    atheris.Fuzz()


def sow(folder: Path) -> None:
    """Write every sample into a folder, as it is and in the other spelling."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [file for samples in SAMPLES for file in sorted(samples.rglob("*"))]
    for file in (each for each in files if each.suffix in {".xml", ".json"}):
        data = file.read_bytes()
        _write(folder, data)
        try:
            message = parse(data)
        except MessageRejected:
            continue
        _write(folder, render(message, "json" if file.suffix == ".xml" else "xml"))


def _write(folder: Path, data: bytes) -> None:
    if len(data) <= LONGEST:
        (folder / hashlib.sha256(data).hexdigest()).write_bytes(data)


def keep_promises_of(data: bytes) -> None:
    """Hold one input to the promises; what it raises ends the run."""
    keep_promises(data)


def change(data: bytes, longest: int, seed: int) -> bytes:
    """Mutate: half of the time as a message, else as libFuzzer does."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    if chance.random() < 0.5:
        return mutate(data, chance)[:longest]
    mutated: bytes = atheris.Mutate(data, longest)
    return mutated


class Keeping:
    """Holds inputs to the promises and keeps one of each kind that breaks them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, int] = {}
        self.outcomes: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, data: bytes) -> None:
        """Hold one input to the promises."""
        try:
            outcome = keep_promises(data)
        except Exception as broken:  # noqa: BLE001 (whatever it raises is a find)
            outcome = "broken"
            self._keep(data, broken)
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
        if sum(self.outcomes.values()) % 1000 == 0:
            self._write()

    def _keep(self, data: bytes, broken: Exception) -> None:
        last = traceback.extract_tb(broken.__traceback__)[-1]
        what = str(broken)[:40] if isinstance(broken, AssertionError) else ""
        kind = f"{type(broken).__name__} in {Path(last.filename).name}:{last.lineno} {what}"
        self.known[kind] = self.known.get(kind, 0) + 1
        if self.known[kind] > 1:
            return
        name = hashlib.sha256(data).hexdigest()[:12]
        (self.folder / f"{name}.input").write_bytes(data)
        (self.folder / f"{name}.txt").write_text("".join(traceback.format_exception(broken)), encoding="utf-8")
        self._write()

    def _write(self) -> None:
        lines = [f"{count}\t{kind}" for kind, count in (*self.outcomes.items(), *self.known.items())]
        (self.folder / "summary.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
