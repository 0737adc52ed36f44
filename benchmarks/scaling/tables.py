"""Figures as tables of Markdown: one row a figure, one column a number of countries, and how it grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

#: By number of countries, then by job, then by figure.
Measured: TypeAlias = "dict[str, dict[str, dict[str, float]]]"

#: What is no time: how it is written.
_SIZES: Final = frozenset(("peak", "resident", "size", "index bytes"))
_COUNTS: Final = frozenset(("quads", "inferred", "stated", "violations", "on disk"))
#: How many times the growth of the data may be exceeded before a figure is marked, and from which time on.
_MARKED: Final = 1.5
_NOISE: Final = 0.05
#: What is written with fractions of a millisecond.
_SHORT: Final = 0.01


def write(measured: Measured, machine: str) -> str:
    """Return all tables."""
    jobs = list(dict.fromkeys(job for found in measured.values() for job in found))
    parts = [f"Measured on {machine}; times of the processor."]
    parts += ["\n".join(_table(job, measured)) for job in jobs]
    return "\n\n".join(parts)


def _table(job: str, measured: Measured) -> Iterator[str]:
    sizes = [size for size in measured if measured[size].get(job)]
    names = list(dict.fromkeys(name for size in sizes for name in measured[size][job] if not name.endswith(" rows")))
    yield f"| {job} | {' | '.join(sizes)} | growth |"
    yield f"| --- |{' --- |' * (len(sizes) + 1)}"
    for name in names:
        values = [measured[size][job].get(name) for size in sizes]
        cells = [
            _cell(name, value) + _rows(measured[size][job], name) for size, value in zip(sizes, values, strict=True)
        ]
        yield f"| {name} | {' | '.join(cells)} | {_growth(name, sizes, values, measured)} |"


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    if name in _SIZES:
        return f"{value / 1e6:,.0f} MB"
    if name in _COUNTS:
        return f"{value:,.0f}"
    return f"{value:,.1f} s" if value >= 1 else f"{value * 1000:,.{2 if value < _SHORT else 0}f} ms"


def _rows(found: dict[str, float], name: str) -> str:
    rows = found.get(f"{name} rows")
    return "" if rows is None else f" ({rows:,.0f})"


def _growth(name: str, sizes: list[str], values: list[float | None], measured: Measured) -> str:
    """Return the growth between the last two sizes, marked where it is more than that of the quads."""
    known = [(size, value) for size, value in zip(sizes, values, strict=True) if value]
    if len(known) < 2 or name in _COUNTS:
        return ""
    (before, least), (after, most) = known[-2:]
    quads = measured[after]["dataset"]["quads"] / measured[before]["dataset"]["quads"]
    growth = (most or 0) / (least or 1)
    is_marked = growth > _MARKED * quads and (most or 0) > _NOISE
    return f"**{growth:.1f}×**" if is_marked else f"{growth:.1f}×"
