"""``read``: the bytes of an ASYCUDA export in, a message and everything that it does not hold out."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from lxml import etree

from wco_datamodel import catalogue
from wco_datamodel.asycuda import numbers
from wco_datamodel.asycuda.containers import take_containers
from wco_datamodel.asycuda.draft import Held, Node, freeze, goods_item
from wco_datamodel.asycuda.faults import tell
from wco_datamodel.asycuda.flavours import WORLD, Flavour
from wco_datamodel.asycuda.leaves import Bucket, Buckets, Leaf, gather
from wco_datamodel.asycuda.mapping import HEADER, ITEM, STAGES
from wco_datamodel.asycuda.results import PROFILE, AsycudaSource, Reading, Stage, Unmapped
from wco_datamodel.asycuda.rows import Setting, Unreadable
from wco_datamodel.asycuda.spelling import key_of
from wco_datamodel.asycuda.taking import Taker
from wco_datamodel.message import Message, MetaData
from wco_datamodel.naming import local_name
from wco_datamodel.problems import MessageRejected, Problem
from wco_datamodel.xml_reading import read_xml

DEFAULT_LIMIT: Final = 10_000_000
MOST_ITEMS: Final = 999
MOST_UNMAPPED: Final = 100_000
MOST_PROBLEMS: Final = 100
TYPE: Final = key_of("Identification/Type/Type_of_declaration")
FLOW: Final = key_of("Property/Sad_flow")
CURRENCY: Final = key_of("Valuation/Gs_Invoice/Currency_code")


def read(data: bytes, *, flavour: Flavour = WORLD, limit: int = DEFAULT_LIMIT) -> Reading:
    """Read a declaration (SAD) that ASYCUDA exported as XML.

    ``limit`` bounds the bytes. ``flavour`` says how the country writes dates, and what its codes and currency are. The
    message is an original declaration (function 9) of the profile ASYCUDA; what it does not hold is in ``unmapped``.

    Raises MessageRejected for text that is no safe XML, for another document, for a single Item without its
    declaration, and for more goods items or values than a declaration has.
    """
    if len(data) > limit:
        raise MessageRejected((catalogue.tell("MESSAGE-LONG", None, length=f"{len(data):,}", limit=f"{limit:,}"),))
    return read_tree(read_xml(data), data, flavour=flavour)


def read_tree(root: etree._Element, data: bytes, *, flavour: Flavour = WORLD) -> Reading:
    """Read an export that was parsed already, and safely; ``data`` are its bytes. See ``read``."""
    _refuse_others(root)
    buckets = gather(root, flavour.names, flavour.read_codes)
    if len(buckets.items) > MOST_ITEMS:
        raise MessageRejected((_many(len(buckets.items), "goods items", MOST_ITEMS),))
    draft = Node(line=buckets.header.line)
    draft.single["FunctionCode"] = Held("9", None)
    taker = Taker(draft, _setting(buckets.header, flavour), {})
    _fill(taker, buckets, flavour)
    stages = tuple(_stages(buckets.header, taker.setting))
    left = _left(taker, buckets)
    problems = _problems([*_untyped(buckets.header), *(problem for _, problem in left)])
    unmapped = tuple(Unmapped(leaf.path, leaf.text, leaf.line) for leaf, _ in left)
    return Reading(_message(draft, data, problems), unmapped, problems, stages)


def _refuse_others(root: etree._Element) -> None:
    name = local_name(root)
    if name.lower() == "item":
        raise MessageRejected((tell("FRAGMENT", root.sourceline),))
    if name != "ASYCUDA":
        raise MessageRejected((tell("ROOT", root.sourceline, found=name[:100]),))


def _many(count: int, what: str, most: int) -> Problem:
    return tell("MANY", count=f"{count:,}", what=what, most=f"{most:,}")


def _setting(header: Bucket, flavour: Flavour) -> Setting:
    general = key_of("Identification/Type/Declaration_gen_procedure_code")
    kind = header.text(TYPE)
    return Setting(
        month_first=flavour.dates.startswith("m") or flavour.dates.startswith("y"),
        dates=flavour.dates,
        decimals=flavour.decimals,
        currency=flavour.currency,
        invoice_currency=header.text(CURRENCY) or flavour.currency,
        licence_unit=flavour.licence_unit,
        type_code=f"{kind}{header.text(general) or ''}" if kind else None,
        general_procedure=None,
    )


def _fill(taker: Taker, buckets: Buckets, flavour: Flavour) -> None:
    kind, flow = taker.setting.type_code, buckets.header.text(FLOW)
    export = kind.startswith("EX") if kind else flow == "E"
    taker.take(flavour.rows_before(flavour.header, HEADER, export=export), buckets.header)
    rows = flavour.rows_before(flavour.item, ITEM, export=export)
    items = [goods_item(taker.root, number, bucket.line) for number, bucket in enumerate(buckets.items, start=1)]
    for item, bucket in zip(items, buckets.items, strict=True):
        taker.take(rows, bucket, item)
    take_containers(taker.root, items, buckets.containers)


def _stages(header: Bucket, setting: Setting) -> Iterator[Stage]:
    """Name the numbers that customs gave; each part that could be read counts as taken."""
    for name in STAGES:
        parts = ("Serial_number", "Number", "Date")
        serial, number, date = (header.leaves.get(key_of(f"Identification/{name}/{part}")) for part in parts)
        try:
            day = numbers.day(date.text, setting) if date else None
        except Unreadable:
            date = day = None
        leaves = [leaf for leaf in (serial, number, date) if leaf is not None]
        for leaf in leaves:
            leaf.taken = True
        if leaves:
            yield Stage(name, serial.text if serial else None, number.text if number else None, day)


def _left(taker: Taker, buckets: Buckets) -> list[tuple[Leaf, Problem]]:
    every = (buckets.header, *buckets.containers, *buckets.items)
    left = list(islice(chain.from_iterable(map(taker.unmapped, every)), MOST_UNMAPPED + 1))
    if len(left) > MOST_UNMAPPED:
        raise MessageRejected((_many(len(left), "values unknown here", MOST_UNMAPPED),))
    return sorted(left, key=lambda each: each[0].line or 0)


def _untyped(header: Bucket) -> Iterator[Problem]:
    if header.text(TYPE) is None and header.text(FLOW) is None:
        yield tell("TYPE", header.line)


def _problems(every: list[Problem]) -> tuple[Problem, ...]:
    """Return the errors and the first warnings, in the order of the file, and how many more there are."""
    errors = [problem for problem in every if problem.severity == "error"][:MOST_PROBLEMS]
    warnings = [problem for problem in every if problem.severity == "warning"]
    told = sorted((*errors, *warnings[:MOST_PROBLEMS]), key=lambda problem: problem.line or 0)
    more = len(warnings) - MOST_PROBLEMS
    return (*told, tell("MORE", count=more)) if more > 0 else tuple(told)


def _message(root: Node, data: bytes, problems: tuple[Problem, ...]) -> Message:
    declaration, lines = freeze(root)
    return Message(
        "DEC",
        MetaData(wco_data_model_version_code="3.6", wco_type_name="DEC"),
        declaration=declaration,
        profile=PROFILE,
        warnings=tuple(problem for problem in problems if problem.severity == "warning"),
        source=AsycudaSource(data, "xml", lines),
    )
