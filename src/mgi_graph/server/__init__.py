"""The graph on the web: linked data, SPARQL, saved queries and pages over HTTP."""
