"""The files to download, made once for a dataset in each process that is asked for one."""

from __future__ import annotations

import tempfile
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from mgi_graph.errors import NameNotFoundError
from mgi_graph.publication.dump import GZIP, SUMS, sums, write_dumps
from mgi_graph.server.cache import Rendered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_graph.graph import Graph
    from mgi_graph.publication.dump import Dump
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.store.protocol import Store

#: What is put to the name of a file to name its checksum, which ``sha256sum --check`` reads.
CHECKSUM: Final = ".sha256"
_PLAIN: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to download, and its bytes."""

    dump: Dump
    data: bytes


_MADE: Final[WeakKeyDictionary[Store, Mapping[str, File]]] = WeakKeyDictionary()


def files_of(graph: Graph) -> Mapping[str, File]:
    """Return the files by their names; made when first asked for, some seconds."""
    if graph.store not in _MADE:
        with tempfile.TemporaryDirectory(prefix="mgi-graph-") as folder:
            made = write_dumps(graph.file, graph.store, graph.project, Path(folder))
            _MADE[graph.store] = {each.name: File(dump=each, data=each.path.read_bytes()) for each in made}
    return _MADE[graph.store]


def file(context: Context, *, name: str) -> Rendered:
    """Return a file, or the checksum of one; a compressed file is sent as it is, so that its checksum holds.

    Raises :class:`NameNotFoundError` for a file that there is not.
    """
    files = files_of(context.graph)
    if name == SUMS:
        return Rendered(body=sums(each.dump for each in files.values()), content_type=_PLAIN)
    found = files.get(name.removesuffix(CHECKSUM))
    if found is None:
        raise NameNotFoundError("file to download", name, [*files, SUMS])
    if name.endswith(CHECKSUM):
        return Rendered(body=sums([found.dump]), content_type=_PLAIN)
    media_type = GZIP if found.dump.encoding else found.dump.media_type
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = [("Content-Disposition", f'attachment; filename="{name}"')]
    if media_type == GZIP:  # no other content coding is put on it, and the digest is of what is sent (RFC 9530 §3)
        headers.append(("Repr-Digest", f"sha-256=:{b64encode(bytes.fromhex(found.dump.sha256)).decode()}:"))
    return Rendered(body=found.data, content_type=f"{media_type}{charset}", headers=tuple(headers))
