"""The facts that lint rules work on are those of the tokens, which take ten times as long to make."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode

from mgi_graph.turtle.facts import facts
from mgi_graph.turtle.place import index
from mgi_graph.turtle.read import decode

if TYPE_CHECKING:
    from mgi_graph.project import Project

EX = "http://example.org/"
HEAD = f"@prefix ex: <{EX}> .\n"

_GAPS = st.sampled_from([" ", "\n", "\r\n", "\t", " # ex:a ex:p . @prefix no: <urn:> .\n", "#'\n", "\n\n"])
_DIRECTIVES = st.sampled_from(
    [
        ("@prefix", "ex:", f"<{EX}>", "."),
        ("@prefix", "ex:", "<http://example.org/again/>", "."),
        ("@prefix", ":", "<http://example.org/empty#>", "."),
        ("PREFIX", "un.us-ed:", f"<{EX}>"),
        ("prefix", "prefix:", f"<{EX}prefix/>"),
        ("@base", f"<{EX}>", "."),
        ("BASE", f"<{EX}base/>"),
        ("PreFix", "rel:", "<deeper/>"),
    ]
)
_IRIS = st.sampled_from(
    ["ex:a", "ex:a.b", "ex:1.2p1s1", "ex:", "prefix:a", ":b", ":", "<c>", f"<{EX}a>", r"ex:a\,b", "ex:%20:.c", "rel:d"]
)
_LITERALS = st.sampled_from(
    ["1", "-.5", "1.5", "1.e3", "true", "'ex:a . '", '"@prefix"', '"""a\n"ex:b" . """', "'it\\'s'@en-GB", "''^^ex:type"]
)
_BLANKS = st.sampled_from(["_:b", "_:b.c", "[]", "()"])


def _nested(terms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Property lists and collections of terms."""
    return st.one_of(
        st.builds("[ {} {} ; ex:q {} ]".format, _IRIS, terms, terms),
        st.builds("( {} {} )".format, terms, terms),
    )


_OBJECTS = st.recursive(_IRIS | _LITERALS | _BLANKS, _nested, max_leaves=6)
_VERBS = _IRIS | st.just("a")
_BLOCKS = st.one_of(
    st.tuples(_IRIS | st.sampled_from(["_:b", "[]", "()", "( 1 )", "[ ex:p 2 ]"]), _VERBS, _OBJECTS, st.just(".")),
    st.tuples(_IRIS, _VERBS, _OBJECTS, st.just(","), _OBJECTS, st.just(";"), _VERBS, _OBJECTS, st.just("; .")),
    st.just(("[ ex:p ex:o ]", ".")),
)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    parts = draw(st.lists(_DIRECTIVES | _BLOCKS, max_size=7))
    words = [word for part in parts for word in part]
    start = (
        "@prefix rel: <urn:rel/> .\n@prefix : <urn:> .\n@prefix prefix: <urn:prefix/> .\n" + HEAD + f"@base <{EX}> .\n"
    )
    return start + "".join(word + draw(_GAPS) for word in words)


def agree(text: str, name: str = "a.ttl") -> None:
    """Hold what the engine and the scan say of a text against its tokens."""
    places = index(text, name)
    found, parsed = facts(places), places.document
    terms = [term for statement in parsed.statements for term in statement[:3]]
    assert found.used == parsed.used
    assert found.declarations == len(parsed.declarations)
    assert found.prefixes == {declared.prefix: declared.namespace for declared in parsed.declarations}
    assert found.blocks == len(parsed.blocks)
    assert found.subjects == {node.value for node, _ in parsed.blocks if isinstance(node, NamedNode)}
    assert found.names == {term.value for term in terms if isinstance(term, NamedNode)}
    assert found.has_blanks == any(isinstance(term, BlankNode) for term in terms)
    assert named(found.triples) == named(statement[:3] for statement in parsed.statements)


def named(triples: object) -> Counter[tuple[object, ...]]:
    """Count the triples without blank nodes, which are the ones that can be repeated."""
    found = (tuple(triple) for triple in triples)  # type: ignore[attr-defined]
    return Counter(triple for triple in found if not any(isinstance(term, BlankNode) for term in triple))


def test_the_facts_of_every_file_of_the_project_are_those_of_its_tokens(project: Project) -> None:
    for path in [path for part in ("ontology", "data", "shapes") for path in project.files(part)]:
        agree(decode(path.read_bytes(), path.name), project.name(path))


def test_the_facts_of_the_grammars_own_examples_are_those_of_their_tokens() -> None:
    agree((Path(__file__).parent / "grammar.ttl").read_text(encoding="utf-8"))


@settings(max_examples=400, deadline=None)
@given(_texts())
def test_the_facts_of_any_file_are_those_of_its_tokens(text: str) -> None:
    agree(text)


@pytest.mark.parametrize(
    "body",
    [
        "ex:a ex:p 1 . ex:a ex:p 1 .",
        "ex:a ex:p 1.\nex:b ex:p ex:c.\nex:a ex:q ex:c.d.",
        "ex:a ex:p 1 ; ex:q [ ex:p ex:b ] . [] ex:p ex:a . ex:a ex:p 1 .",
        "@prefix#ex:\nno:<urn:no>.ex:a ex:p 'no:x'.#no:y\n",
        "ex:a ex:p ex:b .\r\nPREFIX ex: <urn:other>\r\nex:a ex:p ex:b .\r\n",
    ],
)
def test_the_facts_of_a_trap_are_those_of_its_tokens(body: str) -> None:
    agree(HEAD + body)
    agree(decode(b"\xef\xbb\xbf" + (HEAD + body).encode(), "a.ttl"))


def test_only_a_file_with_something_to_show_is_split_into_tokens() -> None:
    from mgi_graph.turtle.lint import lint

    head = "# Things.\n# Made up.\n\n@prefix migov: <https://w3id.org/migov/ontology#> .\n"
    clean, broken = index(head + "migov:a a migov:a .\n", "ontology/a.ttl"), index(head, "ontology/b.ttl")
    assert [result.rule for result in lint([clean, broken], guards_build=True)] == ["unused-prefix"]
    assert ("document" in vars(clean), "document" in vars(broken)) == (False, True)
