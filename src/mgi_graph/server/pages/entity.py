"""The page of a thing, made for its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD, shrink
from mgi_graph.search.kinds import kind_label
from mgi_graph.server.address import local_of
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import DOCUMENT, HTML
from mgi_graph.server.pages.behind import query_of
from mgi_graph.server.pages.kinds import COMMON, OTHER, kind_of
from mgi_graph.server.pages.lexicon import PAGE
from mgi_graph.server.pages.metadata import read_metadata
from mgi_graph.server.pages.places import places_of
from mgi_graph.server.pages.properties import read_table
from mgi_graph.server.pages.refs import Ref, linker_of, natural
from mgi_graph.server.pages.sections import Filler
from mgi_graph.server.pages.sections import kind_of as style_of
from mgi_graph.server.pages.templating import render
from mgi_graph.server.pages.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.kinds.model import Kind
    from mgi_graph.server.pages.places import Place, Places
    from mgi_graph.server.pages.refs import Linker
    from mgi_graph.server.site import Site
    from mgi_graph.store.protocol import Store

#: How many facts a thing without a kind of its own shows.
_FACTS: Final = 12
_SHOWN: Final = frozenset(
    f"{STANDARD[prefix]}{name}"
    for prefix, name in (
        ("rdf", "type"),
        ("skos", "prefLabel"),
        ("skos", "altLabel"),
        ("skos", "definition"),
        ("rdfs", "label"),
        ("dcterms", "title"),
        ("dcterms", "description"),
    )
)


class Fact(NamedTuple):
    """A fact beside the text; ``section`` is where more of them stand."""

    name: str
    values: list[Ref]


class Badge(NamedTuple):
    """A concept that stands out at the head of a page."""

    style: str
    text: str
    href: str


def entity_page(context: Context | Site, iri: str, address: Address, language: str = PAGE) -> Rendered:
    """Return the page of a thing, its labels in the language that a reader wants where there are any.

    The caller has made sure that the dataset holds the thing.
    """
    store = context.graph.store
    body = _render(store, ox.NamedNode(iri), linker_of(store, address, language), address)
    return Rendered(body=body.encode(), content_type=HTML.content_type)


def _render(store: Store, thing: ox.NamedNode, linker: Linker, address: Address) -> str:
    lexicon, places = linker.lexicon, places_of(store)
    types = lexicon.types(thing.value)
    kind = kind_of(types) or OTHER
    filler = Filler(store, linker, places)
    facts = kind.facts if kind is not OTHER else _facts_of(store, thing, linker)
    sections = (*kind.sections, *COMMON)
    evidence = places.evidence(thing)
    return render(
        "entity.html",
        address,
        digest=store.digest,
        here=kind.crumb[0],
        kind=kind,
        iri=thing.value,
        curie=shrink(thing.value),
        title=_title(thing, kind, linker, places),
        classes=[_class(each, linker) for each in lexicon.classes(thing.value)],
        names=_names(store, thing, linker),
        badges=_badges(store, thing, kind, linker),
        texts=[linker.ref(text) for path in kind.texts for text in walk(store, thing, path)],
        notice=_notice(store, thing, linker),
        facts=[Fact(name, values) for name, path in facts if (values := _values(store, thing, path, linker))],
        sections=[filled for each in sections if (filled := filler.fill(each, thing))],
        evidence=filler.cites(evidence),
        neighbours=_neighbours(store, thing, places, linker) if kind.of == "migov:Passage" else (),
        table=read_table(store, thing, linker),
        forms=_forms(thing.value, address),
        metadata=read_metadata(store, thing.value, f"{address.origin}{linker.link(thing.value)}"),
        sources=_sources(store, thing, evidence),
        query=query_of(thing.value, facts, sections),
    )


def _title(thing: ox.NamedNode, kind: Kind, linker: Linker, places: Places) -> Ref:
    """Return what a thing is called; a passage without a heading is called by its place, in words."""
    ref = linker.ref(thing)
    if kind.of != "migov:Passage" or linker.lexicon.has(thing.value):
        return ref
    words = places.of(thing.value).words
    return ref._replace(text=words[:1].upper() + words[1:])


def _class(iri: str, linker: Linker) -> Ref:
    lexicon = linker.lexicon
    return Ref(lexicon.label(iri, linker.language).text if lexicon.has(iri) else kind_label(iri, {}))


def _values(store: Store, thing: ox.NamedNode, path: str, linker: Linker) -> list[Ref]:
    refs = linker.refs(walk(store, thing, path))
    return sorted(refs, key=lambda ref: natural(ref.text)) if len(refs) > 1 else refs


def _names(store: Store, thing: ox.NamedNode, linker: Linker) -> list[Ref]:
    """Return the other names, those in other languages and scripts first."""
    title = linker.ref(thing)
    found = walk(store, thing, "skos:prefLabel|rdfs:label|dcterms:title|skos:altLabel")
    names = dict.fromkeys(ref for ref in linker.refs(found) if ref.text != title.text)
    return sorted(names, key=lambda ref: not ref.language)


def _badges(store: Store, thing: ox.NamedNode, kind: Kind, linker: Linker) -> list[Badge]:
    found = []
    for path in kind.badges:
        for concept in walk(store, thing, path):
            ref = linker.ref(concept)
            style = style_of(concept) if path == "migov:polarity" else "plain-pill"
            found.append(Badge(style, ref.text, ref.href))
    return found


def _notice(store: Store, thing: ox.NamedNode, linker: Linker) -> list[Ref] | None:
    """Return what a deprecated thing is replaced by; ``None`` for one that is in use."""
    if not walk(store, thing, "owl:deprecated"):
        return None
    return linker.refs(walk(store, thing, "dcterms:isReplacedBy"))


def _facts_of(store: Store, thing: ox.NamedNode, linker: Linker) -> tuple[tuple[str, str], ...]:
    """Make facts of what is stated of a thing without a kind of its own, by the labels of the properties."""
    stated = dict.fromkeys(quad.predicate.value for quad in store.quads(thing))
    named = [iri for iri in sorted(stated) if iri not in _SHOWN and linker.lexicon.has(iri)]
    return tuple((linker.lexicon.label(iri).text.capitalize(), shrink(iri)) for iri in named[:_FACTS])


def _neighbours(store: Store, thing: ox.NamedNode, places: Places, linker: Linker) -> tuple[Ref | None, Ref | None]:
    """Return the passages before and after one, among those of the same whole."""
    whole = walk(store, thing, "migov:partOfPassage/^migov:partOfPassage")
    ordered = [place.passage.iri for place in places.ordered(whole)]
    if thing.value not in ordered:
        return (None, None)
    at = ordered.index(thing.value)
    before = linker.ref(ox.NamedNode(ordered[at - 1])) if at else None
    after = linker.ref(ox.NamedNode(ordered[at + 1])) if at + 1 < len(ordered) else None
    return (before, after)


def _forms(iri: str, address: Address) -> list[tuple[str, str, str]]:
    """Return the forms of the data of a page: name, media type, where."""
    path = address.link(iri).partition("#")[0]
    return [(form.name, form.media_type, f"{path}.{form.suffix}") for form in DOCUMENT if form is not HTML]


def _sources(store: Store, thing: ox.NamedNode, evidence: Iterable[Place]) -> list[str]:
    """Return the citations of the records that a page rests on, or that it is about."""
    profiles = dict.fromkeys(place.passage.profile for place in evidence if place.passage.profile)
    if not profiles:
        profiles = dict.fromkeys(
            term.value
            for term in walk(store, thing, "migov:inProfile|migov:inRecord|migov:partOfProfile|migov:accordingTo")
            if isinstance(term, ox.NamedNode) and local_of(term.value)
        )
    return [places_of(store).citation(profile) for profile in profiles]
