"""Pages of an answer, by keyset: a cursor names the row after which to go on, not a number of rows.

A cursor is bound to the query, its parameters and the dataset: one from elsewhere is refused, so that two
pages are never of two answers. It is 28 bytes in Base64url (RFC 4648 §5): 6 of the query as saved, 6 of
the query with its parameters, 6 of the dataset, 10 of the row.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import ParameterError
from mgi_graph.queries.answer import Page
from mgi_graph.results.digest import digest_row, digest_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.answer import Answer

_BOUND: Final = 6
_ROW: Final = 10
_LENGTH: Final = 3 * _BOUND + _ROW
_ADVICE: Final = "ask again without --after for the first page"


def page_of(answer: Answer, limit: int | None = None, after: str | None = None) -> Answer:
    """Return at most ``limit`` rows of an answer, those that follow the row that ``after`` names.

    Without both it is the answer as it is. Raises :class:`ParameterError` for a cursor that is none, or
    that belongs to another query, other parameters or another dataset.
    """
    if limit is None and after is None:
        return answer
    digests = [digest_row(row) for row in answer.rows]
    keys = _keys(digests)
    start = _place(answer, keys, after) if after is not None else 0
    end = len(keys) if limit is None else min(len(keys), start + limit)
    rows = answer.rows[start:end]
    following = _cursor(answer, keys[end - 1]) if start < end < len(keys) else ""
    solutions = replace(answer.solutions, rows=tuple(each for row in rows for each in row.solutions))
    page = Page(first=start + 1, total=len(keys), next=following, digest=digest_rows(answer, digests))
    return replace(answer, rows=rows, solutions=solutions, page=page)


def is_part(answer: Answer) -> bool:
    """Tell whether rows of the answer are not at hand."""
    return len(answer.rows) < answer.total


def range_of(answer: Answer) -> str:
    """Say which rows of an answer are at hand: all of them, or those from … to … of how many."""
    count, page = len(answer.rows), answer.page
    if page is None or not is_part(answer):
        return f"{count} row{'' if count == 1 else 's'}"
    if not count:
        return f"no rows of {page.total}; none follow"
    onward = f"next: --after {page.next}" if page.next else "these are the last"
    return f"rows {page.first}\N{EN DASH}{page.first + count - 1} of {page.total}; {onward}"


def _keys(digests: Sequence[str]) -> list[bytes]:
    """Make a key for each row; the second of two equal rows has another than the first."""
    seen: Counter[str] = Counter()
    keys = []
    for digest in digests:
        seen[digest] += 1
        keys.append(_short(f"{digest} {seen[digest]}", _ROW))
    return keys


def _cursor(answer: Answer, key: bytes) -> str:
    return base64.urlsafe_b64encode(_bound(answer) + key).decode().rstrip("=")


def _bound(answer: Answer) -> bytes:
    return b"".join(_short(text, _BOUND) for text in (answer.query_digest, answer.text, answer.digest))


def _short(text: str, length: int) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:length]


def _place(answer: Answer, keys: Sequence[bytes], after: str) -> int:
    try:
        data = base64.b64decode(after + "=" * (-len(after) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if len(data) != _LENGTH:
        raise ParameterError(f"--after: {after!r} is no cursor; copy it from the line 'next: --after …', or {_ADVICE}")
    if data[: 3 * _BOUND] != (own := _bound(answer)):
        parts = ("another query", "other parameters", "another state of the dataset")
        places = [slice(at, at + _BOUND) for at in range(0, 3 * _BOUND, _BOUND)]
        other = next(part for part, place in zip(parts, places, strict=True) if data[place] != own[place])
        raise ParameterError(f"--after: the cursor belongs to {other}; {_ADVICE}")
    if (key := data[3 * _BOUND :]) not in keys:
        raise ParameterError(f"--after: the cursor names no row of this answer; {_ADVICE}")
    return keys.index(key) + 1
