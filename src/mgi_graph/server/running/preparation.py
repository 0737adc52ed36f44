"""Build what a project is served from, where its files have changed, in a process of its own: both ends of it.

That is the dataset, and the index of words, which a search would else make while somebody waits.

What the process says are lines of JSON on its standard output; the supervisor never imports what builds.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import BuildError, MgiError
from mgi_graph.server.running.messages import Dataset
from mgi_graph.server.settings import COPY, LIVE

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.project import Project

#: Members of what the process says: how it goes on; the dataset; why there is none, and the exit code it is worth.
_SAYS: Final = "says"
_FILE: Final = "file"
_DIGEST: Final = "digest"
_ORIGIN: Final = "origin"
_ERROR: Final = "error"
_CODE: Final = "code"
#: The longest line that it says: of a dataset on an engine it tells the figures of each class.
_LONGEST: Final = 1 << 26
#: How long an engine may take for an answer about all of a dataset, in seconds.
_READING: Final = 600.0


async def prepare(project: str, say: Callable[[str], None], store: str = "", mode: str = COPY) -> Dataset:
    """Return the dataset of a project, built first where it must be, or that of an engine: ``store`` is its address.

    That is read from there, or stays there: ``mode`` is one of :data:`mgi_graph.server.settings.MODES`.

    Raises :class:`BuildError`.

    When the caller is cancelled the process is ended.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, project, store, mode,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, start_new_session=True, limit=_LONGEST,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            said = json.loads(line)
            if _SAYS in said:
                say(said[_SAYS])
            elif _FILE in said:
                return Dataset(file=said[_FILE], digest=said[_DIGEST], origin=said[_ORIGIN])
            else:
                error = BuildError(said[_ERROR])
                error.exit_code = said[_CODE]
                raise error
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    raise BuildError(f"the process that builds the dataset ended with {process.returncode}; its message is in the log")


def main() -> None:
    """Make ready the dataset of the project, or of the engine, that is named on the command line, and its index."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor decides
    from mgi_graph import project
    from mgi_graph.search.index import ensure_index
    from mgi_graph.store.embedded import load, prepare

    try:
        folder, store, mode = (*sys.argv[1:], "", COPY)[:3]
        found = project.at(Path(folder))
        if store and mode == LIVE:
            made = _found(found, store)
        else:
            made = _fetched(found, store) if store else _built(found)
            prepare(Path(made.file), made.digest)
            ensure_index(found, made.digest, lambda: load(Path(made.file), made.digest)).close()
    except MgiError as error:
        _say({_ERROR: str(error), _CODE: error.exit_code})
    else:
        _say({_FILE: made.file, _DIGEST: made.digest, _ORIGIN: made.origin})


def _built(found: Project) -> Dataset:
    from mgi_graph.build.pipeline import ensure

    built = ensure(found, progress=lambda words: _say({_SAYS: words}))
    return Dataset(file=str(built.path), digest=built.digest)


def _fetched(found: Project, url: str) -> Dataset:
    from mgi_graph.publishing.fetch import fetch
    from mgi_graph.store.remote import open_remote

    store = open_remote(url)
    file = fetch(store, found, progress=lambda words: _say({_SAYS: words}))
    return Dataset(file=str(file), digest=store.digest)


def _found(found: Project, url: str) -> Dataset:
    """Read what must be known of a dataset that stays on its engine; the index of words is made of it, and kept."""
    from mgi_graph.queries.catalogue import Catalogue
    from mgi_graph.search.index import ensure_index
    from mgi_graph.server.live.origin import read_origin
    from mgi_graph.store.remote import open_remote

    store = open_remote(url, patience=_READING)
    _say({_SAYS: "its index, where there is none"})
    ensure_index(found, store.digest, lambda: store).close()
    origin = read_origin(store, url, len(Catalogue(found).names()))
    return Dataset(file="", digest=store.digest, origin=origin.encode())


def _say(members: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(members)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
