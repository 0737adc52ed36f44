"""The query behind the page of a thing: the same paths that the page walks, as SPARQL."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import PREFIXES, namespace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.server.pages.kinds.model import Section

_PREFIX: Final = re.compile(r"\b([a-z]+):[A-Za-z_]")
_LABELS: Final = "skos:prefLabel|rdfs:label|migov:statement|dcterms:title"


def query_of(iri: str, facts: Sequence[tuple[str, str]], sections: Sequence[Section]) -> str:
    """Return a SELECT with a row for each entry of the page: the section that it stands in, and the thing."""
    return _form(tuple(facts), tuple((each.title, each.path, each.of, each.without) for each in sections)).replace(
        "<$>", f"<{iri}>"
    )


@lru_cache(maxsize=512)
def _form(facts: tuple[tuple[str, str], ...], sections: tuple[tuple[str, str, str, str], ...]) -> str:
    blocks = [_block(name, path, "", "") for name, path in facts]
    blocks += [_block(*each) for each in sections]
    body = "\n    UNION\n".join(blocks)
    text = (
        "SELECT DISTINCT ?section ?thing ?label\n"
        f"WHERE {{\n{body}\n    OPTIONAL {{ ?thing {_LABELS} ?label }}\n}}\n"
        "ORDER BY ?section ?label ?thing\n"
    )
    used = sorted({name for name in _PREFIX.findall(text) if namespace(name)}, key=lambda name: (name == "migov", name))
    return "\n".join([*(f"PREFIX {name}: <{PREFIXES[name]}>" for name in used), "", text])


def _block(title: str, path: str, of: str, without: str) -> str:
    lines = [f'    {{ BIND ("{title}" AS ?section) <$> {path} ?thing .']
    if of:
        classes = " ".join(of.split("|"))
        lines.append(
            f"      ?thing a ?class . VALUES ?class {{ {classes} }}" if "|" in of else f"      ?thing a {of} ."
        )
    if without:
        lines.append(f"      FILTER NOT EXISTS {{ <$> {without} ?thing }}")
    lines.append("      FILTER (?thing != <$>) }")
    return "\n".join(lines)
