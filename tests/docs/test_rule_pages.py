"""The pages on code lists and on document rules: what they show can be used as it stands."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from documentation import DOCS, Document
from rule_examples import TODAY, message

from singlewindow.countries.codes import code_lists
from wco_datamodel.goods import Commodity
from wco_datamodel.rules import ClassRule, Finding
from wco_datamodel.rules.circumstances import Circumstances, circumstances_of, known_lists
from wco_datamodel.rules.contract import found
from wco_datamodel.rules.walk import walker


def blocks(page: str, language: str) -> list[str]:
    return [body for written, body in Document(DOCS / "how-to" / f"{page}.md").blocks if written == language]


@pytest.mark.parametrize("number", [0, 1])
def test_the_code_lists_of_the_page_can_be_read(tmp_path: Path, number: int) -> None:
    (tmp_path / "codes.yaml").write_text(blocks("change-the-code-lists", "yaml")[number], encoding="utf-8")
    procedures = code_lists(tmp_path, {}).get("procedures")

    assert procedures.find("48" if number == 0 else "46", dt.date(2026, 11, 24))
    assert procedures.find("46", dt.date(2027, 1, 1)) is None


def rule_of_the_page() -> Any:
    names: dict[str, Any] = {
        "ClassRule": ClassRule,
        "Commodity": Commodity,
        "ClassVar": ClassVar,
        "Circumstances": Circumstances,
        "Sequence": Sequence,
        "Finding": Finding,
        "found": found,
    }
    exec(blocks("add-a-document-rule", "python")[0], names)  # noqa: S102 (the page's own example)
    return names["ITEM299"]()


def test_the_rule_of_the_page_speaks_and_is_silent_as_its_examples_say() -> None:
    rule = rule_of_the_page()
    rule.kept = ""
    walk = walker((rule,))
    (example,) = yaml.safe_load(blocks("add-a-document-rule", "yaml")[0]).values()
    assert walk

    for change in (*example["fires"], *example["silent"]):
        declaration = message(change).declaration
        assert declaration
        told = walk(declaration, circumstances_of(declaration, known_lists(frozenset(), day=TODAY), TODAY, False))
        assert [each.detail for _, each in told] == ([example["says"]] if change in example["fires"] else []), change
    assert rule.sentence == example["sentence"]


def test_the_attributes_that_the_page_explains_are_those_of_a_rule() -> None:
    text = Document(DOCS / "how-to" / "add-a-document-rule.md").text
    attributes = {*ClassRule.__annotations__, *ClassRule.__mro__[1].__annotations__}

    assert [name for name in sorted(attributes) if f"`{name}`" not in text] == []
