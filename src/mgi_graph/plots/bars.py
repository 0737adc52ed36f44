"""The numbers of any saved query that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.errors import OutputError
from mgi_graph.plots.chart import Chart, caption, records
from mgi_graph.plots.theme import BLUE, INK, wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from mgi_graph.queries.answer import Answer


def read(answer: Answer) -> Chart:
    """Read the first column of whole numbers, and what stands before it as the label.

    Raises :class:`OutputError` where the answer has no such column.
    """
    at = next((i for i, column in enumerate(answer.columns) if column.kind == "integer"), 0)
    if not at:
        wanted = "a column of whole numbers after a label"
        raise OutputError(f"{answer.name} does not count: expected {wanted}; try topic-counts")
    names = [column.name for column in answer.columns[: at + 1]]
    rows = tuple(row for row in records(answer, *names) if row[-1])
    given = "; ".join(f"{name}: {', '.join(values)}" for name, values in answer.parameters)
    most = max(rows, key=lambda row: int(row[-1]), default=())
    said = f"; the most, {most[-1]}, has {', '.join(most[:-1])}" if most else ""
    return Chart(
        title=answer.title + (f" ({given})" if given else ""),
        heads=tuple(names),
        rows=rows,
        caption=caption(answer),
        alt=f"Bar chart of {names[-1]}: {len(rows)} bars{said}.",
    )


def size(chart: Chart) -> tuple[float, float]:
    """Return the width and height in inches that the labels need."""
    return 8.5, 0.3 * len(chart.rows) + 1.2


def draw(figure: Figure, chart: Chart) -> None:
    """Draw one bar a row, the number beside it."""
    axes = figure.subplots()
    rows = sorted(chart.rows, key=lambda row: (-int(row[-1]), row))
    values = [int(row[-1]) for row in rows]
    varied = [at for at in range(len(chart.heads) - 1) if len({row[at] for row in rows}) > 1 or len(chart.heads) == 2]
    labels = [" · ".join(row[at] for at in varied) for row in rows]
    axes.barh(range(len(rows)), values, height=0.7, color=BLUE)
    for at, value in enumerate(values):
        axes.text(value + max(values) * 0.01, at, str(value), va="center", fontsize=8, color=INK)
    axes.set_yticks(range(len(rows)), [wrapped(label, 60) for label in labels], fontsize=8)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
