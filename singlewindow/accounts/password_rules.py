"""What a password must be: long, and not what a guesser tries first. Any characters will do."""

import re
from collections.abc import Iterable
from functools import cache

from singlewindow.accounts.common_words import COMMON_WORDS, CONTEXT_WORDS, WALKS
from singlewindow.errors import FieldError, Invalid

SHORTEST = 12
LONGEST = 128

LEAST_LEFT = 6
"""So many different characters must be left when common words, keyboard walks and years are taken out."""

_SPELLINGS = tuple(str.maketrans("@430$57!1", "aaeosst" + "i" + one) for one in "il")
_YEAR = re.compile(r"(19|20)\d\d")
_PART = re.compile(r"[^\W\d_]{3,}")


def check_password(password: str, about: Iterable[str] = ()) -> None:
    """Raise Invalid, with the field ``password``, where this cannot be a password.

    ``about`` are texts that whoever knows the person would try: e-mail address, name, organisation.
    """
    if len(password) < SHORTEST:
        raise _invalid(f"Choose a password of at least {SHORTEST} characters. Three or four unrelated words are good.")
    if len(password) > LONGEST:
        raise _invalid(f"Choose a password of at most {LONGEST} characters.")
    if len(set(_left(password, about))) < LEAST_LEFT:
        raise _invalid(
            "This password is easy to guess: it is made of common words, names, years, or keys in a row. "
            "Choose another one. Three or four unrelated words are good."
        )


def _invalid(sentence: str) -> Invalid:
    return Invalid(sentence, (FieldError("password", sentence),))


def _left(password: str, about: Iterable[str]) -> str:
    """What a guesser still has to guess: plain words go, then walks and years, then w0rds sp3lt s0."""
    words = _words(about)
    rest = _YEAR.sub("", _walks().sub("", words.sub("", password.casefold())))
    return min((words.sub("", rest.translate(spelling)) for spelling in _SPELLINGS), key=lambda left: len(set(left)))


def _words(about: Iterable[str]) -> re.Pattern[str]:
    personal = (part for text in about for part in _PART.findall(text.casefold()))
    return _any_of({*COMMON_WORDS, *CONTEXT_WORDS, *personal})


@cache
def _walks() -> re.Pattern[str]:
    lines = [walk for line in WALKS for walk in (line, line[::-1])]
    return _any_of(line[i : i + n] for line in lines for n in range(3, len(line) + 1) for i in range(len(line) - n + 1))


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True)))
