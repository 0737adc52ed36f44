"""Check what no parser checks: that the files say each thing once, under names that exist.

Every rule is a function from the indexed files to results, listed in :data:`RULES` under its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode

from mgi_graph.conformance import Result, in_order
from mgi_graph.namespaces import namespace, shrink
from mgi_graph.turtle.names import RULES as NAME_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mgi_graph.errors import Place
    from mgi_graph.turtle.place import PlaceIndex
    from mgi_graph.turtle.statements import Statement

#: A file that relates terms defined elsewhere is allowed to open their blocks again.
_RELATING: Final = ("ontology/alignment/", "ontology/disjointness.ttl")
_COMMENT_LINES: Final = 2


def lint(files: Iterable[PlaceIndex]) -> tuple[Result, ...]:
    """Run every rule over the files together; all results are Violations."""
    indexes = tuple(files)
    return in_order(
        Result(rule=name, severity="Violation", message=message, place=place, focus=focus)
        for name, rule in RULES.items()
        for place, focus, message in rule(indexes)
    )


def _header_comment(files: Sequence[PlaceIndex]) -> Iterator[tuple[Place, None, str]]:
    for file in files:
        lines = {token.line for token in file.document.comments if token.column == 1}
        if not lines.issuperset(range(1, _COMMENT_LINES + 1)):
            yield file.start(), None, "a file opens with two comment lines: what it is, and where its model comes from"


def _subject_twice(files: Sequence[PlaceIndex]) -> Iterator[tuple[Place, str, str]]:
    for file in files:
        first: dict[str, int] = {}
        for node, token in file.document.blocks:
            if isinstance(node, NamedNode) and first.setdefault(node.value, token.line) != token.line:
                message = f"{shrink(node.value)} has one block in a file, and line {first[node.value]} holds it"
                yield file.at(token), node.value, message


def _subject_in_two_files(files: Sequence[PlaceIndex]) -> Iterator[tuple[Place, str, str]]:
    first: dict[str, Place] = {}
    for file in files:
        if file.file.startswith(_RELATING):
            continue
        for iri, place in file.subjects():
            if first.setdefault(iri, place).file != file.file:
                yield place, iri, f"{shrink(iri)} stands in one file, and {first[iri]} holds it"


def _triple_in_two_files(files: Sequence[PlaceIndex]) -> Iterator[tuple[Place, str, str]]:
    first: dict[tuple[object, ...], tuple[PlaceIndex, Statement]] = {}
    for file in files:
        for statement in file.document.statements:
            if isinstance(statement.subject, BlankNode) or isinstance(statement.object, BlankNode):
                continue
            here = file, statement
            there, known = first.setdefault(statement[:3], here)
            if known is not statement:
                message = (
                    f"this value of {shrink(statement.predicate.value)} is stated once, at {there.at(known.at[2])}"
                )
                yield file.at(statement.at[2]), statement.subject.value, message


def _unused_prefix(files: Sequence[PlaceIndex]) -> Iterator[tuple[Place, None, str]]:
    for file in files:
        for declared in file.document.declarations:
            if declared.prefix not in file.document.used:
                yield file.at(declared.at), None, f"a declared prefix is used, and {declared.prefix}: is not"


def _drifting_prefix(files: Sequence[PlaceIndex]) -> Iterator[tuple[Place, None, str]]:
    for file in files:
        for declared in file.document.declarations:
            expected = namespace(declared.prefix)
            if expected is None:
                message = f"a prefix is one that the project knows, and {declared.prefix}: is not"
            elif expected != declared.namespace:
                message = f"{declared.prefix}: stands for <{expected}> in every file"
            else:
                continue
            yield file.at(declared.at), None, message


def _blank_node_in_data(files: Sequence[PlaceIndex]) -> Iterator[tuple[Place, None, str]]:
    for file in files:
        if file.file.startswith("data/"):
            seen = {
                token
                for statement in file.document.statements
                for term, token in ((statement.subject, statement.at[0]), (statement.object, statement.at[2]))
                if isinstance(term, BlankNode)
            }
            for token in seen:
                yield file.at(token), None, "every thing in the data has an IRI, so that it can be cited"


RULES: Final = {
    "header-comment": _header_comment,
    "subject-twice": _subject_twice,
    "subject-in-two-files": _subject_in_two_files,
    "triple-in-two-files": _triple_in_two_files,
    "unused-prefix": _unused_prefix,
    "drifting-prefix": _drifting_prefix,
    "blank-node-in-data": _blank_node_in_data,
    **NAME_RULES,
}
