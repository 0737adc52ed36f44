"""The digest of an answer: the same for the same rows and evidence, in whatever form and language.

A row is its cells, a cell its terms as N-Triples, sorted; its evidence are the IRIs of its passages,
sorted. The digest of an answer is SHA-256 over the names of its columns and the digests of its rows,
sorted: neither the order of the rows nor a page of them matters, repeated rows do.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.queries.answer import Answer, AnswerRow
    from mgi_graph.store.protocol import Term


def digest_row(row: AnswerRow) -> str:
    """Return the SHA-256 of one row, in hexadecimal."""
    cells = [sorted(map(_canonical, cell)) for cell in row.values]
    return digest_json([cells, sorted(passage.iri for passage in row.passages)])


def digest_answer(answer: Answer) -> str:
    """Return the SHA-256 of the whole answer, in hexadecimal, whichever page of it is at hand."""
    return answer.page.digest if answer.page else digest_rows(answer, map(digest_row, answer.rows))


def digest_rows(answer: Answer, rows: Iterable[str]) -> str:
    """Return the digest of an answer from those of its rows."""
    return digest_json([[column.name for column in answer.columns], sorted(rows)])


def digest_json(value: object) -> str:
    """Return the SHA-256 of a value as compact JSON in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def _canonical(term: Term) -> str:
    return "_:" if isinstance(term, ox.BlankNode) else str(term)
