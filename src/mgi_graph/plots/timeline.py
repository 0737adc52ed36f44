"""When instruments were adopted, published, approved and amended, and the years that they cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.plots.chart import Chart, caption, records
from mgi_graph.plots.theme import INK, PALE, RULE, SERIES, wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from mgi_graph.queries.answer import Answer

QUERY: Final = "timeline"
_FROM, _TO = "period start", "period end"
_OTHER: Final = "other year (as of a change)"


def read(answer: Answer) -> Chart:
    """Read the answer to ``timeline``; the plain year is that of an amendment or of an undated act."""
    rows = tuple(records(answer, "instrument", "dated", "year"))
    years = [int(row[2]) for row in rows]
    names = {row[0] for row in rows}
    span = f"{min(years)} to {max(years)}" if years else "no year"
    return Chart(
        title="When were the instruments adopted, published, approved and amended, and which years do they cover?",
        heads=("instrument", "dated", "year"),
        rows=rows,
        caption=caption(answer),
        alt=f"Timeline of {len(names)} instruments, {span}, one line each, with a sign for each dated fact.",
    )


def size(chart: Chart) -> tuple[float, float]:
    """Return the width and height in inches that the labels need."""
    return 10.0, 0.36 * len({row[0] for row in chart.rows}) + 1.2


def draw(figure: Figure, chart: Chart) -> None:
    """Draw one line an instrument, in the order of its first year."""
    axes = figure.subplots()
    facts: dict[str, list[tuple[str, int]]] = {}
    for name, dated, year in chart.rows:
        facts.setdefault(name, []).append((dated, int(year)))
    names = sorted(facts, key=lambda name: (min(year for _, year in facts[name]), name))
    kinds = sorted({dated for _, dated, _ in chart.rows} - {_FROM, _TO})
    for at, name in enumerate(names):
        axes.axhline(at, color=RULE, linewidth=0.5)
        ends = [year for dated, year in facts[name] if dated in {_FROM, _TO}]
        if ends:
            axes.plot([min(ends), max(ends)], [at, at], color=PALE, linewidth=5, solid_capstyle="butt", alpha=0.55)
        points = [each for each in sorted(facts[name]) if each[0] in kinds]
        for dated, when in points:
            colour, marker, _ = SERIES[kinds.index(dated) % len(SERIES)]
            same = [each for each in points if each[1] == when]
            y = at + (same.index((dated, when)) - (len(same) - 1) / 2) * 0.36
            axes.plot(when, y, marker, color=colour, markersize=6.5, markeredgecolor="white", markeredgewidth=0.5)
    for order, kind in enumerate(kinds):
        axes.plot(
            [],
            [],
            SERIES[order % len(SERIES)][1],
            color=SERIES[order % len(SERIES)][0],
            label=_OTHER if kind == "year" else kind,
        )
    if any(dated in {_FROM, _TO} for _, dated, _ in chart.rows):
        axes.plot([], [], color=PALE, linewidth=5, alpha=0.55, label="years covered")
    axes.set_yticks(range(len(names)), [wrapped(name, 66, 2) for name in names], fontsize=7.5)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.locator_params(axis="x", integer=True)
    axes.xaxis.set_tick_params(top=True, labeltop=True)
    axes.grid(axis="x", color=RULE, linewidth=0.4)
    axes.legend(loc="upper center", bbox_to_anchor=(0.3, -0.02), ncols=4, frameon=False, fontsize=8, labelcolor=INK)
