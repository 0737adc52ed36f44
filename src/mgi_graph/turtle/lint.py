"""Check what no parser checks: that the files say each thing once, under names that exist.

Every rule is a function from the facts of the files to the places that break it, listed in :data:`RULES`
under its name. It asks for the places of a file, which are dear, when the facts leave it something to show.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Triple

from mgi_graph.conformance import Result, in_order
from mgi_graph.namespaces import namespace, shrink
from mgi_graph.turtle import deprecation, names, published, style, texts
from mgi_graph.turtle.facts import facts
from mgi_graph.turtle.rule import Rule, Slip
from mgi_graph.turtle.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from mgi_graph.errors import Place
    from mgi_graph.turtle.facts import Facts
    from mgi_graph.turtle.place import PlaceIndex

#: A file that relates terms defined elsewhere is allowed to open their blocks again.
_RELATING: Final = ("ontology/alignment/", "ontology/disjointness.ttl")
_COMMENT_LINES: Final = 2


def lint(files: Iterable[PlaceIndex], *, guards_build: bool = False, is_whole: bool = True) -> tuple[Result, ...]:
    """Run the rules over the files together, or only those that guard a build.

    Where the files are not the whole project, nothing is said of what they do not declare.
    """
    return lint_facts([facts(file) for file in files], guards_build=guards_build, is_whole=is_whole)


def lint_facts(
    files: Sequence[Facts],
    *,
    guards_build: bool = False,
    is_whole: bool = True,
    about: Collection[str] | None = None,
) -> tuple[Result, ...]:
    """Do the same with facts that are known; ``about`` names the files that rules about one file look at, else all."""
    asked = files if about is None else [file for file in files if file.file in about]
    return in_order(
        Result(rule=name, severity=rule.severity, message=message, place=place, focus=focus, correction=correction)
        for name, rule in RULES.items()
        if (rule.guards_build or not guards_build) and (is_whole or not name.startswith("undeclared-"))
        for place, focus, message, correction in rule.check(files if rule.spans_files else asked)
    )


def _header_comment(files: Sequence[Facts]) -> Iterator[Slip]:
    for file in files:
        top = takewhile(lambda token: token.line <= _COMMENT_LINES, tokens(file.places.text))
        if sum(token.kind == "comment" and token.column == 1 for token in top) < _COMMENT_LINES:
            message = "a file opens with two comment lines: what it is, and where its model comes from"
            yield Slip(file.places.start(), None, message)


def _subject_twice(files: Sequence[Facts]) -> Iterator[Slip]:
    for places in [file.places for file in files if file.blocks > len(file.subjects)]:
        first: dict[str, int] = {}
        for node, token in places.document.blocks:
            if isinstance(node, NamedNode) and first.setdefault(node.value, token.line) != token.line:
                message = f"{shrink(node.value)} has one block in a file, and line {first[node.value]} holds it"
                yield Slip(places.at(token), node.value, message)


def _subject_in_two_files(files: Sequence[Facts]) -> Iterator[Slip]:
    first: dict[str, Facts] = {}
    for file in files:
        if file.file.startswith(_RELATING):
            continue
        again = {iri for iri in file.subjects if first.setdefault(iri, file) is not file}
        for iri, place in file.places.subjects() if again else ():
            if iri in again:
                yield Slip(
                    place, iri, f"{shrink(iri)} stands in one file, and {first[iri].places.subject(iri)} holds it"
                )


def _triple_in_two_files(files: Sequence[Facts]) -> Iterator[Slip]:
    counts = Counter(chain.from_iterable(file.triples for file in files))
    repeated = {triple for triple, times in counts.items() if times > 1 and not _is_blank(triple)}
    first: dict[Triple, Place] = {}
    for places in [file.places for file in files if not repeated.isdisjoint(file.triples)]:
        for statement in places.document.statements:
            triple, place = Triple(*statement[:3]), places.at(statement.at[2])
            if triple in repeated and first.setdefault(triple, place) is not place:
                message = f"this value of {shrink(triple.predicate.value)} is stated once, at {first[triple]}"
                yield Slip(place, statement.subject.value, message)


def _is_blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)


def _unused_prefix(files: Sequence[Facts]) -> Iterator[Slip]:
    for file in files:
        unused = file.prefixes.keys() - file.used
        for declared in file.places.document.declarations if unused else ():
            if declared.prefix in unused:
                yield Slip(
                    file.places.at(declared.at), None, f"a declared prefix is used, and {declared.prefix}: is not"
                )


def _drifting_prefix(files: Sequence[Facts]) -> Iterator[Slip]:
    for file in files:
        is_known = all(namespace(prefix) == space for prefix, space in file.prefixes.items())
        if is_known and file.declarations == len(file.prefixes):
            continue
        for declared in file.places.document.declarations:
            expected = namespace(declared.prefix)
            if expected is None:
                message = f"a prefix is one that the project knows, and {declared.prefix}: is not"
            else:
                message = f"{declared.prefix}: stands for <{expected}> in every file"
            if expected != declared.namespace:
                yield Slip(file.places.at(declared.at), None, message)


def _blank_node_in_data(files: Sequence[Facts]) -> Iterator[Slip]:
    for places in [file.places for file in files if file.has_blanks and file.file.startswith("data/")]:
        seen = {
            token
            for statement in places.document.statements
            for term, token in ((statement.subject, statement.at[0]), (statement.object, statement.at[2]))
            if isinstance(term, BlankNode)
        }
        for token in seen:
            yield Slip(places.at(token), None, "every thing in the data has an IRI, so that it can be cited")


RULES: Final = {
    "header-comment": Rule(
        says="A file opens with two comment lines: what it is, and where its model comes from.", check=_header_comment
    ),
    "subject-twice": Rule(says="A subject has one block in a file.", check=_subject_twice),
    "subject-in-two-files": Rule(
        says="A subject stands in one file; alignments and disjointness may open it again.",
        check=_subject_in_two_files,
        spans_files=True,
    ),
    "triple-in-two-files": Rule(says="A triple is stated once.", check=_triple_in_two_files, spans_files=True),
    "unused-prefix": Rule(says="A declared prefix is used.", check=_unused_prefix),
    "drifting-prefix": Rule(says="A prefix stands for the same namespace in every file.", check=_drifting_prefix),
    "blank-node-in-data": Rule(says="Every thing in the data has an IRI.", check=_blank_node_in_data),
    "undeclared-term": Rule(
        says="A term of ours is declared in the ontology.", check=names.undeclared_term, spans_files=True
    ),
    "undeclared-concept": Rule(
        says="A concept of ours is declared in a vocabulary.", check=names.undeclared_concept, spans_files=True
    ),
    "undeclared-thing": Rule(
        says="A thing of ours is described in the data.", check=names.undeclared_thing, spans_files=True
    ),
    "unknown-term": Rule(says="A term of a published vocabulary is one that it has.", check=published.unknown_term),
    "http-schema": Rule(says="Terms of schema.org begin with `https://schema.org/`.", check=published.http_schema),
    "not-composed": Rule(says="Text is in Unicode's Normalization Form C.", check=texts.not_composed),
    "stray-space": Rule(says="A label has single spaces, and none at its ends.", check=texts.stray_space),
    "data-name": Rule(says="A name of ours in the data is lower case, ASCII, with hyphens.", check=style.data_name),
    "deprecated-term": Rule(
        says="A deprecated term is used by nothing; the correction is what replaces it.",
        check=deprecation.deprecated_term,
        severity="Warning",
        guards_build=False,
    ),
    "term-order": Rule(
        says="Terms of the ontology stand A to Z in their ruled section.",
        check=style.term_order,
        severity="Warning",
        guards_build=False,
    ),
    "house-format": Rule(
        says="A file is written as `mgi fmt` writes it.",
        check=style.house_format,
        severity="Warning",
        guards_build=False,
    ),
}
