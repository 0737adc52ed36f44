"""Number words of English: cardinals, ordinals, shares, multiples and spans of years."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS: Final = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FIRSTS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

#: What a word multiplies the number before it by.
SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CARDINALS: Final = {
    "zero": 0,
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
}
_ORDINALS: Final = {
    **{word: number for number, word in enumerate(_FIRSTS, start=1)},
    **{f"{word}th": number for number, word in enumerate(_TEENS, start=10)},
    "twelfth": 12,
    **{f"{word[:-1]}ieth": 10 * number for number, word in enumerate(_TENS, start=2)},
    **{f"{word}th": number for word, number in SCALES.items() if word != "dozen"},
}
_PARTS: Final = {"half": 2, "halves": 2, "quarter": 4, **{word: n for word, n in _ORDINALS.items() if 3 <= n <= 10}}
_OTHERS: Final = {
    "once": 1, "twice": 2, "thrice": 3, "double": 2, "triple": 3, "twofold": 2, "threefold": 3,
    "decade": 10, "decades": 10, "century": 100, "centuries": 100,
    **{f"{word[:-1]}ies": 10 * number for number, word in enumerate(_TENS, start=2)},
}  # fmt: skip


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SMALL: Final = rf"(?:(?:{_any(_TENS)})(?:[-\s](?:{_any(_ONES)}))?|{_any(_CARDINALS)})"
#: "once" is a number in "once a year" and none in "once approved"; "one" counts nothing in "one-off".
_PATTERN: Final = rf"""\b(?:
      (?P<six>half\sa\sdozen)
    | (?P<share>(?:(?:{_any(_ONES)})[-\s](?:{_any(_PARTS)})|half|halve|quarter)s?)
    | (?P<ordinal>(?:(?:{_any(_TENS)})[-\s])?(?:{_any(_ORDINALS)})s?)
    | (?<!\bno\s)(?!one(?:-off|\sanother|[’']s)\b)
      (?P<cardinal>{_SMALL}(?:[-\s](?:{_any(SCALES)})(?:\s(?:and\s)?{_SMALL}(?![-\s]?th\b))?)*)
    | (?P<scale>(?:{_any(SCALES)})s?)
    | (?P<other>(?!once\b(?!\s(?:a|an|per|every|each|in)\b))(?:{_any(_OTHERS)}))
    )\b"""
WORDS: Final = re.compile(_PATTERN, re.IGNORECASE | re.VERBOSE)


def values(match: re.Match[str]) -> tuple[Decimal, ...]:
    """Return the numbers that a match of :data:`WORDS` may stand for.

    A share is a number between 0 and 1 or one of per cent; an ordinal may be a share.

    >>> [[str(value) for value in values(match)] for match in WORDS.finditer("two dozen, twice, by half")]
    [['24'], ['2'], ['0.5', '50']]
    >>> [str(value) for value in values(WORDS.search("three hundred and five thousand"))]
    ['305000']
    """
    words = re.findall(r"[a-z]+", match[0].lower())
    match match.lastgroup:
        case "six":
            return (Decimal(6),)
        case "share":
            parts = _PARTS.get(words[-1]) or _PARTS[words[-1].removesuffix("s")]
            return _share(_CARDINALS[words[0]] if len(words) > 1 else 1, parts)
        case "ordinal":
            number = sum(_CARDINALS.get(word, 0) for word in words[:-1])
            last = _ORDINALS[words[-1].removesuffix("s")]
            return (Decimal(number + last), *(_share(1, last) if not number and 3 <= last <= 10 else ()))
        case "other":
            return (Decimal(_OTHERS[words[0]]),)
        case _:
            return (Decimal(_cardinal(words)),)


def _cardinal(words: list[str]) -> int:
    total = current = 0
    for word in words:
        scale = SCALES.get(word.removesuffix("s"))
        if scale is None:
            current += _CARDINALS.get(word, 0)
        elif scale < 1000:
            current = (current or 1) * scale
        else:
            total, current = (total + (current or 1)) * scale if scale > total else total + current * scale, 0
    return total + current


def _share(part: int, whole: int) -> tuple[Decimal, ...]:
    exact = Decimal(part) / Decimal(whole)
    rounded = [round(exact, digits) for digits in (2, 3, 4)] + [round(100 * exact, digits) for digits in (0, 1, 2)]
    return tuple(dict.fromkeys(value.normalize() if value % 10 else value.quantize(Decimal(1)) for value in rounded))
