"""A long list, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Item = TypeVar("Item")

#: Entries on a page.
SIZE: Final = 25
#: How many pages on each side of the current one are linked.
_BESIDE: Final = 2


def part(items: Sequence[Item], number: int) -> Sequence[Item]:
    """Return the entries of a page; the last page for a number beyond it."""
    at = clamp(number, len(items)) - 1
    return items[at * SIZE : (at + 1) * SIZE]


def clamp(number: int, count: int) -> int:
    """Return the number of a page that there is.

    >>> clamp(9, 26), clamp(0, 26)
    (2, 1)
    """
    return max(1, min(number, -(-count // SIZE)))


def pages(path: str, given: Mapping[str, Sequence[str]], number: int, count: int) -> list[tuple[int | None, str]]:
    """Return the links to the pages of a list: number and URL, without a number for a gap.

    >>> [each for each, _ in pages("/findings", {}, 7, 400)]
    [1, None, 5, 6, 7, 8, 9, None, 16]
    """
    last = -(-count // SIZE)
    here = clamp(number, count)
    near = {1, last, *range(here - _BESIDE, here + _BESIDE + 1)}
    found: list[tuple[int | None, str]] = []
    previous = 0
    for each in sorted(near & set(range(1, last + 1))):
        if each > previous + 1:
            found.append((None, ""))
        found.append((each, link(path, given, each)))
        previous = each
    return found


def link(path: str, given: Mapping[str, Sequence[str]], number: int = 1) -> str:
    """Return the URL of a list with some parameters."""
    pairs = [(name, value) for name, values in given.items() for value in values]
    pairs += [("page", str(number))] * (number > 1)
    return f"{path}?{urlencode(pairs)}" if pairs else path
