"""Did you mean: the codes of a list that are near to what somebody wrote."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from wco_datamodel.codelists.code import Code

_LONGEST = 80
_SHORT = 5
_LONGEST_CODE = 6
_NEAR_CODE = 0.7
_NEAR_NAME = 75.0
_CODE_WEIGHT = 97.0
_SWAPPED = 99.0
_REMEMBERED = 256
_APART = 15.0
_LOOKED_AT = 40


class Spellings:
    """All spellings of a list's codes, ready to be compared: without regard to capitals and accents.

    An answer is remembered, for the same mistake is often made in every item of a message.
    """

    def __init__(self, codes: Iterable[Code]) -> None:
        self._codes = tuple(codes)
        self._written = [_folded(each.code) for each in self._codes]
        self._names = [_folded(each.name) for each in self._codes]
        self._exact: dict[str, list[int]] = {}
        self._letters: dict[str, list[int]] = {}
        for place, each in enumerate(self._codes):
            self._letters.setdefault(_letters(self._written[place]), []).append(place)
            for spelling in (each.code, each.name, *each.also.split("|")):
                self._exact.setdefault(_folded(spelling), []).append(place)
        self._remembered = lru_cache(_REMEMBERED)(self._nearest)

    def near(self, text: str, most: int) -> tuple[Code, ...]:
        """Return at most ``most`` codes, the best first; none where nothing is near. Long texts are cut."""
        asked = _folded(text.strip()[:_LONGEST])
        return self._remembered(asked, most) if asked and most > 0 else ()

    def _nearest(self, asked: str, most: int) -> tuple[Code, ...]:
        scores: dict[int, float] = {}
        for place, score in self._scored(asked, most):
            scores[place] = max(score, scores.get(place, 0.0))
        enough = max(scores.values(), default=0.0) - _APART
        near = (place for place in scores if scores[place] >= enough)
        best = sorted(near, key=lambda place: (-scores[place], self._codes[place].code))
        return tuple(self._codes[place] for place in best[:most])

    def _scored(self, asked: str, most: int) -> Iterator[tuple[int, float]]:
        yield from ((place, 100.0) for place in self._exact.get(asked, ()))
        if len(asked) <= _LONGEST_CODE:
            yield from self._by_code(asked, most)
        yield from self._by_name(asked, most + _LOOKED_AT)

    def _by_code(self, asked: str, most: int) -> Iterator[tuple[int, float]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA, JaroWinkler

        same_letters = self._letters.get(_letters(asked), ())
        yield from ((place, _SWAPPED) for place in same_letters if OSA.distance(asked, self._written[place]) == 1)
        alike = JaroWinkler.normalized_similarity
        found = process.extract(asked, self._written, scorer=alike, limit=most, score_cutoff=_NEAR_CODE)
        yield from ((place, score * _CODE_WEIGHT) for _, score, place in found)

    def _by_name(self, asked: str, most: int) -> Iterator[tuple[int, float]]:
        """By the whole name where little is asked for, else by a part of it as well; the whole counts a quarter."""
        from rapidfuzz import fuzz, process

        alike = fuzz.ratio if len(asked) <= _SHORT else fuzz.WRatio
        found = process.extract(asked, self._names, scorer=alike, limit=most, score_cutoff=_NEAR_NAME)
        yield from ((place, (score * 3 + fuzz.ratio(asked, name)) / 4) for name, score, place in found)


def _folded(text: str) -> str:
    """The text without capitals and accents: a keyboard may have none."""
    if text.isascii():
        return text.casefold()
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)).casefold()


def _letters(code: str) -> str:
    return "".join(sorted(code))
