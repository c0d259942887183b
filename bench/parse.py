"""Reading a message, all rules run, beside bare lxml with libxml2 validation; and what memory reading takes."""

import gc
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

from lxml import etree
from messages import declaration

from singlewindow.countries import CountryPack
from wco_datamodel import MessageRejected, all_problems, check, parse, prepare, render
from wco_datamodel.schema import judge

SIZES = (1, 10, 100, 999)
ROUNDS = 7
SECONDS = 0.2
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
LISTS = CountryPack.load("lagoon").lists
PROCESS = Path("/proc/self")


def main() -> None:
    """Print milliseconds a message and the ratios for each size, then the memory for the largest."""
    prepare()
    names = ("items", "kB", "floor", "parse", "+ rules", "ratio", "JSON", "to XML", "refused", "ratio")
    print(" ".join(f"{name:>8}" for name in names))
    for items in SIZES:
        print(" ".join(f"{figure:>8}" for figure in _row(items, declaration(items))), flush=True)
    print("Milliseconds a message, medians of rounds. floor: bare lxml parse + validate; ratio: with all rules, to the")
    print("floor; JSON: the same message in JSON, with all rules; refused: one error told, to the floor.")
    for spelling, data in _spelled(declaration(SIZES[-1])).items():
        grown = _memory(data)
        print(f"Memory for {SIZES[-1]} items, {spelling}: {grown / 1e6:.1f} MB, {grown / len(data):.1f} times the file")


def _row(items: int, message: bytes) -> list[object]:
    in_json, wrong = render(parse(message), "json"), message.replace(b">CT<", b">CTXX<", 1)
    floor, parsed, full, as_json, refused = milliseconds(
        [
            partial(read_and_judge, message),
            partial(parse, message),
            partial(read, message),
            partial(read, in_json),
            partial(refuse, wrong),
        ]
    )
    times = [f"{each:.3f}" for each in (floor, parsed, full)]
    ratios = [f"{full / floor:.2f}", f"{as_json:.3f}", f"{as_json / full:.2f}"]
    return [items, f"{len(message) / 1000:.1f}", *times, *ratios, f"{refused:.2f}", f"{refused / floor:.1f}"]


def read_and_judge(message: bytes) -> bool:
    """The bare parser and the schema."""
    return judge().validate(etree.fromstring(message, PARSER))


def read(message: bytes) -> None:
    """Bytes to typed values, all rules run."""
    if check(parse(message), lists=LISTS):
        raise ValueError("The benchmark's message should hold to every rule.")


def refuse(message: bytes) -> None:
    """Bytes to every problem of a refused message, of form and of content."""
    try:
        parse(message)
    except MessageRejected as refused:
        all_problems(refused, partial(check, lists=LISTS))


def milliseconds(works: list[Callable[[], object]]) -> list[float]:
    """How long one call of each takes: the medians of rounds that take turns, so that a slow moment hits all alike."""
    rounds = [[_round(work) for work in works] for _ in range(ROUNDS)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def _round(work: Callable[[], object]) -> float:
    calls, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < SECONDS:
        work()
        calls += 1
    return (time.perf_counter() - begun) / calls * 1000


def _spelled(message: bytes) -> dict[str, bytes]:
    return {"XML": message, "JSON": render(parse(message), "json")}


def _memory(data: bytes) -> int:
    """How many bytes a process grows at most while it reads a message; libxml2's are among them."""
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        child = subprocess.run([sys.executable, __file__, file.name], capture_output=True, check=True)
    return int(json.loads(child.stdout))


def _grow(file: str) -> None:
    """In the child: read a small message, then the one in the file, and print how far the peak grew over what was."""
    prepare()
    read(declaration(1))
    gc.collect()
    data = Path(file).read_bytes()
    if PROCESS.exists():
        (PROCESS / "clear_refs").write_text("5", encoding="ascii")
    before = _peak()
    read(data)
    print(_peak() - before)


def _peak() -> int:
    """The most bytes this process had in memory; Linux's own count begins anew where ``_grow`` says so."""
    if PROCESS.exists():
        lines = (PROCESS / "status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    _grow(sys.argv[1]) if len(sys.argv) > 1 else main()
