"""Published duty calculations of Pacific customs, reproduced to the cent by small packs of their rules."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from singlewindow.tariff import Bill, Goods, Schedule, TaxTable, compute

PACKS = Path(__file__).parent / "packs"
COUNTRIES = yaml.safe_load((PACKS / "countries.yaml").read_text(encoding="utf-8"))
CASES = yaml.safe_load((PACKS / "worked.yaml").read_text(encoding="utf-8"))


def worked(case: dict[str, Any], folder: Path) -> Bill:
    pack = COUNTRIES[case["country"]]
    (folder / "taxes.yaml").write_text(pack["taxes"], encoding="utf-8")
    (folder / "tariff.csv").write_text(pack["lines"], encoding="utf-8")
    goods = [msgspec.convert({"item": number, **one}, Goods) for number, one in enumerate(case["goods"], 1)]
    table, schedule = TaxTable.load(folder / "taxes.yaml"), Schedule.load(folder / "tariff.csv")
    assert isinstance(case["day"], dt.date)
    return compute(table, schedule, goods, case["day"])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_it_comes_to_what_was_published(case: dict[str, Any], tmp_path: Path) -> None:
    bill = worked(case, tmp_path)

    assert {line.tax: line.amount for line in bill.lines} == {
        tax: Decimal(amount) for tax, amount in case["amounts"].items()
    }
    assert bill.open == ()
    for tax, base in case.get("bases", {}).items():
        assert [line.base for line in bill.lines if line.tax == tax] == [Decimal(base)]
    for name in ("taxes", "to_pay"):
        if name in case:
            assert getattr(bill, name) == Decimal(case[name])
    assert list(bill.values.values()) == [Decimal(value) for value in case.get("values", bill.values.values())]
    assert (bill.waived_by is not None) is case.get("waived", False)


def test_no_published_example_is_left_out(shared: Path) -> None:
    published = json.loads((shared / "refdata" / "worked_examples.json").read_text(encoding="utf-8"))["examples"]
    ours = {case["published"]: case for case in CASES if "published" in case}

    assert {one["id"] for one in published} == set(ours)
    for one in published:
        amounts, names = ours[one["id"]]["amounts"], {"fiscal_duty": "FISCAL", "import_excise": "EXCISE", "vat": "VAT"}
        names |= {"duty": "DUTY", "gst": "GST"}
        told = {names[key]: Decimal(value) for key, value in one["expected"].items() if key in names}
        assert told == {tax: Decimal(amount) for tax, amount in amounts.items()}
