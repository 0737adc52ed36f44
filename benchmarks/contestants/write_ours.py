"""Write descriptions as the site does. Arguments: IRIs (a line each), syntax (ttl, jsonld), laps, N-Quads.

Besides what it took: what each document says as another reader understands it, its bytes, and whether they are the
same when its statements come in another order.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from contestants.documents import said
from contestants.lap import lap, report
from mgi_graph.publication.context import read_context
from mgi_graph.publication.description import Describer
from mgi_graph.publication.writing import write_description
from mgi_graph.store.embedded import load

if TYPE_CHECKING:
    from mgi_graph.publication.description import ResourceDescription

iris, suffix = Path(sys.argv[1]).read_text(encoding="utf-8").split(), sys.argv[2]
store = load(Path(sys.argv[4]), "")
describer, context = Describer(store), read_context(store)


def turned(found: ResourceDescription) -> ResourceDescription:
    """Return a description with its statements the other way round."""
    return replace(found, outgoing=found.outgoing[::-1], incoming=found.incoming[::-1])


def inlined(data: bytes) -> bytes:
    """Put the context in the place of its address, so that no reader asks the network."""
    return json.dumps(json.loads(data) | json.loads(context.text)).encode() if suffix == "jsonld" else data


def write(descriptions: list[ResourceDescription]) -> list[bytes]:
    """Write each description."""
    return [write_description(each, suffix, context) for each in descriptions]


taken = []
for _ in range(int(sys.argv[3])):
    described = [describer.describe(iri) for iri in iris]  # anew: a description keeps what it has gathered
    seconds, documents = lap(lambda described=described: write(described))  # type: ignore[misc]
    taken.append(seconds)
again = write([turned(describer.describe(iri)) for iri in iris])
facts = {f"says {iri}": said(inlined(data), suffix) for iri, data in zip(iris, documents, strict=True)}
facts |= {f"bytes {iri}": hashlib.sha256(data).hexdigest() for iri, data in zip(iris, documents, strict=True)}
facts |= {f"turned {iri}": hashlib.sha256(data).hexdigest() for iri, data in zip(iris, again, strict=True)}
report({"write": taken}, facts)
