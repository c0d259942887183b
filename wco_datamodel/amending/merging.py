"""One walk over a version and an amendment's branches: what is pointed at is taken, the rest must be as it was."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from wco_datamodel.amending.faults import Faults
from wco_datamodel.amending.parts import Part, distinct, held, in_order, keys, parts, struct
from wco_datamodel.amending.targets import Target, named
from wco_datamodel.places import Place
from wco_datamodel.values import Wco

ByNumber: TypeAlias = Mapping[int | None, Target]


class Merging:
    """Merges the branches of a message; ``refused`` and ``unpointed`` collect what stands against it.

    Nothing is changed in place. With no target the walk only looks whether the branches say what the version says:
    senders repeat what stands around a change, and may; a silent change among it is named, never made.
    ``statements`` are the positions, in the message, of the additional information that is left of its header.
    """

    def __init__(self, statements: Sequence[int] = ()) -> None:
        self.statements = statements
        self.refused = Faults()
        self.unpointed = Faults()

    def of_class(
        self, class_name: str, version: Wco | None, brought: Wco | None, target: Target | None, where: Place
    ) -> Wco | None:
        """Return a class after the amendment; ``where`` is its place in the message, for what is not pointed at."""
        if target is not None and target.pointed:
            taken: Wco | None = self._taken(version, brought, target)
            return taken
        if brought is None:
            self._refuse_unbrought(version, target)
            return version
        if target is None and version is None:
            self.unpointed.add("CHANGE-UNPOINTED", where)
            return None
        values = {part.field: self._of_part(part, version, brought, target, where) for part in parts(class_name)}
        if target is None:
            return version
        return msgspec.structs.replace(version, **values) if version else struct(class_name)(**values)

    def _of_part(self, part: Part, version: Wco | None, brought: Wco, target: Target | None, where: Place) -> Any:
        old, new = held(version, part), held(brought, part)
        inside: ByNumber = target.inside.get(part.name, {}) if target else {}
        if part.repeatable:
            return self._of_list(part, old, new, inside, where) if old or new or inside else ()
        if part.class_name:
            return self.of_class(part.class_name, old, new, inside.get(None), where.inside(part.name))
        if None in inside:
            return self._taken(old, new, inside[None])
        if target is not None and version is None and part.key:
            return new
        if new is not None and new != old:
            self.unpointed.add("CHANGE-UNPOINTED", where.inside(part.name))
        return old

    def _of_list(
        self, part: Part, old: tuple[Wco, ...], new: tuple[Wco, ...], inside: ByNumber, where: Place
    ) -> tuple[Any, ...]:
        olds, news = keys(part, old), keys(part, new)
        if not (distinct(olds) and distinct(news)):
            if inside:
                self._refuse_ambiguous(inside.values())
                return old
            olds, news = list(range(1, len(old) + 1)), list(range(1, len(new) + 1))
        before, after = dict(zip(olds, old, strict=True)), dict(zip(news, new, strict=True))
        result: dict[int, Wco] = dict(before)
        targets = self._numbered(inside, {*olds, *news})
        for key in sorted({*after, *targets}):
            place = where.inside(part.name, self._position(part, where, news.index(key)) if key in after else key)
            merged = self.of_class(part.class_name, before.get(key), after.get(key), targets.get(key), place)
            if merged is not None:
                result[key] = merged
            else:
                result.pop(key, None)
        self._refuse_many(part, result, before, targets)
        return tuple(result[key] for key in in_order(olds, result))

    def _position(self, part: Part, where: Place, index: int) -> int:
        headed = part.name == "AdditionalInformation" and len(where.steps) == 1
        return self.statements[index] if headed else index + 1

    def _numbered(self, inside: ByNumber, known: set[int]) -> dict[int, Target]:
        """Give a target without a number the only number there is; more than one makes it ambiguous."""
        unnumbered = inside.get(None)
        targets = {key: target for key, target in inside.items() if key is not None}
        if unnumbered is None:
            return targets
        if len(known | set(targets)) > 1:
            self._refuse_ambiguous([unnumbered])
            return targets
        (key,) = known | set(targets) or {1}
        if key in targets:
            targets[key].join(unnumbered)
        return {key: targets.get(key, unnumbered)}

    def _taken(self, version: Any, brought: Any, target: Target) -> Any:
        if version is None and brought is None:
            self._refuse("POINTER-NOTHING", target)
        return brought

    def _refuse_unbrought(self, version: Wco | None, target: Target | None) -> None:
        for each in target.all() if target else ():
            self._refuse("POINTER-NOTHING" if version is None else "POINTER-UNBROUGHT", each)

    def _refuse_ambiguous(self, targets: Iterable[Target]) -> None:
        for target in targets:
            for each in target.all():
                self._refuse("POINTER-AMBIGUOUS", each, thing=named(target.place))

    def _refuse_many(
        self, part: Part, result: Mapping[int, Wco], before: Mapping[int, Wco], targets: Mapping[int, Target]
    ) -> None:
        if part.maximum is None or len(result) <= part.maximum:
            return
        for key, target in targets.items():
            if key not in before:
                for each in target.all():
                    self._refuse("POINTER-MANY", each, thing=named(target.place), maximum=part.maximum)

    def _refuse(self, name: str, target: Target, **words: object) -> None:
        words = {"pointer": target.pointer, "label": target.place.label, **words}
        for number in target.pointed:
            self.refused.add_at(name, number, **words)
