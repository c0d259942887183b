"""A table of rules that is wrong is refused with its file, its rule and a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from agencies.reading import TableError
from singlewindow.risk.selectivity import load_rules

SOUND = """\
otherwise: {sentence: Nothing is asked., law: {citation: "Customs Act, s. 1"}}
rules:
  - id: LANE-ARMS
    lane: red
    goods: ["93"]
    sentence: Arms are inspected.
    law: {citation: "Customs Act, s. 2"}
    valid_from: 2022-01-01
"""


def read(folder: Path, text: str) -> None:
    (folder / "risk.yaml").write_text(text)
    load_rules(folder / "risk.yaml")


def test_a_sound_table_is_read(tmp_path: Path) -> None:
    read(tmp_path, SOUND)


@pytest.mark.parametrize(
    ("was", "becomes", "entry", "sentence"),
    [
        ("lane: red", "lane: purple", "LANE-ARMS", "lane"),
        ("lane: red", "lane: red\n    chance: 10", "LANE-ARMS", "unknown field `chance`"),
        ("lane: red", "lane: red\n    lane: blue", "line 5", "written twice"),
        ('["93"]', "[93]", "line 5", "without quotes"),
        ('["93"]', '["9"]', "LANE-ARMS", "2 to 10 digits"),
        ("Arms are inspected.", '" "', "LANE-ARMS", "empty"),
        ('    law: {citation: "Customs Act, s. 2"}\n', "", "LANE-ARMS", "`law`"),
        ("valid_from: 2022-01-01", "valid_from: 2022-01-01\n    valid_to: 2021-12-31", "LANE-ARMS", "before"),
        ("lane: red", 'lane: red\n    value_over: "5"', "LANE-ARMS", "stand together"),
        ('    goods: ["93"]', '    but_not: ["93"]', "LANE-ARMS", "but_not needs goods"),
        ("id: LANE-ARMS", "id: arms", "arms", "id must be"),
        ("otherwise:", "else:", "else", "no such field"),
        (
            'otherwise: {sentence: Nothing is asked., law: {citation: "Customs Act, s. 1"}}\n',
            "",
            "otherwise",
            "Expected",
        ),
    ],
)
def test_a_table_that_is_wrong_is_refused_at_its_place(
    tmp_path: Path, was: str, becomes: str, entry: str, sentence: str
) -> None:
    text = SOUND.replace(was, becomes, 1)
    assert text != SOUND

    with pytest.raises(TableError) as refused:
        read(tmp_path, text)

    assert refused.value.entry == entry
    assert sentence in refused.value.sentence


def test_two_rules_with_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="more than one rule"):
        read(tmp_path, SOUND + SOUND.partition("rules:\n")[2])
