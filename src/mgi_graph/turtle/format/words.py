"""The words of a Turtle text, each with the comments that stand before it and after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mgi_graph.turtle.tokens import tokens

if TYPE_CHECKING:
    from mgi_graph.turtle.tokens import Kind, Token


class Remark(NamedTuple):
    """A comment on a line of its own; ``gap`` says that an empty line follows it."""

    text: str
    gap: bool


@dataclass(slots=True, kw_only=True)
class Word:
    """One or more terminals that are written without a space between them, as a literal and its datatype.

    ``before`` are the comments on lines of their own that lead to it, ``after`` those that follow on
    its line. ``names`` are the prefixed names in it, ``head`` is the length of its first terminal.
    """

    kind: Kind
    text: str
    line: int
    last_line: int
    head: int
    names: tuple[str, ...] = ()
    before: list[Remark] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def comments(self) -> list[str]:
        """Return all its comments, in order."""
        return [*(remark.text for remark in self.before), *self.after]


@dataclass(slots=True, kw_only=True)
class Words:
    """All words of a text, and the comments after the last of them."""

    words: list[Word]
    tail: list[Remark]


def words(text: str) -> Words:
    r"""Split a text that the engine has accepted.

    >>> [(word.text, word.comments) for word in words("ex:a a 'b'^^ex:c . # end\n").words]
    [('ex:a', []), ('a', []), ("'b'^^ex:c", []), ('.', ['# end'])]
    """
    collector = _Collector()
    for token in tokens(text):
        collector.take(token)
    return Words(words=collector.words, tail=collector.remarks(None))


class _Collector:
    def __init__(self) -> None:
        self.words: list[Word] = []
        self._waiting: list[tuple[str, int]] = []
        self._joins = False

    def take(self, token: Token) -> None:
        if token.kind == "comment":
            self._comment(token)
        elif token.kind == "language" or token.text == "^^" or self._joins:
            self._join(token)
        else:
            last = token.line + token.text.count("\n")
            word = Word(kind=token.kind, text=token.text, line=token.line, last_line=last, head=len(token.text))
            word.names = (token.text,) if token.kind == "name" else ()
            word.before = self.remarks(token.line)
            self.words.append(word)

    def remarks(self, line: int | None) -> list[Remark]:
        """Hand out the comments that wait for the word in a line."""
        lines = [at for _, at in self._waiting[1:]] + [line or 0]
        found = [Remark(text, following - at > 1) for (text, at), following in zip(self._waiting, lines, strict=False)]
        self._waiting.clear()
        return found

    def _comment(self, token: Token) -> None:
        text = token.text.rstrip(" \t")
        last = self.words[-1] if self.words else None
        if last and not self._waiting and token.line == last.last_line:
            last.after.append(text)
        else:
            self._waiting.append((text, token.line))

    def _join(self, token: Token) -> None:
        word = self.words[-1]
        word.after += [text for text, _ in self._waiting]
        self._waiting.clear()
        word.text += token.text
        word.last_line = token.line
        word.names += (token.text,) if token.kind == "name" else ()
        self._joins = token.text == "^^"
