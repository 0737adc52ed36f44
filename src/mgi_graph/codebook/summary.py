"""The summary of a codebook's tables, which the scripts of the folder compute again from the files.

Numbers are written as C's printf does (``%.15g``, means ``%.6g``), texts are ordered by code point, so that
Python and R give the same bytes.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_graph.codebook.model import Codebook, Table, Variable


def summarize(book: Codebook) -> str:
    """Write a line for each variable of each table, and one for each code that occurs."""
    labels = {code.iri: code.label for table in book.tables for each in table.variables for code in each.codes}
    return "".join(f"{line}\n" for table in book.tables for line in _table(table, labels))


def _table(table: Table, labels: Mapping[str, str]) -> list[str]:
    lines = [f"{table.file}: {len(table.rows)} rows, {len(table.variables)} variables"]
    for index, variable in enumerate(table.variables):
        lines += _variable(variable, [row[index] for row in table.rows], labels)
    return lines


def _variable(variable: Variable, cells: Sequence[str], labels: Mapping[str, str]) -> list[str]:
    values = [cell for cell in cells if cell]
    numeric = variable.kind in {"integer", "year", "decimal"}
    distinct = len(set(map(float, values)) if numeric else set(values))
    head = f"  {variable.name} ({variable.kind}): {len(cells) - len(values)} missing, {distinct} distinct"
    if variable.kind == "code":
        return [head, *(f"    {labels[code]}: {count}" for code, count in _counted(values))]
    if variable.kind == "boolean":
        return [head, *(f"    {value}: {count}" for value, count in _counted(values))]
    return [head + (_range(variable, values) if values else "")]


def _range(variable: Variable, values: Sequence[str]) -> str:
    if variable.kind == "date":
        return f", {min(values)} to {max(values)}"
    if variable.kind not in {"integer", "year", "decimal"}:
        return ""
    numbers = [float(value) for value in values]
    mean = "" if variable.kind == "year" else f", mean {math.fsum(numbers) / len(numbers):.6g}"
    return f", {min(numbers):.15g} to {max(numbers):.15g}{mean}"


def _counted(values: Sequence[str]) -> list[tuple[str, int]]:
    return sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
