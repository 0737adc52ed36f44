"""grlc, which serves queries of a folder as an API, before the SPARQL endpoint of Oxigraph.

Its own command listens to the whole network with 20 processes; gunicorn, which it starts, is started here with one, on
loopback, as each of the others has one. The query is the one that the site runs, with its parameters in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from peers.install import python_of

if TYPE_CHECKING:
    from pathlib import Path

    from peers.servers import Given

SETTINGS: Final = """[auth]
[defaults]
sparql_endpoint = http://127.0.0.1:{port}/query
[local]
local_sparql_dir = {folder}
"""


def prepare(given: Given, _: int) -> None:
    """Write the query."""
    folder = given.folder / "grlc"
    (folder / "queries").mkdir(parents=True, exist_ok=True)
    (folder / "queries" / f"{given.asked.saved}.rq").write_text(given.asked.saved_text, encoding="utf-8")


def command(given: Given, port: int) -> list[str | Path]:
    """Return the command; writes the settings, which name the endpoint: the port before its own."""
    folder = given.folder / "grlc"
    (folder / "config.ini").write_text(SETTINGS.format(port=port - 1, folder=folder / "queries"), encoding="utf-8")
    gunicorn = python_of(given.peers).with_name("gunicorn")
    bound = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--no-control-socket", "--timeout", "90"]
    return [gunicorn, *bound, "grlc.server:app"]
