"""The examples of the document rules: a declaration that keeps every rule, and what is changed in it."""

import copy
import dataclasses
import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from wco_datamodel import Message, Problem, check, parse
from wco_datamodel.profiles import DMS_2

FOLDER = Path(__file__).parent / "wco_datamodel" / "rules"
TODAY = dt.date(2026, 11, 24)
SHORT = {
    "shipment": ("GoodsShipment",),
    "consignment": ("GoodsShipment", "Consignment"),
    "item": ("GoodsShipment", "GovernmentAgencyGoodsItem", 0),
    "commodity": ("GoodsShipment", "GovernmentAgencyGoodsItem", 0, "Commodity"),
    "measure": ("GoodsShipment", "GovernmentAgencyGoodsItem", 0, "Commodity", "GoodsMeasure"),
    "second": ("GoodsShipment", "GovernmentAgencyGoodsItem", 1),
}


class Example(NamedTuple):
    """What one rule says, and the changes at which it speaks or keeps silent."""

    code: str
    sentence: str
    says: str
    fires: list[dict[str, Any]]
    silent: list[dict[str, Any]]


@cache
def examples(subject: str) -> tuple[Example, ...]:
    """Read the table of one subject."""
    told = yaml.safe_load((FOLDER / "examples" / f"{subject}.yaml").read_text(encoding="utf-8"))
    return tuple(
        Example(code, row["sentence"], row.get("says", ""), row["fires"], row["silent"]) for code, row in told.items()
    )


@cache
def subjects() -> tuple[str, ...]:
    """Name the tables."""
    return tuple(sorted(file.stem for file in (FOLDER / "examples").glob("*.yaml")))


def problems(change: dict[str, Any], *, visiting: bool = False, **options: Any) -> tuple[Problem, ...]:
    """Change the declaration, read it and check it on the day of the examples."""
    read = message(change)
    if visiting:
        read = dataclasses.replace(read, profile=DMS_2)
    return check(read, **({"today": TODAY} | options))


def message(change: dict[str, Any]) -> Message:
    """Change the declaration and read it."""
    declaration = copy.deepcopy(_written())
    for key, value in change.items():
        if key not in SHORT:
            _merge(declaration, {key: value})
            continue
        into: Any = declaration
        for step in SHORT[key]:
            into = into[step]
        _merge(into, value)
    return parse(json.dumps({"Declaration": declaration}).encode(), "application/json")


@cache
def _written() -> dict[str, Any]:
    return dict(yaml.safe_load((FOLDER / "declaration.yaml").read_text(encoding="utf-8")))


def _merge(into: dict[str, Any], change: dict[str, Any]) -> None:
    for key, value in change.items():
        if value is None:
            into.pop(key, None)
        elif isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value
