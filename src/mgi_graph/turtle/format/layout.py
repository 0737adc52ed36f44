"""Where the words of a block stand: one predicate a line, several objects one a line."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from mgi_graph.turtle.format.strings import quote
from mgi_graph.turtle.format.tree import Nest
from mgi_graph.turtle.order import TYPE, rank
from mgi_graph.turtle.terms import iri_of, local_of
from mgi_graph.turtle.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.turtle.format.page import Page
    from mgi_graph.turtle.format.tree import Block, Group, Value
    from mgi_graph.turtle.format.words import Word

#: A bracket that its author closed on the same line stays there if the line is no longer.
WIDEST: Final = 120
#: What still follows on a line: a space and a mark.
_MARK: Final = 2


class Layout:
    """Write blocks to a page; ``used`` collects the prefixes that they need."""

    def __init__(self, page: Page) -> None:
        """Begin without any prefix."""
        self.used: set[str] = set()
        self.namespaces: dict[str, str] = {}
        self.base = ""
        self._page = page

    def block(self, block: Block) -> None:
        """Write a block with the comments that lead to it."""
        self._page.remarks(block.before)
        self._page.line(0)
        self._value(block.subject, 0)
        self._page.put("." if block.stops else "", block.stops)
        self._groups(block.groups, 1, ".")
        self._page.end()

    def _groups(self, groups: list[Group], depth: int, stop: str) -> None:
        ordered = self._in_order(groups)
        for at, group in enumerate(ordered, start=1):
            self._page.line(depth)
            self._put(group.verb, self._verb(group))
            inner = depth + (len(group.objects) > 1)
            for number, (value, marks) in enumerate(zip(group.objects, group.marks, strict=True), start=1):
                if inner > depth:
                    self._page.line(inner)
                self._value(value, inner)
                is_last = number == len(group.objects)
                mark = "," if not is_last else ";" if at < len(ordered) else stop
                self._page.put(mark, marks)

    def _value(self, value: Value, depth: int) -> None:
        if not isinstance(value, Nest):
            self._put(value, _spelled(value))
        elif self._is_flat(value):
            self._page.put(" ".join(self._flat(value)), _all_words(value))
        else:
            self._page.put(value.opening.text, [value.opening])
            self._groups(value.groups, depth + 1, "")
            for item in value.items:
                self._page.line(depth + 1)
                self._value(item, depth + 1)
            self._page.line(depth, closes=True)
            self._page.put(value.closing.text, [value.closing])

    def _is_flat(self, nest: Nest) -> bool:
        """Tell whether brackets stay on one line: empty ones do, others as their author has them."""
        if not (nest.groups or nest.items):
            return not (nest.opening.after or nest.closing.before)
        if nest.opening.line != nest.closing.last_line:
            return False
        text = " ".join(self._flat(nest))
        return "\n" not in text and self._page.width + len(text) + _MARK <= WIDEST

    def _flat(self, value: Value) -> Iterator[str]:
        if not isinstance(value, Nest):
            self.used.update(name.partition(":")[0] for name in value.names)
            yield _spelled(value)
        elif not (value.groups or value.items):
            yield value.opening.text + value.closing.text
        else:
            yield value.opening.text
            for item in value.items:
                yield from self._flat(item)
            yield from self._flat_groups(value.groups)
            yield value.closing.text

    def _flat_groups(self, groups: list[Group]) -> Iterator[str]:
        ordered = self._in_order(groups)
        for at, group in enumerate(ordered, start=1):
            verb = self._verb(group)
            yield verb if verb == "a" else next(self._flat(group.verb))
            for number, value in enumerate(group.objects, start=1):
                yield from self._flat(value)
                if number < len(group.objects):
                    yield ","
            if at < len(ordered):
                yield ";"

    def _put(self, word: Word, text: str) -> None:
        if text != "a":
            self.used.update(name.partition(":")[0] for name in word.names)
        self._page.put(text, [word])

    def _in_order(self, groups: list[Group]) -> list[Group]:
        return sorted(groups, key=lambda group: rank(self._predicate(group.verb)))

    def _verb(self, group: Group) -> str:
        return "a" if self._predicate(group.verb) == TYPE else group.verb.text

    def _predicate(self, verb: Word) -> str:
        if verb.text == "a":
            return TYPE
        if verb.kind == "iri":
            return iri_of(Token("iri", verb.text, verb.line, 1), self.base)
        prefix, local = local_of(verb.text)
        return self.namespaces.get(prefix, "") + local


def _spelled(word: Word) -> str:
    return quote(word.text[: word.head]) + word.text[word.head :] if word.kind == "string" else word.text


def _all_words(value: Value) -> Iterator[Word]:
    if not isinstance(value, Nest):
        yield value
        return
    yield value.opening
    for item in value.items:
        yield from _all_words(item)
    for group in value.groups:
        yield group.verb
        for item, marks in zip(group.objects, group.marks, strict=True):
            yield from chain(_all_words(item), marks)
    yield value.closing
