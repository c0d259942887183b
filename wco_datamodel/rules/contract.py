"""What a document rule is: one sentence about a declaration, by which a trader is told when it is not so.

A rule is a class named by its code. Its docstring is the sentence that must hold, and that sentence is the message.
It says which classes of the message it looks at, wherever they stand, or which single values; one walk calls them all.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Final, Generic, TypeVar

import msgspec

from wco_datamodel.problems import Severity
from wco_datamodel.rules.circumstances import Circumstances
from wco_datamodel.schema import ElementFacts
from wco_datamodel.values import Wco

Subject = TypeVar("Subject", bound=Wco)


SOUND_AMOUNT: Final = "value.currency in currencies and value.currency not in WHOLE and not value.value.is_signed()"
"""An amount in a currency with decimals that is not negative."""
SOUND_MEASURE: Final = "(value.unit is None or value.unit in units) and not value.value.is_signed()"
"""A measure in a known unit that is not negative."""


class Finding(msgspec.Struct, frozen=True):
    """A place where a rule does not hold: a path from what the rule looked at, and what was found there.

    ``hint`` says what to do in this very case; without one, the rule's own hint does.
    """

    path: tuple[str, ...]
    detail: str = ""
    hint: str = ""


class Rule:
    """Base of all document rules.

    ``national`` rules rest on a code list or a usage that another country's customs may settle otherwise: they warn
    where the message is a visitor's. ``looks_at`` are the WCO ids of the elements that the rule looks at, with a class
    before the id where other classes have it too (``68A/006``), or the id of a class for all it holds. ``example``
    tells of a message that does not keep the rule, ``hint`` what to do about it, ``source`` who asks for it.
    ``valid_from`` and ``valid_to`` are the first and last day of the declarations that it judges. ``requests`` says
    that it judges requests about an earlier declaration too, which hold only what changes.

    ``kept`` is a Python expression that is true only where the rule has nothing to tell. It is compiled into the walk,
    so that the rule is not even called for most messages; a test holds it against what the rule finds. It speaks of
    ``it`` (what the rule looks at), ``value`` (a single value, or that of the field ``where``), ``given``, what the
    walk says besides (``SAID``), and what stands in the rule's module.
    """

    severity: ClassVar[Severity] = "error"
    national: ClassVar[bool] = False
    requests: ClassVar[bool] = False
    kept: ClassVar[str] = ""
    looks_at: ClassVar[tuple[str, ...]] = ()
    valid_from: ClassVar[date | None] = None
    valid_to: ClassVar[date | None] = None
    example: ClassVar[str]
    hint: ClassVar[str]
    source: ClassVar[str]

    @property
    def code(self) -> str:
        """The code by which the rule is known: the name of its class."""
        return type(self).__name__

    @property
    def sentence(self) -> str:
        """The sentence that must hold, without its full stop."""
        return " ".join((type(self).__doc__ or "").split("\n\n")[0].split()).rstrip(".")

    def in_force(self, day: date) -> bool:
        """Whether the rule judges declarations of a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class ClassRule(Rule, Generic[Subject]):
    """A rule about each occurrence of a class of the data model: the declaration, an item, a document, a party.

    A rule that has nothing to judge where a field of the class is empty names it in ``where``; one that compares
    several values of that field says so. Such rules are not even called for most messages.
    """

    classes: ClassVar[tuple[type[Wco], ...]]
    where: ClassVar[str] = ""
    several: ClassVar[bool] = False

    def findings(self, subject: Subject, given: Circumstances) -> Sequence[Finding]:
        """Return the places where the rule does not hold, by paths inside ``subject``; mostly ``()``."""
        raise NotImplementedError


class ValueRule(Rule):
    """A rule about single values, wherever in the declaration they stand."""

    requests: ClassVar[bool] = True

    def concerns(self, element: ElementFacts) -> bool:
        """Whether the rule looks at an element of the schema."""
        raise NotImplementedError

    def kept_in(self, element: ElementFacts) -> str:  # noqa: ARG002 (the signature is the contract's)
        """Return ``kept`` for the values of an element."""
        return self.kept

    def detail(self, value: Any, given: Circumstances) -> str | None:
        """Return what is wrong with a value, or None."""
        raise NotImplementedError

    def advice(self, value: Any, given: Circumstances) -> str:  # noqa: ARG002 (the signature is the contract's)
        """Return what to do about a wrong value; empty where the rule's own hint says it."""
        return ""


def found(*path: str, detail: str = "", hint: str = "") -> tuple[Finding, ...]:
    """Return the only finding of a rule, by its path."""
    return (Finding(path, detail, hint),)
