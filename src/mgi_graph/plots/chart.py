"""What a figure shows: the data behind it, the question it answers, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mgi_graph.results.cells import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.queries.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A table of text, one row a mark, and what stands around it; ``alt`` says it in words."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    alt: str


def records(answer: Answer, *names: str) -> Iterator[tuple[str, ...]]:
    """Go through the rows, the named columns as a person reads them."""
    at = [next(i for i, column in enumerate(answer.columns) if column.name == name) for name in names]
    for row in answer.rows:
        yield tuple(joined(row.values[i], answer.labels) for i in at)


def caption(*answers: Answer) -> str:
    """Say which queries were run with which parameters, on which source and dataset."""
    asked = []
    for answer in answers:
        given = "".join(f" -p {name}={value}" for name, values in answer.parameters for value in values)
        asked.append(f"mgi query run {answer.name}{given}")
    sources = dict.fromkeys(source for answer in answers for source in answer.sources)
    said = f"Source: {' · '.join(sources)} " if sources else ""
    return f"{said}Query: {'; '.join(asked)}. Dataset sha256 {answers[0].digest[:16]}…"
