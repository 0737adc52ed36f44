"""Write a Turtle text in the house style, and prove that nothing but its looks has changed.

Kept are the order of blocks and of values, the spelling of IRIs, numbers and language tags, and every
comment. Anew are white space, quotation marks, the head with its prefixes, and the order of the
predicates of which the house says where they stand; the others keep the order of their author.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Triple

from mgi_graph.errors import Place, SourceError
from mgi_graph.turtle.blank import canonical
from mgi_graph.turtle.format.glance import is_formatted
from mgi_graph.turtle.format.layout import Layout
from mgi_graph.turtle.format.page import Page
from mgi_graph.turtle.format.prologue import directive, is_plain, prologue, write
from mgi_graph.turtle.format.tree import Block, tree
from mgi_graph.turtle.format.words import words
from mgi_graph.turtle.read import reading
from mgi_graph.turtle.terms import iri_of
from mgi_graph.turtle.tokens import Token
from mgi_graph.turtle.tokens import words as count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.turtle.format.tree import Directive, Tree


def formatted(text: str, name: str = "-") -> str:
    """Return a Turtle text in the house style; ``name`` is what messages call it.

    Raises :class:`TurtleSyntaxError` where it is malformed, and :class:`SourceError` where brackets nest too
    deeply, or where the new text would not say the same.

    >>> print(formatted("prefix ex: <urn:> ex:a ex:p 'b' ; a ex:C. # why"), end="")
    @prefix ex: <urn:> .
    <BLANKLINE>
    ex:a
        a ex:C ; # why
        ex:p "b" .
    """
    before = reading(text, name).triples
    if is_formatted(text, used_prefixes(text)):
        return text
    new = laid_out(text, name)
    if new != text:
        _prove(text, before, new, name)
    return new


def used_prefixes(text: str) -> set[str]:
    """Return the prefixes of the names in a text."""
    return {word.partition(":")[0] for word in count(text) if ":" in word and len(word.split()) == 1}


def laid_out(text: str, name: str) -> str:
    """Lay a text out anew that the engine has accepted."""
    found = tree(text, name)
    page = Page()
    if is_plain(found.parts):
        _write_plain(found, page)
    else:
        _write_in_place(found, page)
    page.blank()
    page.remarks(found.tail)
    return page.text()


def _write_plain(found: Tree, page: Page) -> None:
    body = Page()
    layout = Layout(body)
    for part in found.parts:
        if not isinstance(part, Block):
            _declare(layout, part)
    for part in found.parts:
        if isinstance(part, Block):
            body.blank()
            layout.block(part)
    write(page, prologue(found.parts, layout.used))
    page.lines(body.text().split("\n")[:-1])


def _write_in_place(found: Tree, page: Page) -> None:
    """Leave directives where they are: a prefix or the base changes its meaning on the way."""
    layout, last = Layout(page), None
    for part in found.parts:
        if isinstance(part, Block) or isinstance(last, Block):
            page.blank()
        if isinstance(part, Block):
            layout.block(part)
        else:
            _declare(layout, part)
            page.remarks(part.before)
            part.before = []
            directive(page, part)
        last = part


def _declare(layout: Layout, one: Directive) -> None:
    iri = iri_of(Token("iri", one.iri, 1, 1), layout.base)
    if one.prefix is None:
        layout.base = iri
    else:
        layout.namespaces[one.prefix] = iri


def _prove(text: str, before: Iterable[Triple], new: str, name: str) -> None:
    """Hold the new text against the old: the same graph, the same comments."""
    if not (_same(before, reading(new, name).triples) and _comments(text) == _comments(new)):
        message = "the house style would change what the file says, so it stays as it is; please report it"
        raise SourceError(message, place=Place(file=name))


def _same(one: Iterable[Triple], other: Iterable[Triple]) -> bool:
    """Tell whether two graphs are isomorphic; the dear comparison is made where the cheap one says no."""
    first, second = list(one), list(other)
    return _numbered(first) == _numbered(second) or set(canonical(first)) == set(canonical(second))


def _numbered(triples: list[Triple]) -> set[Triple]:
    """Name blank nodes by the order in which they are met."""
    names: dict[BlankNode, BlankNode] = {}

    def name(term: object) -> object:
        return names.setdefault(term, BlankNode(f"b{len(names)}")) if isinstance(term, BlankNode) else term

    return {Triple(name(triple.subject), triple.predicate, name(triple.object)) for triple in triples}  # type: ignore[arg-type]


def _comments(text: str) -> Counter[str]:
    found = words(text)
    return Counter([comment for word in found.words for comment in word.comments] + [tail.text for tail in found.tail])
