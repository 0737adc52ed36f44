"""Servers that are measured beside the site: how each is started, and how it is asked for the same thing."""
