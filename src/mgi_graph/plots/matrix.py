"""Findings by domain and assessment area: how many affirm, half affirm or deny."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.plots.chart import Chart, caption, records
from mgi_graph.plots.theme import INK, RULE, SERIES, wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from mgi_graph.queries.answer import Answer

QUERY: Final = "finding-counts"
_BAR: Final = 0.26
_STYLES: Final = {"present": 0, "absent": 1, "partial": 2}


def read(answer: Answer) -> Chart:
    """Read the answer to ``finding-counts``."""
    rows = tuple(records(answer, "country", "domain", "area", "polarity", "findings"))
    states = sorted({row[0] for row in rows})
    total = sum(int(row[4]) for row in rows)
    by = {each: sum(int(row[4]) for row in rows if row[3] == each) for each in sorted({row[3] for row in rows})}
    said = ", ".join(f"{count} {polarity}" for polarity, count in by.items())
    return Chart(
        title=f"What do the findings on {', '.join(states)} affirm, half affirm or deny, domain by domain?",
        heads=("country", "domain", "area", "polarity", "findings"),
        rows=rows,
        caption=f"A count of findings measures the text, not the country. {caption(answer)}",
        alt=f"Bars of {total} findings by domain and assessment area: {said}.",
    )


def size(chart: Chart) -> tuple[float, float]:
    """Return the width and height in inches that the labels need."""
    lines = {row[:2] for row in chart.rows}
    return 9.5, 0.62 * len(lines) + 1.2


def draw(figure: Figure, chart: Chart) -> None:
    """Draw one panel an area, one group of bars a domain, each bar with its number and polarity."""
    lines = list(dict.fromkeys(row[:2] for row in sorted(chart.rows)))
    areas = sorted({row[2] for row in chart.rows})
    polarities = sorted({row[3] for row in chart.rows}, reverse=True)
    counts = {row[:4]: int(row[4]) for row in chart.rows}
    many = len({state for state, _ in lines}) > 1
    most = max(counts.values(), default=1)
    panels = figure.subplots(1, len(areas), sharey=True, squeeze=False)[0]
    for panel, area in zip(panels, areas, strict=True):
        panel.set_title(wrapped(area, 30), fontsize=9, loc="left", fontweight="bold")
        panel.set_xlim(0, most * 1.5)
        panel.xaxis.set_visible(False)
        panel.spines["bottom"].set_visible(False)
        panel.tick_params(axis="y", length=0)
        for at in range(len(lines) + 1):
            panel.axhline(at - 0.5, color=RULE, linewidth=0.5)
        for order, polarity in enumerate(polarities):
            colour, _, hatch = SERIES[_STYLES.get(polarity, len(SERIES) - 1)]
            for at, line in enumerate(lines):
                if count := counts.get((*line, area, polarity)):
                    y = at + (order - (len(polarities) - 1) / 2) * _BAR
                    panel.barh(y, count, height=_BAR * 0.88, color=colour, hatch=hatch, edgecolor="white", linewidth=0)
                    panel.text(count + most * 0.02, y, f"{count} {polarity}", va="center", fontsize=7.5, color=INK)
    named = [f"{state}: {domain}" if many else domain for state, domain in lines]
    panels[0].set_yticks(range(len(lines)), [wrapped(each, 32) for each in named])
    panels[0].set_ylim(len(lines) - 0.5, -0.5)
