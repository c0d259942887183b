"""Reading a message: ``wco_datamodel.parse`` beside bare lxml with libxml2 validation, in this process."""

import statistics
import time
from collections.abc import Callable
from functools import partial

from lxml import etree
from messages import declaration

from wco_datamodel import parse
from wco_datamodel.schema import judge

SIZES = (1, 10, 100, 999)
ROUNDS = 5
SECONDS = 0.5
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def main() -> None:
    """Print milliseconds a message, and the ratio, for each size."""
    print(f"{'items':>6} {'kB':>7} {'lxml parse':>11} {'+ validate':>11} {'parse':>9} {'ratio':>6}")
    for items in SIZES:
        message = declaration(items)
        bare, judged, typed = (milliseconds(partial(work, message)) for work in (read, read_and_judge, parse))
        size = len(message) / 1000
        print(f"{items:>6} {size:>7.1f} {bare:>11.3f} {judged:>11.3f} {typed:>9.3f} {typed / judged:>6.2f}")
    print("Milliseconds a message, medians of rounds; ratio: parse beside lxml parse + validate.")


def read(message: bytes) -> etree._Element:
    """The bare parser."""
    return etree.fromstring(message, PARSER)


def read_and_judge(message: bytes) -> bool:
    """The bare parser and the schema."""
    return judge().validate(read(message))


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call of ``work`` takes: the median of the rounds' means."""
    return statistics.median(_round(work) for _ in range(ROUNDS))


def _round(work: Callable[[], object]) -> float:
    calls, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < SECONDS:
        work()
        calls += 1
    return (time.perf_counter() - begun) / calls * 1000


if __name__ == "__main__":
    main()
