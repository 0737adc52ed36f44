"""The pages of kinds are written down as paths; each means what SPARQL would make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from mgi_graph.namespaces import MIGOV, STANDARD, expand
from mgi_graph.queries.syntax import declare
from mgi_graph.server.pages.behind import query_of
from mgi_graph.server.pages.kinds import COMMON, KINDS, kind_of
from mgi_graph.server.pages.lexicon import lexicon_of
from mgi_graph.server.pages.walk import steps, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.server.pages.kinds.model import Kind, Section
    from mgi_graph.store.embedded import EmbeddedStore

TYPE = f"{STANDARD['rdf']}type"


def paths_of(section: Section) -> Iterator[str]:
    yield from (path for path in (section.path, section.without, section.rank, section.mark) if path)
    yield from (column.path for column in section.columns if column.path != ".")


def paths(kind: Kind) -> Iterator[str]:
    yield from kind.badges
    yield from kind.texts
    yield from (path for _, path in kind.facts)
    for section in (*kind.sections, *COMMON):
        yield from paths_of(section)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.of)
def test_every_step_of_a_path_is_a_property_that_there_is(store: EmbeddedStore, kind: Kind) -> None:
    """A misspelt property would leave a section out for ever, and nobody would miss it."""
    for path in paths(kind):
        for step in (step for sequence in steps(path) for step in sequence):
            if step.predicate.value.startswith(MIGOV):
                assert any(store.quads(step.predicate, ox.NamedNode(TYPE))), step.predicate.value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.of)
def test_every_class_that_is_named_is_one_that_there_is(store: EmbeddedStore, kind: Kind) -> None:
    names = [kind.of, *(name for section in kind.sections for name in section.of.split("|") if name)]
    for name in (name for name in names if name.startswith("migov:")):
        assert any(store.quads(ox.NamedNode(expand(name)), ox.NamedNode(TYPE))), name


def test_every_class_with_members_has_a_kind(store: EmbeddedStore, examples: dict[str, tuple[str, ...]]) -> None:
    lexicon = lexicon_of(store)
    ours = {iri: things for iri, things in examples.items() if iri.startswith(MIGOV)}
    without = [iri for iri, things in ours.items() if kind_of(lexicon.types(things[0])) is None]
    assert without == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.of)
def test_sections_of_a_page_are_told_apart(kind: Kind) -> None:
    anchors = [section.anchor for section in (*kind.sections, *COMMON)]
    assert len(anchors) == len(set(anchors))
    assert not {name for name, _ in kind.facts} & {section.title for section in kind.sections}
    assert not {"facts", "contents", "evidence", "behind", "main", "find"} & set(anchors)


def test_walking_a_path_finds_what_sparql_finds(store: EmbeddedStore, examples: dict[str, tuple[str, ...]]) -> None:
    lexicon = lexicon_of(store)
    checked = 0
    for things in examples.values():
        kind = kind_of(lexicon.types(things[-1]))
        for path in dict.fromkeys(paths(kind) if kind else ()):
            text = declare(f"SELECT DISTINCT ?x WHERE {{ <{things[-1]}> {path} ?x }}", store.graph_names(), file="q")
            assert set(walk(store, ox.NamedNode(things[-1]), path)) == {row[0] for row in store.select(text).rows}
            checked += 1
    assert checked > 500


def test_the_query_behind_a_page_gives_what_the_page_lists(
    store: EmbeddedStore, examples: dict[str, tuple[str, ...]]
) -> None:
    lexicon = lexicon_of(store)
    for things in examples.values():
        kind = kind_of(lexicon.types(things[0]))
        if kind is None:
            continue
        node = ox.NamedNode(things[0])
        found = store.select(query_of(things[0], kind.facts, kind.sections)).rows
        for section in (each for each in kind.sections if not each.of):
            away = set(walk(store, node, section.without)) if section.without else set()
            listed = {term for term in walk(store, node, section.path) if term != node} - away
            told = {row[1] for row in found if isinstance(row[0], ox.Literal) and row[0].value == section.title}
            assert told == listed, (things[0], section.title)
