"""Terms as pages show them: text, its language, and where it leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD
from mgi_graph.server.address import local_of
from mgi_graph.server.pages.lexicon import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.server.address import Address
    from mgi_graph.server.pages.lexicon import Lexicon
    from mgi_graph.store.protocol import Term

_TRUTH: Final = {"true": "yes", "1": "yes", "false": "no", "0": "no"}
_BOOLEAN: Final = f"{STANDARD['xsd']}boolean"
_WHOLE: Final = re.compile(r"(-?\d+)\.0+")
_NUMBERS: Final = re.compile(r"(\d+)")


class Ref(NamedTuple):
    """A value on a page; ``href`` is empty for what leads nowhere, ``language`` where it is that of the page."""

    text: str
    href: str = ""
    language: str = ""
    iri: str = ""


class Linker:
    """Make references for one page: in one language, with links behind one address."""

    def __init__(self, lexicon: Lexicon, address: Address, language: str) -> None:
        """Begin with nothing made."""
        self.lexicon = lexicon
        self.address = address
        self.language = language
        self._made: dict[Term, Ref] = {}

    def ref(self, term: Term) -> Ref:
        """Return what stands for a term on the page."""
        found = self._made.get(term)
        if found is None:
            found = self._made[term] = self._make(term)
        return found

    def refs(self, terms: Iterable[Term]) -> list[Ref]:
        """Return what stands for several terms, those without a name of their own left out."""
        return [self.ref(term) for term in terms if not isinstance(term, ox.BlankNode)]

    def _make(self, term: Term) -> Ref:
        if isinstance(term, ox.NamedNode):
            iri = term.value
            text, language = self.lexicon.label(iri, self.language)
            if local_of(iri) is None and not iri.startswith(("http://", "https://", "mailto:")):
                return Ref(text, "", language, iri)  # a link may not run a script
            return Ref(text, self.address.link(iri), language, iri)
        if not isinstance(term, ox.Literal):
            return Ref(str(term))
        text = term.value
        if text.startswith(("http://", "https://")) and " " not in text:
            return Ref(text, text)
        language = term.language or ""
        if language:
            return Ref(text, "", "" if language.split("-")[0] == PAGE else language)
        return Ref(_plain(term), "")


def _plain(literal: ox.Literal) -> str:
    if literal.datatype.value == _BOOLEAN:
        return _TRUTH.get(literal.value, literal.value)
    whole = _WHOLE.fullmatch(literal.value)
    return whole[1] if whole else literal.value


def natural(text: str) -> list[tuple[int, int, str]]:
    """Return a key by which numbers in texts are ordered by value.

    >>> sorted(["row 10", "row 9"], key=natural)
    ['row 9', 'row 10']
    """
    parts = _NUMBERS.split(text.casefold())
    return [(0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part) for part in parts]
