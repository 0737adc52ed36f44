"""Draw docs/figures/: for each page of a concept, its classes with what they carry and lead to.

The classes are those that the page defines; what is in the boxes comes from the ontology and the
shapes. The same files give the same bytes.

Usage: python scripts/figures.py [--check]     (--check: exit 1 when a figure on disk differs)
"""

from __future__ import annotations

import argparse
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
from classes import Classes
from frames import LANE, PAD, SIZE, TITLE, Frame, links, place, width
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

from mgi_graph.project import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from classes import Box, Row
    from matplotlib.axes import Axes

    from mgi_graph.project import Project

_PAPER: Final = "#f6f8fa"
_INK: Final = "#24292f"
_QUIET: Final = "#57606a"
_MAIN: Final = "#0b5394"
_SIDE: Final = "#5f6b7a"
_DEFINED: Final = re.compile(r"<!-- define: ([^>]*) -->")


def draw(boxes: Sequence[Box], focus: Sequence[str]) -> bytes:
    """Draw boxes and arrows as SVG."""
    frames = place(boxes)
    right = max(frame.x + frame.width for frame in frames)
    top, bottom = max(frame.y for frame in frames), min(frame.y - frame.height for frame in frames)
    figure = Figure(figsize=((right + 32) / 72, (top - bottom + 32) / 72), facecolor=_PAPER)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(-16, right + 16), ylim=(bottom - 16, top + 16))
    axes.axis("off")
    for source, number, target in links(frames):
        _arrow(axes, source, number, target)
    for frame in frames:
        _box(axes, frame, _MAIN if frame.box.name in focus else _SIDE)
    out = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "mgi-graph", "svg.fonttype": "path", "font.family": "DejaVu Sans"}):
        FigureCanvasSVG(figure).print_figure(
            out, format="svg", facecolor=_PAPER, metadata={"Date": None, "Creator": None}
        )
    return re.sub(rb"[ \t]+\n", b"\n", out.getvalue())


def _arrow(axes: Axes, source: Frame, number: int, target: Frame) -> None:
    start, end = (source.x + source.width, source.row(number)), (target.x, target.middle())
    out = source.lane - start[0] + LANE * 0.3
    bend = f"arc,angleA=0,angleB=180,armA={out},armB={LANE * 0.35},rad=8"
    arrow = FancyArrowPatch(start, end, arrowstyle="-|>", connectionstyle=bend, mutation_scale=9, color=_QUIET, lw=0.9)
    arrow.shrinkA = arrow.shrinkB = 0
    axes.add_patch(arrow)


def _box(axes: Axes, frame: Frame, colour: str) -> None:
    x, y, box = frame.x, frame.y, frame.box
    for height, fill in ((frame.height, "white"), (TITLE, colour)):
        shape = "round,pad=0,rounding_size=4"
        axes.add_patch(FancyBboxPatch((x, y - height), frame.width, height, boxstyle=shape, fc=fill, ec=colour, lw=1.1))
    if box.rows or frame.below:
        axes.add_patch(Rectangle((x, y - TITLE), frame.width, 6, fc=colour, ec="none"))
    _text(axes, x + PAD, frame.middle(), box.label, color="white", weight="bold")
    if box.above:
        after = x + PAD + width(box.label, bold=True) + 8
        _text(axes, after, frame.middle(), f"a kind of {box.above}", color="#dbe9f6")
    for number, row in enumerate(box.rows):
        _row(axes, frame, number, row)
    for number, line in enumerate(frame.below, start=len(box.rows)):
        _text(axes, x + PAD, frame.row(number), line, color=_QUIET, style="italic")


def _row(axes: Axes, frame: Frame, number: int, row: Row) -> None:
    y = frame.row(number)
    _text(axes, frame.x + PAD, y, row.name, color=_INK, weight="bold" if row.needed else "normal")
    right = frame.x + frame.width - PAD
    _text(axes, right, y, row.kind, color=_MAIN if row.to else _QUIET, ha="right")


def _text(axes: Axes, x: float, y: float, words: str, **style: str) -> None:
    axes.text(x, y, words, va="center_baseline", fontsize=SIZE, **style)  # type: ignore[arg-type]


def figures(project: Project) -> Iterator[tuple[Path, bytes]]:
    """Draw each figure: its file, and the bytes that belong there."""
    classes = Classes(project)
    for page in sorted((project.root / "docs" / "concepts").glob("*.md")):
        names = ",".join(_DEFINED.findall(page.read_text(encoding="utf-8"))).split(",")
        focus = [name.strip() for name in names]
        yield project.root / "docs" / "figures" / f"{page.stem}.svg", draw(classes.boxes(focus), focus)


def main() -> int:
    """Draw the figures, or compare them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    project = find(Path(__file__).parent)
    stale = [(path, data) for path, data in figures(project) if not path.is_file() or path.read_bytes() != data]
    for path, data in stale:
        if check:
            print(f"{project.name(path)} is out of date: run python scripts/figures.py")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
