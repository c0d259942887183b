"""``compose``: two versions of a declaration in, the message that amends the one into the other out."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from wco_datamodel.amending.parts import ROOT, Part, distinct, held, in_order, keys, parts, struct
from wco_datamodel.amending.statements import explaining, is_statement
from wco_datamodel.amending.targets import FIXED
from wco_datamodel.declaration import Declaration
from wco_datamodel.documents import Amendment, Pointer
from wco_datamodel.values import Wco

Path = tuple[Pointer, ...]


class Branch(NamedTuple):
    """What a message brings of one class, and the pointers to what changes in it."""

    brought: Any
    pointers: tuple[Path, ...]


def compose(
    old: Declaration,
    new: Declaration,
    *,
    reference: str | None,
    id: str,  # noqa: A002 (the word of the message)
    reason: str,
    reason_code: str | None = None,
) -> Declaration:
    """Write the amendment (function 13, type COR) that makes ``new`` of ``old``, and nothing else.

    ``id`` is the reference of the declaration that is amended, ``reference`` the trader's own for this message
    (FunctionalReferenceID); ``reason`` and ``reason_code`` (099, user codes) explain each change. What an element has
    no WCO id for is changed by its class as a whole. Raises ValueError where nothing differs, and for what is never
    amended: function, type, references, and statements about amendments.
    """
    _demand_amendable(old, new)
    branch = _of_class(ROOT, old, new, (Pointer(document_section_code="42A"),))
    if branch is None:
        raise ValueError("No pointer reaches what differs.")
    changes = tuple(Amendment(change_reason_code=reason_code, pointer=path) for path in branch.pointers)
    brought: Declaration = branch.brought
    return msgspec.structs.replace(
        brought,
        function_code="13",
        functional_reference_id=reference,
        id=id,
        type_code="COR",
        amendment=changes,
        additional_information=(
            *brought.additional_information,
            *(explaining(reason, number) for number in range(1, len(changes) + 1)),
        ),
    )


def _demand_amendable(old: Declaration, new: Declaration) -> None:
    if old == new:
        raise ValueError("The two versions are equal: there is nothing to amend.")
    for part in parts(ROOT):
        if part.name in FIXED and held(old, part) != held(new, part):
            raise ValueError(f"{part.name} is never amended.")
    if any(is_statement(each) for each in (*old.additional_information, *new.additional_information)):
        raise ValueError("A declaration that holds statements about amendments cannot be amended by a message.")


def _of_class(class_name: str, old: Wco, new: Wco, path: Path) -> Branch | None:
    """Bring what differs in a class; None where no pointer reaches it, so that the class must be brought whole."""
    brought: dict[str, Any] = {}
    pointers: tuple[Path, ...] = ()
    for part in parts(class_name):
        if part.key or (class_name == ROOT and part.name == "FunctionCode"):
            brought[part.field] = held(new, part)
        before, after = held(old, part), held(new, part)
        if before == after:
            continue
        branch = _of_part(part, before, after, path)
        if branch is None:
            return None
        brought[part.field] = branch.brought
        pointers += branch.pointers
    return Branch(struct(class_name)(**brought), pointers)


def _of_part(part: Part, old: Any, new: Any, path: Path) -> Branch | None:
    if part.key or not part.id:
        return None
    if not part.class_name:
        return Branch(new, (_tagged(path, part.id),))
    if not part.repeatable:
        return _of_pair(part, old, new, (*path, Pointer(document_section_code=part.id)))
    if part.numbered:
        return _of_numbered(part, old, new, path)
    pointers: tuple[Path, ...] = ()
    for index in range(max(len(old), len(new))):
        before, after = (versions[index] if index < len(versions) else None for versions in (old, new))
        if before != after:
            branch = _of_pair(part, before, after, _stepped(path, part, index + 1))
            pointers += branch.pointers
    return Branch(new, pointers)


def _of_numbered(part: Part, old: Sequence[Wco], new: Sequence[Wco], path: Path) -> Branch | None:
    """Bring the numbered occurrences that differ; None where numbers repeat or stand in another order."""
    olds, news = keys(part, old), keys(part, new)
    kept = [number for number in olds if number in news]
    if not (distinct(olds) and distinct(news)) or news != in_order(kept, news):
        return None
    brought: list[Any] = []
    pointers: tuple[Path, ...] = ()
    before, after = dict(zip(olds, old, strict=True)), dict(zip(news, new, strict=True))
    for number in sorted({*olds, *news}):
        if before.get(number) != after.get(number):
            branch = _of_pair(part, before.get(number), after.get(number), _stepped(path, part, number))
            brought += [branch.brought] if branch.brought is not None else []
            pointers += branch.pointers
    return Branch(tuple(brought), pointers)


def _of_pair(part: Part, old: Wco | None, new: Wco | None, path: Path) -> Branch:
    inner = _of_class(part.class_name, old, new, path) if old is not None and new is not None else None
    return inner or Branch(new, (path,))


def _stepped(path: Path, part: Part, number: int) -> Path:
    return (*path, Pointer(sequence_numeric=number, document_section_code=part.id))


def _tagged(path: Path, tag: str) -> Path:
    return (*path[:-1], msgspec.structs.replace(path[-1], tag_id=tag))
