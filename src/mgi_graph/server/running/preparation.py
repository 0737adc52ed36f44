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

if TYPE_CHECKING:
    from collections.abc import Callable

#: Members of what the process says: how it goes on; the dataset; why there is none, and the exit code it is worth.
_SAYS: Final = "says"
_FILE: Final = "file"
_DIGEST: Final = "digest"
_ERROR: Final = "error"
_CODE: Final = "code"


async def prepare(project: str, say: Callable[[str], None]) -> Dataset:
    """Return the dataset of a project, built first where it must be; raises :class:`BuildError`.

    When the caller is cancelled the process is ended.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, project, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            said = json.loads(line)
            if _SAYS in said:
                say(said[_SAYS])
            elif _FILE in said:
                return Dataset(file=said[_FILE], digest=said[_DIGEST])
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
    """Build the dataset of the project that is named on the command line, and its index."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor decides
    from mgi_graph import project
    from mgi_graph.build.pipeline import ensure
    from mgi_graph.search.index import ensure_index
    from mgi_graph.store.embedded import open_dataset

    try:
        found = project.at(Path(sys.argv[1]))
        built = ensure(found, progress=lambda words: _say({_SAYS: words}))
        ensure_index(found, built.digest, lambda: open_dataset(built)).close()
    except MgiError as error:
        _say({_ERROR: str(error), _CODE: error.exit_code})
    else:
        _say({_FILE: str(built.path), _DIGEST: built.digest})


def _say(members: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(members)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
