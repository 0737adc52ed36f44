"""Every setting of the site, once: its default, its bounds and what it is for.

Flags, environment and file all fill this one record: :mod:`mgi_graph.server.sources`.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the site runs.

    ``host`` and ``port`` are where it listens; ``base_url`` is its public address (``https://data.example.org/graph``),
    empty to take it from each request; ``root_path`` the prefix that a proxy takes off the path. ``workers`` are
    processes that serve HTTP; each has its own processes for queries.

    ``query_seconds`` is the deadline of a query, waiting included; ``query_rows`` and ``query_bytes`` bound an answer,
    ``query_memory`` what a query may take beyond the dataset, in bytes. ``guest_processes`` answer SPARQL from outside,
    ``guest_queue`` requests may wait for one; ``house_processes`` and ``house_queue`` are those for pages and saved
    queries.

    ``body_bytes`` and ``target_bytes`` bound a request; ``request_seconds`` is how long its body may take to arrive.
    ``cache_bytes`` is the room for rendered bytes. ``services`` are the SPARQL endpoints that a query may ask with
    ``SERVICE``: none, unless an operator lists them.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    root_path: str = ""
    workers: int = 1
    query_seconds: float = 30.0
    query_rows: int = 100_000
    query_bytes: int = 64 * MEGABYTE
    query_memory: int = 1024 * MEGABYTE
    guest_processes: int = 2
    guest_queue: int = 16
    house_processes: int = 2
    house_queue: int = 64
    body_bytes: int = MEGABYTE
    target_bytes: int = 16 * 1024
    request_seconds: float = 10.0
    cache_bytes: int = 128 * MEGABYTE
    max_age: int = 300
    services: tuple[str, ...] = ()
    access_log: bool = True
