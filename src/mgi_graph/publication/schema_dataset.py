"""What search engines read of the dataset, in the terms of schema.org: what its DCAT description says, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from mgi_graph.namespaces import expand
from mgi_graph.publication.catalog import MEDIA_TYPES
from mgi_graph.publication.grouping import group
from mgi_graph.publication.void import DATASET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from mgi_graph.publication.schema_org import Json

#: What the catalogue says of the dataset in schema.org.
_DATASET: Final = (
    ("dcterms:title", "name"),
    ("dcterms:description", "description"),
    ("dcterms:license", "license"),
    ("dcterms:issued", "datePublished"),
    ("dcterms:identifier", "identifier"),
    ("dcat:version", "version"),
)
_AGENTS: Final = (
    ("dcterms:creator", "creator", "Organization"),
    ("dcterms:publisher", "publisher", "Organization"),
    ("dcterms:spatial", "spatialCoverage", "Country"),
    ("prov:wasDerivedFrom", "isBasedOn", "CreativeWork"),
)


def describe_dataset(catalog: Iterable[Triple], url: str) -> dict[str, Json]:
    """Describe the dataset by what :func:`mgi_graph.publication.catalog.describe_catalog` says of it."""
    groups = group(catalog)

    def texts(iri: str, *names: str) -> list[str]:
        said = groups.get(NamedNode(iri), {})
        found = (sorted(value.value for value in said.get(NamedNode(expand(name)), ())) for name in names)
        return next((values for values in found if values), [])

    def thing(kind: str, iri: str) -> Json:
        names, licences = texts(iri, "foaf:name", "dcterms:title", "skos:prefLabel"), texts(iri, "dcterms:license")
        data: dict[str, Json] = {"@type": kind, "@id": iri}
        return data | ({"name": names[0]} if names else {}) | ({"license": licences[0]} if licences else {})

    def download(iri: str) -> Json:
        (sum_,) = texts(iri, "spdx:checksum")
        return {
            "@type": "DataDownload",
            "contentUrl": texts(iri, "dcat:downloadURL")[0],
            "encodingFormat": texts(iri, "dcat:mediaType")[0].removeprefix(MEDIA_TYPES),
            "contentSize": f"{texts(iri, 'dcat:byteSize')[0]} B",
            "sha256": texts(sum_, "spdx:checksumValue")[0],
        }

    data: dict[str, Json] = {"@context": "https://schema.org", "@type": "Dataset", "@id": DATASET, "url": url}
    for name, to in _DATASET:
        if values := texts(DATASET, name):
            data[to] = values[0]
    for name, to, kind in _AGENTS:
        if iris := texts(DATASET, name):
            data[to] = [thing(kind, iri) for iri in iris]
    data["distribution"] = [download(iri) for iri in texts(DATASET, "dcat:distribution")]
    return data
