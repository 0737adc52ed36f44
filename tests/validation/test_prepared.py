"""What pySHACL asks for again and again is read once: it takes two thirds of its time otherwise."""

from __future__ import annotations

import pyshacl
from rdflib import Graph

from mgi_graph.validation import prepared

SHAPES = """
@prefix ex: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [
    sh:message "none" ; sh:select "SELECT $this WHERE { $this <http://example.org/none> $this }"
] .
"""
DATA = "@prefix ex: <http://example.org/> . ex:a a ex:C . ex:b a ex:C . ex:c a ex:C ; ex:none ex:c ."


def test_a_constraint_is_parsed_once_for_all_focus_nodes() -> None:
    prepared._prepared.cache_clear()
    data = prepared.DataGraph().parse(data=DATA, format="turtle")
    conforms, _, _ = pyshacl.validate(
        data, shacl_graph=Graph().parse(data=SHAPES, format="turtle"), advanced=True, inplace=True
    )
    assert not conforms
    read = prepared._prepared.cache_info()
    assert (read.misses, read.hits) == (1, 2)
