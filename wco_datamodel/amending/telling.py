"""Values as people write them: an amount with its currency, a measure with its unit, a date in words."""

from collections.abc import Iterator
from decimal import Decimal

from wco_datamodel.amending.parts import held, parts
from wco_datamodel.places import Place
from wco_datamodel.values import Amount, DateTime, Measure, Wco


def value_text(value: object) -> str:
    """Spell a single value: ``1,250.50 NZD``, ``3 KGM``, ``24 November 2026``; a date that is none as it stands."""
    if isinstance(value, Amount):
        return f"{value.value:,f} {value.currency or ''}".rstrip()
    if isinstance(value, Measure):
        return f"{value.value:,f} {value.unit or ''}".rstrip()
    if isinstance(value, DateTime):
        return _date(value)
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def class_text(class_name: str, value: Wco, where: Place) -> str:
    """Spell all that a class holds, in one line: ``Country of origin: FJ; Kind of origin: 1``."""
    told = [
        f"{place.label}: {value_text(leaf)}" for place, leaf in leaves(class_name, value, where) if leaf is not None
    ]
    return "; ".join(told)


def leaves(class_name: str, value: Wco, where: Place) -> Iterator[tuple[Place, object]]:
    """Yield every value in a class with its place; every class inside it too, with None."""
    yield where, None
    for part in parts(class_name):
        found = held(value, part)
        if part.class_name:
            for index, each in enumerate(found if part.repeatable else [found] if found is not None else [], start=1):
                yield from leaves(part.class_name, each, where.inside(part.name, index))
        elif found is not None and not part.key:
            yield where.inside(part.name), found


def _date(value: DateTime) -> str:
    try:
        day = value.day
    except ValueError:
        return value.value
    told = f"{day.day} {day:%B %Y}"
    if len(value.value) == 8:
        return told
    clock, zone = value.value[8:14], value.value[14:]
    seconds = "" if clock[4:] == "00" else f":{clock[4:]}"
    return f"{told}, {clock[:2]}:{clock[2:4]}{seconds} {'UTC' if zone == 'Z' else f'UTC{zone}'}"
