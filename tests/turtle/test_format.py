"""The formatter changes the looks of a file, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad

from mgi_graph.errors import SourceError, TurtleSyntaxError
from mgi_graph.turtle.format import house
from mgi_graph.turtle.format.glance import is_formatted
from mgi_graph.turtle.format.house import formatted, laid_out, used_prefixes
from mgi_graph.turtle.format.strings import quote
from mgi_graph.turtle.format.tree import DEEPEST
from mgi_graph.turtle.read import parse
from mgi_graph.turtle.terms import string_of
from mgi_graph.turtle.tokens import Token, tokens
from mgi_graph.turtle.write import write

if TYPE_CHECKING:
    from mgi_graph.project import Project

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
OWL, RDFS = "<http://www.w3.org/2002/07/owl#>", "<http://www.w3.org/2000/01/rdf-schema#>"
HEAD = f"# What this is.\n# From where.\n\n@prefix owl: {OWL} .\n@prefix rdfs: {RDFS} .\n\n@prefix ex: <urn:x:> .\n\n"
USED = "\nex:used\n    a owl:Thing ;\n    rdfs:label 'used' .\n"

IRIS = st.sampled_from(["ex:a", "ex:a.b", "<urn:x:c>", r"ex:a\,b", "owl:Class", "ex:", "<urn:x:it's>"])
VERBS = st.sampled_from(["a", "rdfs:label", "ex:p", "<urn:x:q>", "rdfs:isDefinedBy", RDF_TYPE])
PLAIN_VERBS = st.sampled_from(["ex:p", "ex:q", "<urn:x:q>"])
BODIES = st.text(st.sampled_from(list("ab'\"#\\.;é\u200b\u00a0\t ")), max_size=8)


def escaped(text: str) -> str:
    return re.sub(r"(['\"\\])", r"\\\1", text)


LITERALS = st.one_of(
    st.sampled_from(["1", "-.5", "1.e3", "true", "'it\\'s'@en-GB", "''^^ex:t", "'x'^^<urn:x:it's>", '"\\n"']),
    st.sampled_from(['"""a\n"b" # no\n\n"""', r"'\u00E9\u0022\u005C\u200B\U0001F30F\u000a'", r'"""\"\"\" \\\t\r"""']),
    BODIES.map(lambda text: f'"{escaped(text)}"'),
    BODIES.map(lambda text: f"'''\n{escaped(text)}'''@en"),
)
COMMENTS = st.sampled_from(["# ex:a ex:p .", '#\'"""', "# Rule -----", "#", "# <x>  "])
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\n  \n\n"])
GAPS = st.one_of(
    st.sampled_from([" ", "  ", "\t", "\n", "\r\n", "\n\n\n"]),
    st.builds("{}{}{}".format, st.sampled_from([" ", "\n", "\n\n"]), COMMENTS, BREAKS),
    st.builds("{}{}\n{}{}".format, st.sampled_from([" ", "\n"]), COMMENTS, COMMENTS, BREAKS),
)
Strings = list[str]


def flat(parts: list[Strings]) -> Strings:
    return [word for part in parts for word in part]


def joined(groups: list[Strings]) -> Strings:
    """Put semicolons between groups, and sometimes too many."""
    return flat([(["; ;" if at % 2 else ";"] if at else []) + group for at, group in enumerate(groups)])


def grouped(verbs: st.SearchStrategy[str], terms: st.SearchStrategy[Strings]) -> st.SearchStrategy[Strings]:
    """Words of a verb with one or two objects."""
    values = st.lists(terms, min_size=1, max_size=2)
    return st.builds(lambda verb, found: [verb, *found[0], *flat([[",", *one] for one in found[1:]])], verbs, values)


def bodies(verbs: st.SearchStrategy[str]) -> st.SearchStrategy[Strings]:
    """Words of blocks, each to be followed by a gap."""

    def nested(inner: st.SearchStrategy[Strings]) -> st.SearchStrategy[Strings]:
        lists = st.lists(inner, max_size=3).map(lambda items: ["(", *flat(items), ")"])
        return lists | st.lists(grouped(verbs, inner), max_size=3).map(lambda found: ["[", *joined(found), "]"])

    plain = (IRIS | LITERALS | st.sampled_from(["_:b", "_:c"])).map(lambda word: [word])
    terms = st.recursive(plain, nested, max_leaves=5)
    subjects = st.sampled_from([["ex:a"], ["_:b"], ["[", "]"], ["(", "1", ")"], ["[", "ex:p", "2", "]"]])
    groups = st.lists(grouped(verbs, terms), min_size=1, max_size=3)
    blocks = st.builds(lambda subject, found: [*subject, *joined(found), "."], subjects, groups)
    return st.lists(blocks | st.just(["[", "ex:p", "ex:b", "]", "."]), max_size=3).map(flat)


DIRECTIVES = st.sampled_from(
    [
        ["@prefix", "ex:", "<urn:x:>", "."],
        ["PREFIX", "owl:", OWL],
        ["@prefix", "no:", "<urn:>", "."],
        ["@prefix", "ex:", "<urn:other:>", "."],
        ["@base", "<urn:x:>", "."],
        ["BASE", "<http://x.org/>"],
    ]
)
START = ["@prefix", "rdfs:", RDFS, ".", "PREFIX", "ex:", "<urn:x:>", "@prefix", "owl:", OWL, "."]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Any Turtle, in any layout, with comments anywhere."""
    words = [*START, *flat(draw(st.lists(DIRECTIVES, max_size=3))), *draw(bodies(VERBS))]
    words += [*flat(draw(st.lists(DIRECTIVES, max_size=1))), *draw(bodies(VERBS))]
    base = draw(st.sampled_from(["", "@base <urn:y:> . "]))
    return draw(st.sampled_from(["", "# Head.\n", "\n# a\n\n# b\n"])) + base + spaced(draw, words)


@st.composite
def texts_in_order(draw: st.DrawFn) -> str:
    """Turtle whose head and predicates the house leaves where they are."""
    return HEAD + spaced(draw, draw(bodies(PLAIN_VERBS))) + USED


def spaced(draw: st.DrawFn, words: Strings) -> str:
    return "".join(word + draw(GAPS) for word in words)


def canonical(text: str) -> Strings:
    dataset = Dataset(Quad(*triple) for triple in parse(text.encode(), "a.ttl"))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def comments(text: str) -> Strings:
    return [token.text.rstrip(" \t") for token in tokens(text) if token.kind == "comment"]


@settings(max_examples=400, deadline=None)
@given(texts())
def test_any_file_keeps_its_triples_and_comments_and_is_formatted_once_for_all(text: str) -> None:
    new = formatted(text)
    assert canonical(new) == canonical(text)
    assert sorted(comments(new)) == sorted(comments(text))
    assert formatted(new) == new
    assert laid_out(new, "a.ttl") == new
    assert "\r" not in new


@settings(max_examples=200, deadline=None)
@given(texts_in_order())
def test_comments_keep_their_order_where_words_do(text: str) -> None:
    assert comments(formatted(text)) == comments(text)


@settings(max_examples=200, deadline=None)
@given(texts_in_order())
def test_a_glance_never_takes_a_file_for_formatted_that_is_not(text: str) -> None:
    new = formatted(text)
    at = len(new) // 2
    for candidate in (new, text, new[:at] + " " + new[at:], new.replace(" ;\n", "  ;\n", 1), new.replace("ex", "rdfs")):
        if is_formatted(candidate, used_prefixes(candidate)):
            assert laid_out(candidate, "a.ttl") == candidate


@settings(max_examples=300, deadline=None)
@given(LITERALS)
def test_a_string_keeps_its_value_in_any_quotes(written: str) -> None:
    first = next(tokens(written))
    if first.kind == "string":
        spelled = quote(first.text)
        assert string_of(Token("string", spelled, 1, 1)) == string_of(first)
        assert quote(spelled) == spelled


CASES = sorted((Path(__file__).parent / "format").glob("*.in.ttl"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_case_is_written_as_the_house_writes_it(path: Path) -> None:
    expected = path.with_name(path.name.replace(".in.ttl", ".out.ttl")).read_text(encoding="utf-8")
    assert formatted(path.read_text(encoding="utf-8"), path.name) == expected


def test_every_file_of_the_project_is_formatted(project: Project) -> None:
    for path in [path for part in ("ontology", "data", "shapes") for path in project.files(part)]:
        text = path.read_bytes().decode()
        assert formatted(text, path.name) == text, path


def test_a_glance_knows_most_files_of_the_project(project: Project) -> None:
    found = [path.read_bytes().decode() for path in project.files("data")]
    assert [text[:60] for text in found if not is_formatted(text, used_prefixes(text))] == []
    assert [text[:60] for text in found if laid_out(text, "a.ttl") != text] == []


def test_what_the_writer_writes_is_formatted(project: Project) -> None:
    for path in project.files("data/kh"):
        text = write(parse(path.read_bytes(), path.name))
        assert formatted(text) == text, path


def test_the_grammars_own_examples_keep_their_meaning() -> None:
    text = (Path(__file__).parent / "grammar.ttl").read_text(encoding="utf-8")
    assert canonical(formatted(text)) == canonical(text)


def test_a_carriage_return_inside_a_string_is_kept_as_an_escape() -> None:
    assert formatted('<urn:a> <urn:p> """b\r\nc""" .\r\n') == '<urn:a>\n    <urn:p> """b\\r\nc""" .\n'


def test_a_malformed_file_is_refused_at_its_place() -> None:
    with pytest.raises(TurtleSyntaxError, match=r"a\.ttl:2:"):
        formatted("@prefix ex: <urn:> .\nex:a ex:p .\n", "a.ttl")


def test_brackets_without_end_are_refused() -> None:
    text = "<urn:a> <urn:p> " + "( " * (DEEPEST + 1) + ")" * (DEEPEST + 1) + " ."
    with pytest.raises(SourceError, match="nest more than"):
        formatted(text)


@pytest.mark.parametrize(("old", "new"), [("urn:b", "urn:c"), ("# why", "")])
def test_a_layout_that_would_lose_something_is_refused(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    monkeypatch.setattr(house, "laid_out", lambda text, _: text.replace(old, new))
    with pytest.raises(SourceError, match="stays as it is"):
        formatted("<urn:a> <urn:p> <urn:b> . # why")


def test_a_ruled_comment_inside_a_statement_does_not_end_the_formatter() -> None:
    text = f"{HEAD}[ ex:p ex:b ] # Rule -----\n# more\n. [ ex:p ex:b ] .\n"
    once = formatted(text)
    assert formatted(once) == once
    assert "# Rule -----" in once
