"""Lay dated things out on a line of years: one lane for each class, one mark for each year of a thing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mgi_graph.server.pages.answers import Desk, Entry

#: Units of the drawing.
_LEFT: Final = 170
_WIDTH: Final = 1080
_STEP: Final = 11
_GAP: Final = 30
_AXIS: Final = 34
_DECADE: Final = 10


class Mark(NamedTuple):
    """A year of a thing; ``is_first`` where it is the earliest of it."""

    x: float
    y: float
    href: str
    title: str
    is_first: bool


class Lane(NamedTuple):
    """The things of a class: its name, and the height of its base line."""

    name: str
    y: float


class Chart(NamedTuple):
    """A drawing: its size, the ticks of the axis (x, year), lanes and marks."""

    width: int
    height: float
    ticks: list[tuple[float, int]]
    lanes: list[Lane]
    marks: list[Mark]


def draw(desk: Desk, entries: Iterable[Entry]) -> Chart | None:
    """Lay out rows with the columns year, dated and instrument; ``None`` where there are no two years."""
    dated = [(each.number("year"), each) for each in entries]
    rows = [(year, each) for year, each in dated if year is not None]
    years = [year for year, _ in rows]
    if len(set(years)) < 2:
        return None
    first, last = min(years) // _DECADE * _DECADE, max(years) + 2
    scale = (_WIDTH - _LEFT) / (last - first)
    kinds: dict[str, list[tuple[int, Entry]]] = {}
    for year, each in rows:
        kinds.setdefault(_class(desk, each), []).append((year, each))
    lanes, marks = [], []
    top = 12.0
    for name in sorted(kinds, key=lambda each: (-len(kinds[each]), each)):
        stacked = Counter(year for year, _ in kinds[name])
        base = top + max(stacked.values()) * _STEP
        lanes.append(Lane(name, base))
        marks += _marks(kinds[name], base, lambda year: _LEFT + (year - first) * scale)
        top = base + _GAP
    ticks = [(round(_LEFT + (year - first) * scale, 1), year) for year in range(first, last + 1, _DECADE)]
    return Chart(_WIDTH + 20, round(top - _GAP + _AXIS, 1), ticks, lanes, marks)


def _marks(rows: list[tuple[int, Entry]], base: float, place: Callable[[int], float]) -> list[Mark]:
    seen: Counter[int] = Counter()
    known: set[str] = set()
    marks = []
    for year, each in rows:
        ref = each.ref("instrument")
        y = base - 5 - seen[year] * _STEP
        title = f"{ref.text}: {each.ref('dated').text} {year}"
        marks.append(Mark(round(place(year), 1), y, ref.href, title, ref.iri not in known))
        seen[year] += 1
        known.add(ref.iri)
    return marks


def _class(desk: Desk, entry: Entry) -> str:
    classes = desk.linker.lexicon.classes(entry.ref("instrument").iri)
    return desk.linker.lexicon.label(classes[0], desk.view.language).text if classes else ""
