"""Tables of delimited text, read row by row, with the line of whatever is wrong in them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Literal, TypeVar

from mgi_graph.errors import Place, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

Item = TypeVar("Item")


def read_rows(
    path: Path, make: Callable[[Mapping[str, str]], Item], columns: Sequence[str], *, delimiter: str = "\t"
) -> list[Item]:
    """Read a table with a header, one item a row, in its order.

    ``make`` turns a row into an item and raises :class:`ValueError` with what is wrong. Tabs part
    fields that are never quoted (IANA text/tab-separated-values); commas fields that may be (RFC 4180).
    Raises :class:`SourceError` with the line: for a file that is not there or is no UTF-8, a header
    that lacks a column, a row with too few or too many fields, or one that ``make`` refuses.
    """
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    reader = csv.DictReader(StringIO(_text(path), newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    try:
        header = reader.fieldnames or ()
        if missing := [column for column in columns if column not in header]:
            message = f"expected a header with {', '.join(columns)}; {', '.join(missing)} is missing"
            raise SourceError(message, place=Place(file=str(path), line=1))
        return [make(_whole(row, len(header))) for row in reader]
    except (csv.Error, ValueError) as error:
        raise SourceError(str(error), place=Place(file=str(path), line=reader.line_num)) from error


def _whole(row: dict[str, str], width: int) -> Mapping[str, str]:
    if None in row or None in row.values():  # where csv keeps fields without a head, and heads without a field
        raise ValueError(f"expected {width} fields, as the header has")
    return row


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"expected a table, which cannot be read: {error.strerror}"
        raise SourceError(message, place=Place(file=str(path))) from error
    except UnicodeDecodeError as error:
        raise SourceError(f"the table is not UTF-8: {error.reason}", place=Place(file=str(path))) from error
