"""A correction is what somebody could write, and only where it can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mgi_graph.turtle.read import parse
from mgi_graph.validation import fast
from mgi_graph.validation.correct import Corrector

if TYPE_CHECKING:
    from pyoxigraph import Triple

HEAD = """@prefix migov: <https://w3id.org/migov/ontology#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .
"""


def triples(text: str) -> list[Triple]:
    return parse((HEAD + text).encode(), "a.ttl")


@pytest.mark.parametrize(
    ("rule", "data", "correction"),
    [
        (
            "sh:class migov:Body",
            "xy:a migov:p xy:ministri-of-works . xy:ministry-of-works a migov:Body .",
            "xy:ministry-of-works",
        ),
        ("sh:class migov:Body", "xy:a migov:p xy:other . xy:ministry-of-works a migov:Body .", None),
        ("sh:in ( xy:yes xy:no )", "xy:a migov:p xy:yess .", "xy:yes"),
        ("sh:in ( 1 2 )", "xy:a migov:p 7 .", None),
        ("sh:hasValue xy:b", "xy:a migov:p xy:c .", "migov:p xy:b"),
        ("sh:datatype xsd:integer", "xy:a migov:p '2019' .", "2019"),
        ("sh:datatype xsd:integer", "xy:a migov:p 'soon' .", None),
        ("sh:datatype xsd:date", "xy:a migov:p '2020-01-01' .", '"2020-01-01"^^xsd:date'),
        ("sh:datatype xsd:boolean", "xy:a migov:p 'Yes' .", "true"),
        ("sh:datatype rdf:langString", "xy:a migov:p 'works' .", '"works"@en'),
        ("sh:datatype xsd:string", "xy:a migov:p 'works'@en .", '"works"'),
        ("sh:datatype xsd:string", "xy:a migov:p xy:b .", None),
        ("sh:pattern '^[0-9]+$'", "xy:a migov:p 'x' . xy:b migov:p '12' .", 'for example "12"'),
        ("sh:pattern '^[0-9]+$'", "xy:a migov:p 'x' .", None),
        ("sh:minCount 1", "xy:a a migov:Body . xy:b a migov:Body ; migov:p xy:c .", "for example migov:p xy:c"),
        ("sh:minCount 1", "xy:a a migov:Body .", None),
        ("sh:maxCount 1", "xy:a migov:p 1 , 2 .", None),
        ("sh:node [ sh:class migov:Body ]", "xy:a migov:p xy:wrks . xy:works a migov:Body .", "xy:works"),
        ("sh:node [ sh:class migov:Body ]", "xy:a migov:p xy:wrks . xy:works a migov:Law .", None),
        (
            "sh:node [ sh:class migov:Body ]",
            "xy:a migov:p 'Public works' . xy:public-works a migov:Body .",
            "xy:public-works",
        ),
        (
            "sh:node [ sh:class migov:Body ; sh:property [ sh:path migov:q ; sh:hasValue xy:c ] ]",
            "xy:a migov:p xy:wrk . xy:work a migov:Body . xy:works a migov:Body ; migov:q xy:c .",
            "xy:works",
        ),
        ("sh:node [ sh:datatype xsd:integer ; sh:minInclusive 1800 ]", "xy:a migov:p '2019' .", "2019"),
        (
            "sh:node [ sh:datatype xsd:integer ; sh:minInclusive 1800 ]",
            "xy:a migov:p 19 . xy:b migov:p 1999 .",
            "for example 1999",
        ),
        ("sh:node [ sh:datatype xsd:integer ; sh:minInclusive 1800 ]", "xy:a migov:p 19 .", None),
        (
            "sh:node [ sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYearMonth ] ) ]",
            "xy:a migov:p '2020-02' .",
            '"2020-02"^^xsd:gYearMonth',
        ),
        ("sh:node [ sh:node [ sh:languageIn ( 'en' ) ] ; sh:pattern '[.]$' ]", "xy:a migov:p 'a b' .", '"A b."@en'),
        ("sh:node [ sh:languageIn ( 'en' ) ; sh:pattern '^(?!.*  )' ]", "xy:a migov:p 'a  b'@en .", '"a b"@en'),
    ],
)
def test_a_correction_is_told_where_it_can_be(rule: str, data: str, correction: str | None) -> None:
    shapes = triples(f"xy:S a sh:NodeShape ; sh:targetNode xy:a ; sh:property [ sh:path migov:p ; {rule} ] .")
    (found,) = [found for found in fast.find(triples(data), shapes) if found.focus.endswith("/a>")]
    assert Corrector(triples(data), shapes).correction(found) == correction
