"""The office's desk: what it was asked, in a SQLite file, and what its register of certificates says."""

import csv
import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

_TABLE = "CREATE TABLE IF NOT EXISTS ask (name TEXT PRIMARY KEY, claims TEXT, answer TEXT, withdrawn TEXT)"


class Desk:
    """The asks, each once however often it comes, and their answers."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        with self._open() as database:
            database.execute(_TABLE)

    def take(self, claims: dict[str, Any]) -> dict[str, Any] | None:
        """Keep an ask; gives the answer where there is one already, or where the register has one for each item."""
        with self._open() as database:
            row = (claims["jti"], json.dumps(claims))
            database.execute("INSERT OR IGNORE INTO ask (name, claims) VALUES (?, ?)", row)
        known = self.answer_to(claims["jti"])
        by_register = [self._by_register(item) for item in _asked(claims)]
        if known is None and all(by_register):
            return self.decide(claims["jti"], by_register)
        return known

    def decide(self, name: str, items: list[Any]) -> dict[str, Any]:
        """Keep an answer to an ask. Its id is the same for the same answer, however often it is sent."""
        digest = hashlib.sha256(json.dumps(items).encode()).hexdigest()[:8]
        answer = {"jti": f"{name}-{digest}", "ask": name, "items": items}
        with self._open() as database:
            database.execute("UPDATE ask SET answer = ? WHERE name = ?", (json.dumps(answer), name))
        return answer

    def withdraw(self, name: str, because: str) -> None:
        """Forget what needs no answer any more. It may never have come here."""
        with self._open() as database:
            database.execute("UPDATE ask SET withdrawn = ? WHERE name = ?", (because, name))

    def answer_to(self, name: str) -> dict[str, Any] | None:
        """The answer to an ask, where there is one."""
        with self._open() as database:
            found = database.execute("SELECT answer FROM ask WHERE name = ?", (name,)).fetchone()
        return json.loads(found[0]) if found and found[0] else None

    def waiting(self) -> list[dict[str, Any]]:
        """The asks that wait for a person."""
        query = "SELECT claims FROM ask WHERE answer IS NULL AND withdrawn IS NULL ORDER BY name"
        with self._open() as database:
            return [json.loads(row[0]) for row in database.execute(query)]

    def find(self, name: str) -> dict[str, Any]:
        """What was asked under this name. Raises LookupError."""
        with self._open() as database:
            found = database.execute("SELECT claims FROM ask WHERE name = ?", (name,)).fetchone()
        if found is None:
            raise LookupError(f"We were not asked {name}.")
        return dict(json.loads(found[0]))

    def _by_register(self, item: dict[str, Any]) -> dict[str, Any] | None:
        """The answer that the register gives: none where the item names no certificate that stands in it."""
        named = [document.get("ID") for document in item.get("AdditionalDocument", [])]
        for row in self._register():
            if row["certificate"] in named:
                good = row["state"] == "valid"
                said = f"Certificate {row['certificate']} is {row['state']}."
                return answer_for(item["SequenceNumeric"], "clear" if good else "refuse", said)
        return None

    def _register(self) -> list[dict[str, str]]:
        file = self.folder / "register.csv"
        return list(csv.DictReader(file.read_text().splitlines())) if file.exists() else []

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / "desk.db")


def answer_for(item: int, outcome: str, sentence: str) -> dict[str, Any]:
    """The answer for one item, with the office's law."""
    reason = {"sentence": sentence, "law": "Lagoon Vehicles Act 2018, s. 12"}
    return {"item": item, "outcome": outcome, "reasons": [reason]}


def _asked(claims: dict[str, Any]) -> list[dict[str, Any]]:
    """The goods items of the WCO declaration in an ask."""
    declaration = claims["declaration"]["MetaData"]["Declaration"]
    return list(declaration["GoodsShipment"]["GovernmentAgencyGoodsItem"])
