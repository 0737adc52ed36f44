"""Generate a dataset of N countries in the project's own model: the real one, and others that are made up.

    python benchmarks/countries.py N > countries.nt               the stated triples
    python benchmarks/countries.py N --dataset FOLDER             a dataset as ``mgi build`` makes it, with its closure
    python benchmarks/countries.py N --plant no-evidence:3        the stated triples, with three errors

The first country is the real one. Each further one is one of 16 variants of it (:mod:`generator.variation`) under a
code that no State has (:mod:`generator.codes`), and its passages call it by another name. No clock, no chance: same
files, same bytes, and the triples of N countries are a subset of those of N + 1. Ontology, vocabularies, framework,
registers and second records are shared and stand once. All of it conforms to the shapes, but for the errors that are
asked for (:mod:`generator.errors`).

``--dataset`` writes a folder that every command takes for a project whose dataset is built already::

    python benchmarks/countries.py 200 --dataset /tmp/200
    MGI_PROJECT=/tmp/200 mgi push --to http://127.0.0.1:7878
    MGI_PROJECT=/tmp/200 mgi serve

The N-Quads and their manifest lie in ``build/<key>/`` of it, and ``dataset.json`` tells path, SHA-256 and counts. It is
never held in memory whole. When the code that builds has changed since, the same command files it under its new key.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

import pyoxigraph
from generator import folder, stated
from generator.codes import CODES, MOST
from generator.errors import KINDS, Plant
from pyoxigraph import RdfFormat, Triple

from mgi_graph.project import find

if TYPE_CHECKING:
    from mgi_graph.project import Project

__all__ = ["CODES", "MOST", "generate"]


def generate(project: Project, count: int, plants: tuple[Plant, ...] = (), *, records: bool = True) -> list[Triple]:
    """Return the stated triples of a dataset of so many countries, 1 to :data:`MOST`.

    Without ``records`` there is little that does not grow with the countries, but shapes miss what they refer to.
    """
    text = b"".join(stated.lines(project, count, plants, records=records))
    return [quad.triple for quad in pyoxigraph.parse(text, RdfFormat.N_TRIPLES)]


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Generate a dataset of N countries.")
    parser.add_argument("count", type=int, metavar="N", help=f"how many countries, 1 to {MOST}")
    parser.add_argument("--dataset", type=Path, metavar="FOLDER", help="write a project whose dataset is built")
    parser.add_argument("--plant", action="append", type=Plant.read, default=[], metavar="KIND[:COUNT]",
                        help=f"plant errors in the copies; KIND is one of {', '.join(KINDS)}")  # fmt: skip
    args = parser.parse_args()
    if args.dataset and args.plant:
        parser.error("a dataset holds no error that a shape finds: --plant is for stated triples alone")
    try:
        if args.dataset:
            print(folder.write(find(), args.count, args.dataset).to_text())
        else:
            sys.stdout.buffer.writelines(stated.lines(find(), args.count, tuple(args.plant)))
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
