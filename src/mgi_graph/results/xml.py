"""SPARQL Query Results XML Format (second edition, 2013)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from mgi_graph.queries.answer import Answer, Verdict
    from mgi_graph.store.protocol import Term

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
_FOOT: Final = "</sparql>\n"
_STRING: Final = f"{STANDARD['xsd']}string"
#: What XML 1.0 (§2.2) has no character for.
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_srx(answer: Answer) -> str:
    """Write what the engine gave, unfolded (§2.3); a character that XML cannot hold becomes U+FFFD."""
    names = answer.solutions.columns
    head = "".join(f"    <variable name={quoteattr(name)}/>\n" for name in names)
    results = []
    for row in answer.solutions.rows:
        bindings = [
            f"      <binding name={quoteattr(name)}>{_term(term)}</binding>\n"
            for name, term in zip(names, row, strict=True)
            if term is not None
        ]
        results.append(f"    <result>\n{''.join(bindings)}    </result>\n")
    return f"{_HEAD}  <head>\n{head}  </head>\n  <results>\n{''.join(results)}  </results>\n{_FOOT}"


def write_srx_verdict(verdict: Verdict) -> str:
    """Write the answer to an ASK (§2.3.2)."""
    return f"{_HEAD}  <head/>\n  <boolean>{'true' if verdict.holds else 'false'}</boolean>\n{_FOOT}"


def _term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):  # SPARQL 1.2
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_term(part)}</{name}>' for name, part in parts)}</triple>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{_text(term.value)}</literal>"
    if term.datatype.value == _STRING:
        return f"<literal>{_text(term.value)}</literal>"
    return f"<literal datatype={quoteattr(term.datatype.value)}>{_text(term.value)}</literal>"


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text), {"\r": "&#13;"})
