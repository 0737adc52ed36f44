"""What a file could make dear is bounded, and what a fuzzer has found stays put right (scripts/fuzz.py)."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import BlankNode

from mgi_graph.turtle import names
from mgi_graph.turtle.lint import lint
from mgi_graph.turtle.place import index


@pytest.mark.parametrize("base", ["htpp://example.org/base/", "http:+/example.org/", "urn:a:b", "x:/a/../b/"])
@pytest.mark.parametrize("reference", ["", "#", "a", "../b", "?q", "//h/p", "y:z", "a#"])
def test_a_base_of_any_scheme_is_resolved_as_the_engine_does(base: str, reference: str) -> None:
    found = index(f"BASE <{base}>\n<{reference}> <urn:p> <{reference}> , [] .\n", "a.ttl")
    mine = Counter((s.subject, s.predicate, _plain(s.object)) for s in found.document.statements)
    assert mine == Counter((t.subject, t.predicate, _plain(t.object)) for t in found.reading.triples)


def _plain(term: object) -> object:
    return None if isinstance(term, BlankNode) else term


def test_many_undeclared_names_are_all_told_and_few_of_them_get_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_PAIRS", 600)
    head = "# A.\n# B.\n\n@prefix xy: <https://w3id.org/migov/id/xy/> .\n\n"
    body = "".join(f"xy:thing-{at} <urn:p> xy:thong-{at} .\n" for at in range(200))
    found = [result for result in lint([index(head + body, "data/xy/a.ttl")]) if result.rule == "undeclared-thing"]
    assert len(found) == 200
    assert sum(result.correction is not None for result in found) == 3
