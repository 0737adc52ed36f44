"""Every setting of the site, once: its default, its bounds and what it is for.

Flags, environment and file all fill this one record: :mod:`mgi_graph.server.sources`; ``docs/serving.md`` lists it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from dataclasses import Field

MEGABYTE: Final = 1024 * 1024

_Value = TypeVar("_Value")
#: What kind of text a setting is, where its type does not say it.
Kind: TypeAlias = Literal["", "bytes", "networks", "path prefix", "web addresses", "web address"]

#: What is done with the dataset on an engine.
COPY: Final = "copy"
LIVE: Final = "live"
MODES: Final = (COPY, LIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a setting means, and which values it accepts: bounds are inclusive, ``among`` lists all there are.

    One that ``decides`` is seen in what is served; servers that differ in others alone serve the same bytes.
    """

    means: str
    least: float | None = None
    most: float | None = None
    among: tuple[str, ...] = ()
    kind: Kind = ""
    decides: bool = False


def setting(default: _Value, means: str, **rule: Any) -> _Value:  # noqa: ANN401 - the fields of Rule
    """Declare a setting; for the type checker it is its default, as :func:`dataclasses.field` is."""
    made: _Value = field(default=default, metadata={"rule": Rule(means=means, **rule)})
    return made


def rule_of(each: Field[Any]) -> Rule:
    """Return the rule of a field of :class:`Settings`."""
    found: Rule = each.metadata["rule"]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the site runs; each field says what it means in its :class:`Rule`."""

    host: str = setting("127.0.0.1", "address to listen at; 0.0.0.0 or :: for all of this machine")
    port: int = setting(8000, "port to listen at; 0 takes a free one", least=0, most=65_535)
    base_url: str = setting("", "public address of the site, else each request tells it", kind="web address")
    root_path: str = setting("", "prefix that a proxy takes off the path", kind="path prefix")
    trusted_proxies: tuple[str, ...] = setting(
        ("127.0.0.1", "::1"), "addresses or networks whose X-Forwarded fields hold", kind="networks"
    )

    store: str = setting("", "engine that has the dataset, in place of the files", kind="web address")
    store_mode: str = setting(
        COPY, "whether that dataset is copied from there, or asked for there page by page", among=MODES, decides=True
    )

    workers: int = setting(1, "processes that serve HTTP, each with its own for queries", least=1, most=64)
    guest_processes: int = setting(2, "processes for SPARQL from outside", least=1, most=256)
    guest_queue: int = setting(16, "SPARQL requests that may wait for one", least=0, most=10_000)
    house_processes: int = setting(2, "processes for pages and saved queries", least=1, most=256)
    house_queue: int = setting(64, "such requests that may wait for one", least=0, most=10_000)

    query_seconds: float = setting(30.0, "deadline of a query, waiting included", least=0.1, most=3600, decides=True)
    query_rows: int = setting(100_000, "most rows of an answer", least=1, decides=True)
    query_bytes: int = setting(64 * MEGABYTE, "most bytes of an answer", least=1024, kind="bytes", decides=True)
    query_memory: int = setting(
        1024 * MEGABYTE, "memory that a query may take beyond the dataset", least=16 * MEGABYTE, kind="bytes"
    )
    services: tuple[str, ...] = setting((), "SPARQL endpoints that SERVICE may ask", kind="web addresses", decides=True)

    target_bytes: int = setting(16 * 1024, "longest path with query string", least=256, most=MEGABYTE, kind="bytes")
    header_bytes: int = setting(32 * 1024, "most header fields of a request", least=1024, most=MEGABYTE, kind="bytes")
    body_bytes: int = setting(MEGABYTE, "largest body of a request", least=0, most=1024 * MEGABYTE, kind="bytes")
    request_seconds: float = setting(
        10.0, "time for the header of a request to arrive, and for its body", least=0.1, most=3600
    )
    send_seconds: float = setting(30.0, "time without a byte taken after which a reader is cut off", least=1, most=3600)
    idle_seconds: int = setting(5, "time that a connection is kept open for another request", least=1, most=3600)
    connections: int = setting(1000, "connections of a process at once", least=1, most=100_000)

    cache_bytes: int = setting(128 * MEGABYTE, "room for rendered answers, per process", least=0, kind="bytes")
    max_age: int = setting(300, "seconds for which others may keep an answer without asking", least=0)

    watch_dataset: bool = setting(False, "reload when files of the project change")
    grace_seconds: float = setting(35.0, "time to finish requests at a stop or reload", least=0, most=3600)
    access_log: bool = setting(True, "log a line for each request")
    log_format: str = setting(
        "auto", "form of the log; auto is text on a terminal, else json", among=("auto", "json", "text")
    )
    metrics: str = setting("loopback", "who may read /metrics", among=("loopback", "all", "off"))


def deciding(settings: Settings) -> tuple[tuple[str, object], ...]:
    """Return the settings that the bytes of an answer depend on, whatever host, port and processes serve them.

    The address does not stand here: a request is answered under its own, which its entity tag holds already.
    """
    return tuple((each.name, getattr(settings, each.name)) for each in fields(settings) if rule_of(each).decides)
