"""The pages about security and accounts say what the program does."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from documentation import DOCS, ROOT, Document

from singlewindow.accounts import lockout, password_rules, passwords
from singlewindow.accounts.common_words import CONTEXT_WORDS
from singlewindow.accounts.events import EVENTS
from singlewindow.accounts.roles import AGENCY_KINDS, KINDS, MEANINGS, PERMISSIONS, ROLES
from singlewindow.accounts.sessions import SessionLimits
from singlewindow.config import Settings

SECURITY = Document(DOCS / "reference" / "security.md")
MANAGE = Document(DOCS / "how-to" / "manage-accounts.md")
ANSWERS = {"met", "partly", "not met", "does not apply"}
OTHERS = {"public", "signed-in"}


def table(page: Document, *heading: str) -> list[list[str]]:
    """The rows of the page's table that has these columns."""
    lines = page.text.splitlines()
    start = lines.index(f"| {' | '.join(heading)} |") + 2
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


def names(cell: str) -> set[str]:
    """The names in a cell, which are set as code."""
    return set(re.findall(r"`([^`]+)`", cell))


def test_the_page_lists_every_role_with_its_permissions_and_no_other() -> None:
    told = {
        role.strip("`"): names(permissions)
        for role, permissions, _ in table(SECURITY, "role", "permissions", "for whom")
    }

    assert told == ROLES


def test_the_page_says_of_roles_permissions_and_events_what_the_program_says() -> None:
    assert [row[2] for row in table(SECURITY, "role", "permissions", "for whom")] == list(MEANINGS.values())
    assert {row[0].strip("`"): row[1] for row in table(SECURITY, "permission", "what it allows")} == PERMISSIONS
    assert {row[0].strip("`"): row[1] for row in table(SECURITY, "event", "when")} == EVENTS


def test_the_how_to_lists_every_kind_of_organisation_with_its_roles() -> None:
    rows = table(MANAGE, "kind", "roles of its accounts", "names an agency")

    assert {kind.strip("`"): names(roles) for kind, roles, _ in rows} == KINDS
    assert {kind.strip("`") for kind, _, agency in rows if agency.startswith("yes")} == AGENCY_KINDS


def test_the_page_lists_the_words_that_count_for_nothing() -> None:
    after = SECURITY.text.split("Words of this system")[1].split("\n## ")[0]

    assert names(after) == CONTEXT_WORDS


def test_the_numbers_on_the_page_are_the_program_s() -> None:
    limits = SessionLimits.of(Settings.from_environment({}))

    assert f"At least {password_rules.SHORTEST} and at most {password_rules.LONGEST} characters" in SECURITY.text
    assert (password_rules.LEAST_LEFT, "Six different characters" in SECURITY.text) == (6, True)
    assert (lockout.FREE_ATTEMPTS, "The fifth wrong password" in SECURITY.text) == (5, True)
    assert f"up to {lockout.LONGEST_LOCK.seconds // 60} minutes" in SECURITY.text
    assert f"after {limits.idle.seconds // 60} minutes without use" in SECURITY.text
    assert f"after {limits.absolute.seconds // 3600} hours whatever happens" in SECURITY.text
    assert (passwords.FIRST_PASSWORD_LASTS.days, "after seven days" in SECURITY.text) == (7, True)


def test_every_answer_to_asvs_is_one_of_four_and_names_a_place_that_exists() -> None:
    for number, _, _, answer, where in table(SECURITY, "requirement", "level", "in short", "answer", "where"):
        assert answer in ANSWERS, number
        for place in names(where):
            assert not place.startswith("singlewindow/") or (ROOT / place).exists(), f"{number}: {place}"
        assert where, number


def test_every_requirement_of_levels_1_and_2_is_answered_once(shared: Path) -> None:
    asked = json.loads((shared / "field" / "asvs_5.0.0_en.flat.json").read_text())["requirements"]
    levels = {one["req_id"]: one["L"] for one in asked if one["chapter_id"] in ("V6", "V7", "V8") and one["L"] in "12"}
    rows = table(SECURITY, "requirement", "level", "in short", "answer", "where")

    assert [(row[0], row[1]) for row in rows] == list(levels.items())


def permissions_named(folder: Path) -> Iterator[tuple[str, str]]:
    """File and text of every text that stands in an ``@allow(...)`` of the folder."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "allow":
                yield from ((file.name, arg.value) for arg in node.args if isinstance(arg, ast.Constant))


@pytest.mark.parametrize("door", ["web", "api"])
def test_doors_name_only_permissions_that_exist(door: str) -> None:
    named = list(permissions_named(ROOT / "singlewindow" / door))

    assert [(file, name) for file, name in named if name not in PERMISSIONS.keys() | OTHERS] == []
    assert named
