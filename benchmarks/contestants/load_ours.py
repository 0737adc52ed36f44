"""Load a dataset as the project does. Arguments: N-Quads, laps."""

from __future__ import annotations

import sys
from pathlib import Path

from contestants.lap import lap, laps, memory, report
from mgi_graph.store.embedded import load

path, times = Path(sys.argv[1]), int(sys.argv[2])
before = memory()
cold, store = lap(lambda: load(path, ""))
facts = {"memory": memory() - before, "size": len(store)}
del store
warm, _ = laps(lambda: load(path, ""), times - 1)
report({"load": [cold, *warm]}, facts)
