"""Who sits in which body, and of which body each is part.

Two columns with the names beside the nodes, in place of a cloud: no label lies on another, and a line
leads from each member to its body. The order keeps lines from crossing where it can (barycentres,
Sugiyama et al. 1981).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.plots.chart import Chart, caption, records
from mgi_graph.plots.theme import BLUE, GREEN, INK, VERMILION, wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from mgi_graph.queries.answer import Answer

QUERY: Final = "memberships"
PARENTS: Final = "bodies"
_ROUNDS: Final = 12
_STYLES: Final = ((BLUE, "-", "o"), (VERMILION, "--", "D"), (GREEN, "-.", "^"), (INK, ":", "s"))


def read(answer: Answer, parents: Answer) -> Chart:
    """Read the answers to ``memberships`` and ``bodies``."""
    rows = [(member, body, role) for body, member, role in records(answer, "body", "member", "as")]
    for body, parent in records(parents, "body", "parents"):
        rows += [(body, each, "part of") for each in parent.split("; ") if each]
    kept = tuple(dict.fromkeys(rows))
    bodies = {row[1] for row in kept}
    return Chart(
        title="Who belongs to which body, and of which body is each a part?",
        heads=("member", "body", "as"),
        rows=kept,
        caption=caption(answer, parents),
        alt=f"Network of {len(kept)} ties of {len({row[0] for row in kept})} members to {len(bodies)} bodies.",
    )


def size(chart: Chart) -> tuple[float, float]:
    """Return the width and height in inches that the labels need."""
    return 10.0, 0.36 * max(len({row[0] for row in chart.rows}), len({row[1] for row in chart.rows})) + 1.8


def draw(figure: Figure, chart: Chart) -> None:
    """Draw members at the left, bodies at the right, a line of its own kind for each role."""
    axes = figure.subplots()
    left, right = _ordered([(row[0], row[1]) for row in chart.rows])
    roles = sorted({row[2] for row in chart.rows}, key=lambda role: (role == "part of", role != "member", role))
    for member, body, role in chart.rows:
        colour, line, marker = _STYLES[roles.index(role) % len(_STYLES)]
        axes.plot([0, 1], [left[member], right[body]], line, color=colour, linewidth=1.3, marker=marker, markersize=4.5)
    for names, x, side in ((left, -0.02, "right"), (right, 1.02, "left")):
        for name, y in names.items():
            axes.text(x, y, wrapped(name, 44, 3), ha=side, va="center", fontsize=8)
    for order, role in enumerate(roles):
        colour, line, marker = _STYLES[order % len(_STYLES)]
        axes.plot([], [], line, color=colour, marker=marker, markersize=4.5, label=role)
    axes.set_xlim(-1.05, 2.05)
    axes.set_ylim(1.03, -0.03)
    axes.axis("off")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=4, frameon=False, fontsize=8)


def _ordered(ties: list[tuple[str, str]]) -> tuple[dict[str, float], dict[str, float]]:
    """Give each name a height from 0 to 1, near to the mean of those that it is tied to."""
    left = _spread({member: at for at, member in enumerate(sorted({tie[0] for tie in ties}))})
    right = _spread({body: at for at, body in enumerate(sorted({tie[1] for tie in ties}))})
    for _ in range(_ROUNDS):
        right = _spread({body: _mean([left[a] for a, b in ties if b == body]) for body in right})
        left = _spread({member: _mean([right[b] for a, b in ties if a == member]) for member in left})
    return left, right


def _mean(numbers: list[float]) -> float:
    return round(sum(numbers) / len(numbers), 9)


def _spread(at: dict[str, float] | dict[str, int]) -> dict[str, float]:
    order = sorted(at, key=lambda name: (at[name], name))
    return {name: (place + 0.5) / len(order) for place, name in enumerate(order)}
