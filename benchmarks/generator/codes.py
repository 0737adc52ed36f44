"""Codes and names of countries that do not exist."""

from __future__ import annotations

import string
from itertools import product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS: Final = string.ascii_lowercase
#: How long the shortest codes are.
_SHORT: Final = 2


def _codes() -> Iterator[str]:
    """Go through what ISO 3166-1 leaves to users (alpha-2, then alpha-3), then through codes of four letters.

    Those of four letters begin with two of the former, which ISO 3166-3 never gives to a State that was.
    """
    q, x = ("q" + letter for letter in "mnopqrstuvwxyz"), [f"x{letter}" for letter in _LETTERS]
    pairs = (*x, *q, "aa", "zz")
    yield from pairs
    yield from (f"{pair}{letter}" for pair in pairs for letter in _LETTERS)
    yield from (f"{pair}{one}{two}" for pair, one, two in product(x, _LETTERS, _LETTERS))


#: Codes that no State has, had or will have; lower case, as IRIs of the project bear them.
CODES: Final = tuple(_codes())
#: The most countries there can be: the real one, and one for each code.
MOST: Final = len(CODES) + 1


def name_of(code: str, real: str) -> str:
    """Return the name of a country, as long as that of the real one, so that offsets into texts still fit.

    A hyphen after the code keeps the names of longer codes apart from all others.

    >>> name_of("xa", "Examplia")
    'Xalandia'
    >>> name_of("xal", "Examplia")
    'Xal-ndia'
    """
    length = max(len(real) - len(code), 0)
    tail = ("landia" * (length // 6 + 1))[-length:] if length else ""
    return code.capitalize() + (f"-{tail[1:]}" if tail and len(code) > _SHORT else tail)
