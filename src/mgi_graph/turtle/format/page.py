"""A page of Turtle that is written line by line; comments never get lost on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mgi_graph.turtle.format.words import Remark, Word

STEP: Final = " " * 4
_RULE: Final = re.compile(r"# .* -{3,}")


class Page:
    """Lines that are done, and one that is being written."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self._lines: list[str] = []
        self._indent = ""
        self._comment_indent = ""
        self._pieces: list[str] = []
        self._comments: list[tuple[str, bool]] = []

    @property
    def width(self) -> int:
        """Return how wide the line is that is being written."""
        return len(self._indent) + sum(len(piece) + 1 for piece in self._pieces)

    def line(self, depth: int, *, closes: bool = False) -> None:
        """Begin a line; one that ``closes`` brackets has its comments with what stands inside them."""
        self.end()
        self._indent = STEP * depth
        self._comment_indent = STEP * (depth + closes)

    def put(self, text: str, words: Iterable[Word]) -> None:
        """Add a piece to the line, with the comments of the words that it stands for."""
        if text:
            self._pieces.append(text)
        for word in words:
            self._comments += [(remark.text, False) for remark in word.before]
            self._comments += [(text, True) for text in word.after]

    def end(self) -> None:
        """End the line: its last comment stays at its end if it stood after a word, the others go before it."""
        if not self._pieces:
            return
        pieces, comments = self._pieces, self._comments
        self._pieces, self._comments = [], []  # at once: a ruled comment leaves lines empty, which ends lines
        tail = [comments.pop()[0]] if comments and comments[-1][1] else []
        for text, _ in comments:
            self._comment(text, self._comment_indent)
        self._lines.append(self._indent + " ".join([*pieces, *tail]))

    def blank(self) -> None:
        """Leave one empty line, none at the top."""
        self.end()
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def remarks(self, remarks: Sequence[Remark]) -> None:
        """Write comments on lines of their own, with the gaps that stood between them."""
        self.end()
        for remark in remarks:
            self._comment(remark.text, "")
            if remark.gap:
                self.blank()

    def lines(self, lines: Iterable[str]) -> None:
        """Write whole lines."""
        self.end()
        self._lines += lines

    def text(self) -> str:
        """Return the page, which ends with one line break."""
        self.end()
        while self._lines and not self._lines[-1]:
            self._lines.pop()
        return "".join(f"{line}\n" for line in self._lines)

    def _comment(self, text: str, indent: str) -> None:
        is_rule = not indent and _RULE.fullmatch(text)
        if is_rule:
            self.blank()
        self._lines.append(indent + text)
        if is_rule:
            self.blank()
