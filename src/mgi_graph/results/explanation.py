"""An explanation as a tree for a person, as JSON for a program, and as triples for a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.results.cells import safe
from mgi_graph.results.pointer import pointer
from mgi_graph.results.rdf import write_turtle
from mgi_graph.results.records import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_graph.explanation.explain import Explanation
    from mgi_graph.explanation.proof import Proof
    from mgi_graph.store.protocol import Term

_RDF: Final = namespaces.STANDARD["rdf"]
_RDFS: Final = namespaces.STANDARD["rdfs"]
_FIRST: Final = f"{_RDF}first"
_REST: Final = f"{_RDF}rest"
_NIL: Final = ox.NamedNode(f"{_RDF}nil")
#: Datatypes whose values Turtle writes bare.
_SHORT: Final = {namespaces.STANDARD["xsd"] + name for name in ("integer", "decimal", "boolean")}
_PROV: Final = namespaces.STANDARD["prov"]
#: Where the rules stand: OWL 2 Web Ontology Language Profiles, §4.3.
_RULES: Final = "https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules"


def write_text(explanation: Explanation) -> str:
    """Write the triple and its proof as a tree: a rule in words, then what it concludes from."""
    if explanation.proof is None:
        lines = [f"{_written(explanation.triple)}", "does not hold: no file states it and no rule leads to it."]
        if explanation.nearest:
            lines += ["", "What holds instead:", *(f"  {_written(triple)}" for triple in explanation.nearest)]
        return "\n".join(lines) + "\n"
    return "\n".join(_tree(explanation, explanation.proof)) + "\n"


def write_json(explanation: Explanation) -> str:
    """Write the proof as nested objects."""
    return dumps(
        {
            "triple": _record(explanation.triple),
            "holds": explanation.holds,
            "proof": _node(explanation, explanation.proof) if explanation.proof else None,
            "nearest": [_record(triple) for triple in explanation.nearest],
            "dataset": f"sha256:{explanation.digest}",
        }
    )


def write_triples(explanation: Explanation) -> str:
    """Write the proof as Turtle: each triple a rdf:Statement, derived (PROV-O) from others or with its place.

    A triple that does not hold gives no statement, and so an empty document.
    """
    if explanation.proof is None:
        return "# The triple does not hold: no file states it and no rule leads to it.\n"
    names: dict[ox.Triple, ox.BlankNode] = {}
    for node in explanation.proof.nodes():
        names.setdefault(node.triple, ox.BlankNode(f"s{len(names):04d}"))
    triples: set[ox.Triple] = set()
    for node in explanation.proof.nodes():
        triples.update(_statement(explanation, node, names))
    return write_turtle(triples)


def _tree(explanation: Explanation, node: Proof, indent: str = "", branch: str = "") -> Iterator[str]:
    names = _unnamed(explanation.proof)
    yield f"{indent}{branch}{_written(node.triple, names)}"
    below = indent + {"": "", "├─ ": "│  ", "└─ ": "   "}[branch]
    yield f"{below}   {_why(explanation, node)}"
    shown = [premise for premise in node.premises if not _in_list(premise.triple)]
    for number, premise in enumerate(shown, start=1):
        yield from _tree(explanation, premise, below, "└─ " if number == len(shown) else "├─ ")


def _why(explanation: Explanation, node: Proof) -> str:
    if node.rule:
        return f"by {node.rule.name}: {node.rule.summary}"
    place = explanation.places.get(node.triple)
    return f"stated in {place}" if place else "stated"


def _in_list(triple: ox.Triple) -> bool:
    """Tell whether a triple is part of a list, which is shown where it is used."""
    return isinstance(triple.subject, ox.BlankNode) and triple.predicate.value in {_FIRST, _REST}


def _unnamed(proof: Proof | None) -> Mapping[Term, str]:
    """Return what unnamed things are called in a tree: lists by their members, others by number."""
    triples = {node.triple for node in proof.nodes()} if proof else set()
    first: dict[Term, Term] = {triple.subject: triple.object for triple in triples if triple.predicate.value == _FIRST}
    rest: dict[Term, Term] = {triple.subject: triple.object for triple in triples if triple.predicate.value == _REST}
    names: dict[Term, str] = {}
    for start in first:
        members: list[str] = []
        node: Term = start
        while node in first:
            members.append(_name(first[node], names))
            node = rest.get(node, _NIL)
        names[start] = f"( {' '.join(members)}{'' if node == _NIL else ' …'} )"
    others = {term for triple in triples for term in (triple.subject, triple.object) if isinstance(term, ox.BlankNode)}
    for number, term in enumerate(sorted(others - set(names), key=str), start=1):
        names[term] = f"_:{number}"
    return names


def _written(triple: ox.Triple, names: Mapping[Term, str] | None = None) -> str:
    return " ".join(_name(term, names or {}) for term in (triple.subject, triple.predicate, triple.object))


def _name(term: Term, names: Mapping[Term, str]) -> str:
    if isinstance(term, ox.NamedNode):
        return namespaces.shrink(term.value)
    if isinstance(term, ox.Literal) and term.datatype.value in _SHORT:
        return term.value
    return names.get(term) or safe(str(term))


def _record(triple: ox.Triple) -> dict[str, str]:
    return {"subject": str(triple.subject), "predicate": str(triple.predicate), "object": str(triple.object)}


def _node(explanation: Explanation, node: Proof) -> dict[str, Any]:
    found: dict[str, Any] = {"triple": _record(node.triple)}
    if node.rule:
        found["rule"] = {"name": node.rule.name, "table": node.rule.table, "summary": node.rule.summary}
        found["premises"] = [_node(explanation, premise) for premise in node.premises]
        return found
    place = explanation.places.get(node.triple)
    stated = {"file": place.file, "line": place.line, "column": place.column} if place else None
    return found | {"stated": stated}


def _statement(explanation: Explanation, node: Proof, names: Mapping[ox.Triple, ox.BlankNode]) -> Iterator[ox.Triple]:
    this = names[node.triple]
    yield ox.Triple(this, ox.NamedNode(f"{_RDF}type"), ox.NamedNode(f"{_RDF}Statement"))
    for name, term in zip(("subject", "predicate", "object"), node.triple, strict=True):
        if not isinstance(term, ox.Triple):
            yield ox.Triple(this, ox.NamedNode(_RDF + name), term)
    if node.rule:
        activity = ox.BlankNode(f"r{this.value}")
        yield ox.Triple(this, ox.NamedNode(f"{_PROV}wasGeneratedBy"), activity)
        yield ox.Triple(activity, ox.NamedNode(f"{_RDFS}label"), ox.Literal(node.rule.name))
        yield ox.Triple(activity, ox.NamedNode(f"{_RDFS}seeAlso"), ox.NamedNode(_RULES))
        for premise in node.premises:
            yield ox.Triple(this, ox.NamedNode(f"{_PROV}wasDerivedFrom"), names[premise.triple])
    elif place := explanation.places.get(node.triple):
        yield from pointer(this, place)
