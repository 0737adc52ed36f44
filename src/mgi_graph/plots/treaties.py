"""How States stand towards treaties, by each record that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.plots.chart import Chart, caption, records
from mgi_graph.plots.theme import INK, RULE, SERIES, wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from mgi_graph.queries.answer import Answer

QUERY: Final = "treaty-comparison"
_SIGNS: Final = ("party", "not party", "signatory only", "no action", "former party")


def read(answer: Answer) -> Chart:
    """Read the answer to ``treaty-comparison``; the records of a treaty and State stand side by side."""
    rows = tuple(records(answer, "treaty", "adopted", "country", "status", "since", "record"))
    states, treaties = sorted({row[2] for row in rows}), {row[0] for row in rows}
    shown = ", ".join(states[:4]) + (f" and {len(states) - 4} more" if len(states) > 4 else "")
    grid = f"{len(treaties)} treaties and {len(states)} State{'' if len(states) == 1 else 's'}"
    party = len({(row[0], row[2]) for row in rows if row[3] == "party"})
    return Chart(
        title=f"How do{'' if len(states) > 1 else 'es'} {shown} stand towards the treaties?",
        heads=("treaty", "adopted", "country", "status", "since", "record"),
        rows=rows,
        caption=f"Year: that of consent to be bound. Two signs: records differ. Empty: no record. {caption(answer)}",
        alt=f"Grid of {grid}; in {party} cells the State is a party.",
    )


def size(chart: Chart) -> tuple[float, float]:
    """Return the width and height in inches that the labels need."""
    states, treaties = {row[2] for row in chart.rows}, {row[0] for row in chart.rows}
    return 4.6 + max(0.66 * len(states), 2.4), 0.4 * len(treaties) + 2.1


def draw(figure: Figure, chart: Chart) -> None:
    """Draw a grid; each status has a sign and a colour, the year of consent stands below it."""
    axes = figure.subplots()
    states = sorted({row[2] for row in chart.rows})
    adopted = {row[0]: row[1] for row in chart.rows}
    treaties = sorted(adopted, key=lambda name: (adopted[name], name))
    statuses = _ordered({row[3] for row in chart.rows})
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for treaty, _, state, status, since, _ in chart.rows:
        years = cells.setdefault((treaty, state), {})
        years[status] = min(filter(None, (years.get(status, ""), since)), default="")
    for (treaty, state), found in cells.items():
        for order, status in enumerate(_ordered(set(found))):
            x = states.index(state) + (order - (len(found) - 1) / 2) * 0.36
            y = treaties.index(treaty)
            colour, marker, filled = _style(status)
            axes.plot(x, y - 0.14, marker, color=colour, markerfacecolor=filled, markersize=7, markeredgewidth=1.4)
            axes.text(x, y + 0.2, found[status], ha="center", va="center", fontsize=6.5, color=INK)
    for status in statuses:
        colour, marker, filled = _style(status)
        axes.plot([], [], marker, color=colour, markerfacecolor=filled, markeredgewidth=1.4, label=status)
    for at in range(len(treaties) + 1):
        axes.axhline(at - 0.5, color=RULE, linewidth=0.5)
    axes.set_yticks(
        range(len(treaties)), [wrapped(_dated(name, adopted[name]), 62, 3) for name in treaties], fontsize=7.5
    )
    names = [wrapped(state, 16, 3) for state in states]
    axes.set_xticks(range(len(states)), names, fontsize=8, rotation=90 if len(states) > 4 else 0)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlim(-0.6, len(states) - 0.4)
    axes.set_ylim(len(treaties) - 0.5, -0.5)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.legend(loc="upper center", bbox_to_anchor=(0.0, -0.01), ncols=5, frameon=False, fontsize=8)


def _dated(name: str, year: str) -> str:
    return name if not year or year in name else f"{name} ({year})"


def _style(status: str) -> tuple[str, str, str]:
    """Return colour, marker and filling of a status; only a party's sign is filled."""
    at = _SIGNS.index(status) if status in _SIGNS else len(_SIGNS) - 1
    colour, marker, _ = SERIES[at]
    return colour, marker, "white" if at else colour


def _ordered(statuses: set[str]) -> list[str]:
    return sorted(statuses, key=lambda status: (_SIGNS.index(status) if status in _SIGNS else len(_SIGNS), status))
