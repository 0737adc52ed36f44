"""Terms as pages show them: text, its language, and where it leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

import pyoxigraph as ox
from markupsafe import Markup, escape

from mgi_graph.namespaces import STANDARD
from mgi_graph.server.address import Address, local_of
from mgi_graph.server.pages.lexicon import PAGE, lexicon_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.server.pages.lexicon import Lexicon
    from mgi_graph.server.pages.places import Place
    from mgi_graph.server.pages.sections import FindingItem
    from mgi_graph.store.protocol import Store, Term

Value = TypeVar("Value")

#: How many references are kept for one language and prefix, and for how many of these.
_MOST: Final = 50_000
_PREFIXES: Final = 8
_TRUTH: Final = {"true": "yes", "1": "yes", "false": "no", "0": "no"}
_BOOLEAN: Final = f"{STANDARD['xsd']}boolean"
_WHOLE: Final = re.compile(r"(-?\d+)\.0+")
_NUMBERS: Final = re.compile(r"(\d+)")


class Ref(NamedTuple):
    """A value on a page; ``href`` is empty for what leads nowhere, ``language`` where it is that of the page.

    ``markup`` is the same as HTML where it has been written already.
    """

    text: str
    href: str = ""
    language: str = ""
    iri: str = ""
    markup: Markup = Markup()

    @property
    def html(self) -> Markup:
        """Return the reference as HTML: a link, or text in its language."""
        return self.markup or _write(self)


class Cite(NamedTuple):
    """A passage with its link: in short, and in words."""

    short: str
    words: str
    href: str
    html: Markup


class Kept(Generic[Value]):
    """What was made for terms, as long as there is room."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._known: dict[Term, Value] = {}

    def get(self, term: Term) -> Value | None:
        """Return what is kept for a term."""
        return self._known.get(term)

    def put(self, term: Term, made: Value) -> None:
        """Keep something for a term."""
        if len(self._known) < _MOST:
            self._known[term] = made


class Linker:
    """Make references in one language, with links behind one prefix; what was made is kept."""

    def __init__(self, lexicon: Lexicon, root: str, language: str) -> None:
        """Begin with nothing made."""
        self.lexicon = lexicon
        self.language = language
        self._address = Address(root=root)
        self._made: Kept[Ref] = Kept()
        self._cites: dict[str, Cite] = {}
        #: Findings as lists show them; see :mod:`mgi_graph.server.pages.sections`.
        self.findings: Kept[FindingItem] = Kept()

    def link(self, iri: str) -> str:
        """Return where a reader is sent for an IRI."""
        return self._address.link(iri)

    def path(self, local: str) -> str:
        """Return a path on this server."""
        return self._address.path(local)

    def ref(self, term: Term) -> Ref:
        """Return what stands for a term on the page."""
        found = self._made.get(term)
        if found is None:
            made = self._make(term)
            found = made._replace(markup=_write(made))
            self._made.put(term, found)
        return found

    def cite(self, place: Place) -> Cite:
        """Return what stands for a passage in a list of them."""
        iri = place.passage.iri
        found = self._cites.get(iri)
        if found is None:
            href = self.link(iri)
            html = f'<a href="{escape(href)}" title="{escape(place.words)}">{escape(place.short)}</a>'
            found = self._cites[iri] = Cite(place.short, place.words, href, Markup(html))
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
            return Ref(text, self._address.link(iri), language, iri)
        if not isinstance(term, ox.Literal):
            return Ref(str(term))
        text = term.value
        if text.startswith(("http://", "https://")) and " " not in text:
            return Ref(text, text)
        language = term.language or ""
        if language:
            return Ref(text, "", "" if language.split("-")[0] == PAGE else language)
        return Ref(_plain(term), "")


def linker_of(store: Store, address: Address, language: str) -> Linker:
    """Return what makes the references of pages in a language behind the prefix of an address."""
    linkers = _KNOWN.setdefault(store, {})
    key = (address.root, language)
    if key not in linkers:
        if len(linkers) >= _PREFIXES:
            linkers.clear()
        linkers[key] = Linker(lexicon_of(store), address.root, language)
    return linkers[key]


def _write(ref: Ref) -> Markup:
    text = escape(ref.text)
    language = f' lang="{escape(ref.language)}"' if ref.language else ""
    if ref.href:
        return Markup(f'<a href="{escape(ref.href)}"{language}>{text}</a>')
    return Markup(f"<span{language}>{text}</span>") if language else text


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


_KNOWN: WeakKeyDictionary[Store, dict[tuple[str, str], Linker]] = WeakKeyDictionary()
