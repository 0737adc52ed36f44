"""The references of an answer in the forms that ``--cite`` names; the answer itself is the last of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.results.references.bibtex import write_bibtex
from mgi_graph.results.references.csl import write_csl
from mgi_graph.results.references.model import Author, Reference
from mgi_graph.results.references.ris import write_ris
from mgi_graph.results.references.text import write_text
from mgi_graph.results.run import lines_of

if TYPE_CHECKING:
    from mgi_graph.results.references.model import References
    from mgi_graph.results.run import Run

_WRITERS: Final = {"text": write_text, "bibtex": write_bibtex, "ris": write_ris, "csl-json": write_csl}
_GRAPH: Final = "mgi-graph: migration law and policy as a knowledge graph"


def write_references(references: References, run: Run, form: str) -> str:
    """Write the records, the key sources and the run as text, BibTeX, RIS or CSL-JSON."""
    return _WRITERS[form]((*references.works, reference_of(run)))


def reference_of(run: Run) -> Reference:
    """Return the reference of a run; its note has all that :func:`mgi_graph.results.run.read_lines` reads.

    The graph knows no day on which somebody asked, so none is given.
    """
    name = run.query or "sparql"
    return Reference(
        iri="",
        key=f"mgi-graph-{name}-{run.answer[:8]}",
        kind="answer",
        title=f"{run.title} Answer to the query {name}".strip(),
        authors=(Author(name="mgi-graph maintainers"),),
        container=_GRAPH,
        note="; ".join(lines_of(run)),
    )
