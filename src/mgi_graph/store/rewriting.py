"""What of a query is written otherwise before it goes to an engine elsewhere, its meaning kept.

- ``isIRI`` and ``isBlank`` tell a blank node where one stood in the dataset: :mod:`mgi_graph.store.skolem`.
- ``VALUES ?x { UNDEF }``, a parameter that sets no limit, is left out: a join with it changes nothing (SPARQL 1.1
  §18.5). Jena takes ``?x`` to be bound by it and tests filters too early (``docs/engines.md``).
"""

from __future__ import annotations

import re
from typing import Final

from mgi_graph.store.skolem import GENID

#: What of SPARQL may hold the name of a function without a call of it, and the calls that matter (§17.4.2.1, .2).
_SCAN: Final = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
    r"""|\#[^\n]*|(?P<free>\bVALUES\s*[?$]\w+\s*\{\s*UNDEF\s*\})|(?P<call>(?<![\w?$:.-])(?:isIRI|isURI|isBlank))\s*(?P<open>\()|[()]""",
    re.IGNORECASE | re.DOTALL,
)
_GRAPH: Final = re.compile(r"\bGRAPH\b", re.IGNORECASE)
#: The word that tells the form of a query, and no prefix that is called so.
_FORM: Final = re.compile(r"(?<![\w?$:.-])(?:SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:.-])", re.IGNORECASE)
_WORTH: Final = re.compile("isIRI|isURI|isBlank|UNDEF", re.IGNORECASE)


def rewrite(query: str) -> str:
    """Return a query as engines are asked it.

    >>> rewrite("ASK { ?s ?p ?o FILTER isIRI(?o) }")
    'ASK { ?s ?p ?o FILTER (isIRI(?o) && !STRSTARTS(STR(?o), "https://w3id.org/.well-known/genid/migov/")) }'
    >>> rewrite("ASK { VALUES $s { UNDEF } ?s ?p 'VALUES ?s { UNDEF }' }")
    "ASK {  ?s ?p 'VALUES ?s { UNDEF }' }"
    """
    if not _WORTH.search(query):
        return query
    made: list[str] = []
    opened: list[tuple[str, int]] = []
    at = 0
    for match in _SCAN.finditer(query):
        text = match[0]
        if match["free"]:
            made.append(query[at : match.start()])
            at = match.end()
        elif match["call"]:
            made += [query[at : match.start()], ""]
            opened.append((match["call"].lower(), len(made)))
            at = match.end()
        elif text == "(":
            opened.append(("", 0))
        elif text == ")" and opened:
            call, start = opened.pop()
            if call:
                inner = "".join(made[start:]) + query[at : match.start()]
                made[start - 1 :] = [_condition(call, inner)]
                at = match.end()
    return "".join(made) + query[at:]


def asks_graphs(query: str) -> bool:
    """Tell whether a query has a GRAPH clause (SPARQL 1.1 §13.3); one in a comment, an IRI or a string is none.

    >>> asks_graphs("ASK { ?s ?p <urn:graph> } # GRAPH"), asks_graphs("ASK { GRAPH ?g { ?s ?p ?o } }")
    (False, True)
    """
    return _GRAPH.search(_bare(query)) is not None


def describes(query: str) -> bool:
    """Tell whether a query is a DESCRIBE (SPARQL 1.1 §16.4).

    >>> describes("PREFIX ask: <urn:> DESCRIBE ask:x"), describes("PREFIX describe: <urn:> ASK { ?s describe:x ?o }")
    (True, False)
    """
    found = _FORM.search(_bare(query))
    return found is not None and found[0].upper() == "DESCRIBE"


def _bare(query: str) -> str:
    """Return a query without its comments, IRIs and strings."""
    return _SCAN.sub(lambda match: " " if match[0][0] in "<\"'#" else match[0], query)


def _condition(call: str, inner: str) -> str:
    generated = f'STRSTARTS(STR({inner}), "{GENID}")'
    if call == "isblank":
        return f"(isBlank({inner}) || {generated})"
    return f"(isIRI({inner}) && !{generated})"
