"""Where the boxes of a figure stand: columns from left to right, arrows as level as they can be."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from classes import Box

#: All in points: letters, the height of a row, the margin in a box, between boxes, between columns.
SIZE: Final = 9.0
STEP: Final = 15.0
PAD: Final = 9.0
GAP: Final = 14.0
LANE: Final = 62.0
TITLE: Final = 20.0


def width(text: str, *, bold: bool = False) -> float:
    """Measure a text in points, by the outlines of its letters."""
    if not text:
        return 0.0
    font = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    return float(TextPath((0, 0), text, size=SIZE, prop=font).get_extents().width)


class Frame:
    """A box with its size and, once placed, its upper left corner; y grows upwards."""

    def __init__(self, box: Box) -> None:
        """Measure a box."""
        self.box = box
        self.below = textwrap.wrap(f"kinds: {', '.join(box.below)}", 44) if box.below else []
        self.names = max((width(row.name) for row in box.rows), default=0.0)
        title = width(box.label, bold=True) + (width(f"a kind of {box.above}") + 10 if box.above else 0)
        rows = max((self.names + 22 + width(row.kind) for row in box.rows), default=0.0)
        self.width = max(title, rows, *map(width, self.below), 46.0) + 2 * PAD
        self.height = STEP * (len(box.rows) + len(self.below)) + TITLE + (6 if box.rows or self.below else 0)
        self.x = self.y = self.lane = 0.0

    def row(self, number: int) -> float:
        """Return the height of the middle of a row."""
        return self.y - TITLE - 3 - STEP * (number + 0.5)

    def middle(self) -> float:
        """Return the height of the middle of the title."""
        return self.y - TITLE / 2


def place(boxes: Sequence[Box]) -> list[Frame]:
    """Stack the boxes of each column in the order of the rows that lead to them; centre the columns."""
    frames = [Frame(box) for box in boxes]
    columns = sorted({frame.box.column for frame in frames})
    for column in sorted(columns, key=lambda number: (number < 0, number)):
        here = [frame for frame in frames if frame.box.column == column]
        here.sort(key=lambda frame: (-_pull(frame, frames), frame.box.label))
        top = 0.0
        for frame in here:
            frame.y = top
            top -= frame.height + GAP
        shift = _shift(here, frames)
        for frame in here:
            frame.y += shift
    left = 0.0
    for column in columns:
        here = [frame for frame in frames if frame.box.column == column]
        for frame in here:
            frame.x, frame.lane = left, left + max(each.width for each in here)
        left = here[0].lane + LANE
    return frames


def _pull(frame: Frame, frames: Sequence[Frame]) -> float:
    """Return the mean height of the rows that lead to a box."""
    found = [source.row(number) for source, number, target in links(frames) if target is frame]
    return sum(found) / len(found) if found else 0.0


def _shift(here: Sequence[Frame], frames: Sequence[Frame]) -> float:
    """Return by how much a column moves up so that its arrows are as level as they can be."""
    ends = [
        (source.row(number), target.middle())
        for source, number, target in links(frames)
        if target in here or (source in here and source.box.column < 0)
    ]
    level = sum(start - end for start, end in ends) / len(ends) if ends else 0.0
    return min(level, 0.0) if here[0].box.column >= 0 else -level


def links(frames: Sequence[Frame]) -> Iterator[tuple[Frame, int, Frame]]:
    """List the arrows: from a row of a box to a box in the next column."""
    for source in frames:
        for number, row in enumerate(source.box.rows):
            for target in frames:
                if target.box.name == row.to and target.box.column == source.box.column + 1:
                    yield source, number, target
