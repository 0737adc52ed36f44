"""Which of several texts a reader of a language wants (BCP 47; RFC 4647 §3.4 Lookup)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from mgi_graph.errors import ParameterError

#: What is read where the language asked for is not there.
FALLBACK: Final = "en"
_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def language(tag: str) -> str:
    """Return a language tag as RFC 5646 §2.1.1 writes it; raises :class:`ParameterError` for none.

    >>> language("XY-latn-xy")
    'xy-Latn-XY'
    """
    if not _TAG.fullmatch(tag):
        raise ParameterError(f"expected a language tag of BCP 47, such as en or sr-Latn; found {tag!r}")
    first, *rest = tag.split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cased.get(len(part), str.lower)(part) for part in rest)])


@lru_cache(maxsize=1024)
def rank(tag: str | None, wanted: str) -> int:
    """Return how far a text's language is from the one wanted, the nearest lowest.

    The tag itself, what extends it (``sr`` has ``sr-Latn``), the same of the tag shortened from its end;
    then English, then texts without language, then any.

    >>> [rank(tag, "xy-XY") for tag in ("xy-XY", "xy", "xy-Latn", "en", None, "fr")]
    [0, 2, 3, 40, 50, 60]
    """
    if tag is None:
        return 50
    have = tag.lower()
    parts = wanted.lower().split("-")
    for length in range(len(parts), 0, -1):
        prefix = "-".join(parts[:length])
        if have == prefix:
            return 2 * (len(parts) - length)
        if have.startswith(f"{prefix}-"):
            return 2 * (len(parts) - length) + 1
    return 40 if have.split("-")[0] == FALLBACK else 60
