"""The SPARQL endpoint (SPARQL 1.1 Protocol, Service Description)."""
