"""``write``: a declaration in, the bytes of an ASYCUDA export and everything that they do not carry out."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from wco_datamodel.asycuda.containers import written_containers
from wco_datamodel.asycuda.flavours import WORLD, Flavour
from wco_datamodel.asycuda.losses import lost
from wco_datamodel.asycuda.mapping import HEADER, ITEM
from wco_datamodel.asycuda.markup import Texts, markup
from wco_datamodel.asycuda.places import Step, found, rest, steps_of, value_of
from wco_datamodel.asycuda.reading import read
from wco_datamodel.asycuda.results import Writing
from wco_datamodel.asycuda.rows import Row, Setting
from wco_datamodel.asycuda.spelling import fold, key_of
from wco_datamodel.asycuda.taking import GROUP
from wco_datamodel.declaration import Declaration
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.markup import ILLEGAL
from wco_datamodel.values import Wco

NO_LIMIT: Final = 2**40  # bytes; what is written here is read back whole


class Planned(NamedTuple):
    """A row to write: where each of its places lies, which entries of its list other rows name, and its group."""

    row: Row
    steps: tuple[tuple[bool, tuple[Step, ...]], ...]
    claimed: list[Step]
    group: str


def write(declaration: Declaration, *, flavour: Flavour = WORLD) -> Writing:
    """Write a declaration as XML that ASYCUDA can load, in a country's flavour.

    What was written is read back, and each value of the declaration that did not come back is named in ``unmapped``:
    what has no element there, what the flavour cannot say, and what makes the declaration no original one.
    """
    setting = _setting(declaration, flavour)
    export = declaration.direction == "export"
    header = _texts(declaration, None, _plan(flavour, item=False, export=export), flavour, setting)
    plan = _plan(flavour, item=True, export=export)
    items = [_texts(declaration, item, plan, flavour, setting) for item in declaration.items]
    data = markup(header, list(written_containers(declaration)), items, flavour).encode()
    back = read(data, flavour=flavour, limit=NO_LIMIT).message.declaration
    return Writing(data, tuple(lost(declaration, back)) if back else ())


def _setting(declaration: Declaration, flavour: Flavour) -> Setting:
    procedure = next((item.requested_procedure for item in declaration.items if item.requested_procedure), "")
    invoice = declaration.invoice_amount
    return Setting(
        month_first=not flavour.dates.startswith("d"),
        dates=flavour.dates,
        decimals=flavour.decimals,
        currency=flavour.currency,
        invoice_currency=(invoice.currency if invoice else None) or flavour.currency,
        licence_unit=flavour.licence_unit,
        type_code=declaration.type_code,
        general_procedure=procedure[:1] or None,
    )


def _plan(flavour: Flavour, *, item: bool, export: bool) -> list[Planned]:
    """Resolve the rows that write the header, or that write an item."""
    own, common = (flavour.item, ITEM) if item else (flavour.header, HEADER)
    rows = [row for row in flavour.rows_before(own, common, export=export) if row.written]
    plan = []
    for row in rows:
        steps = tuple(steps_of(place, item=item) for place in row.places)
        grouped = GROUP.fullmatch(row.path)
        claimed = _claimed(rows, steps[0][1], item=item)
        plan.append(Planned(row, steps, claimed, key_of(grouped[1]) if grouped else ""))
    return plan


def _texts(
    declaration: Declaration,
    item: GovernmentAgencyGoodsItem | None,
    plan: Sequence[Planned],
    flavour: Flavour,
    setting: Setting,
) -> Texts:
    """Let each row write its values; the first row that has a text for a path writes it."""
    texts = Texts({}, Counter())
    for planned in plan:
        structs = [item if within else declaration for within, _ in planned.steps]
        first = planned.steps[0][1]
        count = _count(structs[0], first, planned.claimed) if planned.group else 1
        for occurrence in range(1, count + 1):
            if "[$" in planned.row.place:
                values = _exchange(declaration, planned.row, first, texts, flavour)
            else:
                values = _values(structs, planned, occurrence)
            if any(value is not None for value in values):
                _write(planned.row, values, occurrence, texts, flavour, setting)
                if planned.group:
                    texts.groups[planned.group] = max(texts.groups[planned.group], occurrence)
    return texts


def _values(structs: Sequence[Wco | None], planned: Planned, occurrence: int) -> list[Any]:
    pairs = zip(structs, planned.steps, strict=True)
    return [found(struct, steps, planned.claimed, occurrence) for struct, (_, steps) in pairs]


def _write(row: Row, values: Sequence[Any], occurrence: int, texts: Texts, flavour: Flavour, setting: Setting) -> None:
    for path, text in zip(row.paths, row.by.write(tuple(values), setting), strict=True):
        if text is None or ILLEGAL.search(text):
            continue
        key = key_of(path.replace("[*]", f"[{occurrence}]" if occurrence > 1 else ""))
        tag = fold(path.rpartition("/")[2])
        texts.by_key.setdefault(key, flavour.written_codes.get((tag, text), text))


def _exchange(declaration: Declaration, row: Row, steps: Sequence[Step], texts: Texts, flavour: Flavour) -> list[Any]:
    """Find the rate of the currency that was just written in the same segment."""
    key = key_of(row.paths[0])
    written = texts.by_key.get(key)
    code = flavour.read_codes.get((key.rpartition("/")[2], written or ""), written)
    listed = value_of(declaration, steps[0].facts.name) or ()
    entry = next((each for each in listed if value_of(each, row.by.fields[0]) == code), None)
    return [value_of(entry, field) if entry else None for field in row.by.fields]


def _claimed(rows: Sequence[Row], steps: Sequence[Step], *, item: bool) -> list[Step]:
    """Return the steps by which other rows name single entries of the list that ``[*]`` stands for."""
    name = next((step.facts.name for step in steps if step.key == "*"), None)
    if name is None:
        return []
    every = (step for row in rows for step in steps_of(row.places[0], item=item)[1] if step.facts.name == name)
    return list(dict.fromkeys(step for step in every if step.key != "*"))


def _count(struct: Wco | None, steps: Sequence[Step], claimed: Sequence[Step]) -> int:
    """Return how many entries of the list that ``[*]`` stands for no other row names."""
    for step in steps:
        value = None if struct is None else value_of(struct, step.facts.name)
        if step.key == "*":
            return len(rest(value or (), claimed))
        struct = value
    return 0
