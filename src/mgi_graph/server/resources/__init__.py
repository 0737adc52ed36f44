"""Linked data: an IRI leads to its document, a document has many forms."""
