"""A Turtle text as a tree of directives and blocks that keeps every comment (RDF 1.1 Turtle §6.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from mgi_graph.errors import Place, SourceError
from mgi_graph.turtle.format.words import Remark, words

if TYPE_CHECKING:
    from mgi_graph.turtle.format.words import Word

#: Deeper than any file that a person writes, and safe for a reader that descends.
DEEPEST: Final = 100


@dataclass(slots=True, kw_only=True)
class Nest:
    """What stands in square brackets (``groups``) or in parentheses (``items``)."""

    opening: Word
    closing: Word
    groups: list[Group] = field(default_factory=list)
    items: list[Value] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Group:
    """A verb with its objects; ``marks`` holds what follows each object: a comma, semicolons, the full stop."""

    verb: Word
    objects: list[Value] = field(default_factory=list)
    marks: list[list[Word]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Block:
    """A subject with its groups; ``before`` are the comments that lead to it."""

    subject: Value
    groups: list[Group]
    stops: list[Word]
    before: list[Remark]


@dataclass(slots=True, kw_only=True)
class Directive:
    """A prefix and its namespace as written, or a base (``prefix`` is ``None``); ``after`` is one comment at most."""

    prefix: str | None
    iri: str
    before: list[Remark]
    after: list[str]


Value: TypeAlias = "Word | Nest"
Part: TypeAlias = Directive | Block


@dataclass(slots=True, kw_only=True)
class Tree:
    """All parts of a text, and the comments at its end."""

    parts: list[Part]
    tail: list[Remark]


def tree(text: str, name: str) -> Tree:
    """Take a text apart that the engine has accepted; ``name`` is what messages call it.

    Raises :class:`SourceError` where brackets nest more than :data:`DEEPEST` levels.
    """
    found = words(text)
    return Tree(parts=_Parser(found.words, name).parts(), tail=found.tail)


class _Parser:
    def __init__(self, known: list[Word], name: str) -> None:
        self._words = known
        self._name = name
        self._at = 0

    def parts(self) -> list[Part]:
        found: list[Part] = []
        while self._at < len(self._words):
            word = self._words[self._at]
            is_directive = word.kind == "directive" or (word.kind == "word" and word.text.upper() in {"PREFIX", "BASE"})
            found.append(self._directive() if is_directive else self._block())
        return found

    def _take(self) -> Word:
        word = self._words[self._at]
        self._at += 1
        return word

    def _sees(self, marks: str) -> bool:
        word = self._words[self._at] if self._at < len(self._words) else None
        return word is not None and word.kind == "mark" and word.text in marks

    def _marks(self, marks: str) -> list[Word]:
        found = []
        while self._sees(marks):
            found.append(self._take())
        return found

    def _directive(self) -> Directive:
        first = self._take()
        is_prefix = first.text.lower().endswith("prefix")
        following = [self._take(), *([self._take()] if is_prefix else []), *self._marks(".")]
        after = [*first.after, *(comment for word in following for comment in word.comments)]
        prefix = following[0].text.removesuffix(":") if is_prefix else None
        before = [*first.before, *(Remark(text, gap=False) for text in after[:-1])]
        return Directive(prefix=prefix, iri=following[is_prefix].text, before=before, after=after[-1:])

    def _block(self) -> Block:
        first = self._words[self._at]
        before, first.before = first.before, []
        subject = self._value(0)
        groups = [] if self._sees(".") else self._groups(0)
        stops = self._marks(".")
        if groups:
            groups[-1].marks[-1] += stops
        return Block(subject=subject, groups=groups, stops=[] if groups else stops, before=before)

    def _groups(self, depth: int) -> list[Group]:
        found: list[Group] = []
        while not self._sees("].") and self._at < len(self._words):
            group = Group(verb=self._take())
            found.append(group)
            self._objects(group, depth)
            group.marks[-1] += self._marks(";")
        return found

    def _objects(self, group: Group, depth: int) -> None:
        goes_on = True
        while goes_on:
            group.objects.append(self._value(depth))
            goes_on = self._sees(",")
            group.marks.append([self._take()] if goes_on else [])

    def _value(self, depth: int) -> Value:
        word = self._take()
        if word.kind != "mark":
            return word
        if depth >= DEEPEST:
            place = Place(file=self._name, line=word.line)
            raise SourceError(f"brackets nest more than {DEEPEST} levels: name the inner nodes", place=place)
        if word.text == "[":
            groups = self._groups(depth + 1)
            return Nest(opening=word, closing=self._take(), groups=groups)
        items = []
        while not self._sees(")"):
            items.append(self._value(depth + 1))
        return Nest(opening=word, closing=self._take(), items=items)
