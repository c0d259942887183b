"""Rows of the mapping table at work on a bucket: each takes its texts, converts them, and puts the values in place."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from wco_datamodel.asycuda.draft import Misfit, Node, put
from wco_datamodel.asycuda.faults import tell
from wco_datamodel.asycuda.fitting import in_words
from wco_datamodel.asycuda.leaves import Bucket, Leaf
from wco_datamodel.asycuda.places import steps_of
from wco_datamodel.asycuda.rows import Row, Setting, Unreadable
from wco_datamodel.asycuda.spelling import key_of
from wco_datamodel.problems import Problem
from wco_datamodel.schema import ElementFacts

GROUP = re.compile(r"(.*)\[\*\]/.*")


class Taker(msgspec.Struct):
    """Puts what rows read into a declaration, and notes why a value could not be put.

    ``why`` holds a problem for each such value, by its leaf's path.
    """

    root: Node
    setting: Setting
    why: dict[str, Problem]

    def take(self, rows: tuple[Row, ...], bucket: Bucket, item: Node | None = None) -> None:
        """Let each row read its values of a bucket; rows of a group once for each occurrence."""
        guards: dict[str, str] = {}
        for row in rows:
            grouped = GROUP.fullmatch(row.path)
            if grouped is None:
                self._row(row, bucket, item, "")
                continue
            group = key_of(grouped[1])
            guard = guards.setdefault(group, row.path)
            for occurrence in range(1, bucket.groups.get(group, 1) + 1):
                if _at(guard, occurrence) in bucket.leaves:
                    self._row(row, bucket, item, str(occurrence))

    def _row(self, row: Row, bucket: Bucket, item: Node | None, occurrence: str) -> None:
        found = [bucket.leaves.get(_at(path, int(occurrence or 1))) for path in row.paths]
        leaves = [leaf for leaf in found if leaf is not None]
        if not leaves:
            return
        try:
            values = row.by.read(tuple(leaf.text if leaf else None for leaf in found), self.setting)
        except Unreadable as fault:
            self._note(leaves[0], "UNREADABLE", expected=str(fault))
            return
        if values and all(value is None for value in values):
            return
        if self._put_all(row, values, leaves, item, occurrence):
            for leaf in leaves:
                leaf.taken = True
                self.why.pop(leaf.path, None)

    def _put_all(self, row: Row, values: Any, leaves: list[Leaf], item: Node | None, occurrence: str) -> bool:
        done = True
        for place, value in zip(row.places, values, strict=False):
            if value is None:
                continue
            within, steps = steps_of(place, item=item is not None)
            key = f"${values[0]}" if "[$" in place else f"*{occurrence}"
            try:
                put(item if within and item else self.root, steps, value, leaves[0].line, key)
            except Misfit as misfit:
                self._note(leaves[0], misfit.fault, **_told(misfit.facts))
                done = False
        return done

    def _note(self, leaf: Leaf, fault: str, **words: object) -> None:
        if not leaf.taken:
            self.why.setdefault(leaf.path, tell(fault, leaf.line, leaf.path, value=leaf.text, **words))

    def unmapped(self, bucket: Bucket) -> Iterator[tuple[Leaf, Problem]]:
        """Yield each value of a bucket that no row took, with the problem that tells why."""
        for leaf in bucket.left():
            yield leaf, self.why.get(leaf.path) or tell("PLACELESS", leaf.line, leaf.path, value=leaf.text)


def _at(path: str, occurrence: int) -> str:
    return key_of(path.replace("[*]", f"[{occurrence}]" if occurrence > 1 else ""))


def _told(facts: ElementFacts) -> dict[str, str]:
    return {"label": facts.label or facts.name, "form": in_words(facts.format)}
