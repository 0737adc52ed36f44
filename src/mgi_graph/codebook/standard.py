"""What terms of published vocabularies mean, in words of our own; the vocabularies themselves decide."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from mgi_graph.namespaces import STANDARD

_TERMS: Final = {
    "dcterms:bibliographicCitation": ("bibliographic citation", "reference by which the thing asks to be cited"),
    "dcterms:contributor": ("contributor", "person or body that helped to make the thing"),
    "dcterms:creator": ("creator", "person or body that is mainly answerable for making the thing"),
    "dcterms:date": ("date", "point or period of time in the life of the thing"),
    "dcterms:description": ("description", "account of the thing in words"),
    "dcterms:identifier": ("identifier", "text that stands for the thing alone in some context"),
    "dcterms:issued": ("issued", "date on which the thing was published"),
    "dcterms:language": ("language", "language of the thing"),
    "dcterms:license": ("licence", "document that permits uses of the thing"),
    "dcterms:publisher": ("publisher", "body that makes the thing available"),
    "dcterms:source": ("source", "thing from which the described thing is derived"),
    "dcterms:title": ("title", "name that is given to the thing"),
    "org:member": ("member", "agent that takes part in a membership"),
    "org:organization": ("organization", "organization in which a membership is held"),
    "org:role": ("role", "part that the member plays in the organization"),
    "org:subOrganizationOf": ("sub-organization of", "organization of which the organization is a part"),
    "owl:versionInfo": ("version", "text that says which version the thing is"),
    "rdf:type": ("type", "class of which the thing is an instance"),
    "rdfs:comment": ("comment", "account of the thing in words"),
    "rdfs:isDefinedBy": ("is defined by", "thing that defines the term"),
    "rdfs:label": ("label", "name of the thing for people"),
    "rdfs:seeAlso": ("see also", "page or dataset that tells more of the thing"),
    "schema:funder": ("funder", "person or body that pays for the thing"),
    "schema:sameAs": ("same as", "page that says unambiguously which thing it is"),
    "schema:url": ("web address", "address of a page about the thing"),
    "skos:altLabel": ("alternative label", "other name of the thing in a language"),
    "skos:broader": ("broader", "concept that is wider in meaning"),
    "skos:definition": ("definition", "full account of what a concept means"),
    "skos:exactMatch": ("exact match", "concept of another scheme that may stand for this one in most uses"),
    "skos:hiddenLabel": ("hidden label", "name by which the thing is to be found, though not shown"),
    "skos:inScheme": ("in scheme", "concept scheme to which the concept belongs"),
    "skos:notation": ("notation", "code that stands for the concept in its scheme"),
    "skos:note": ("note", "remark about the thing"),
    "skos:prefLabel": ("preferred label", "name by which the thing is called in a language"),
    "skos:scopeNote": ("scope note", "remark on what the meaning includes"),
}

#: Label and meaning of a term, by its IRI.
TERMS: Final = MappingProxyType(
    {STANDARD[name.partition(":")[0]] + name.partition(":")[2]: meaning for name, meaning in _TERMS.items()}
)
