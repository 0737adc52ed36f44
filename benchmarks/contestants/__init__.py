"""Programs that do one job each, ours and those of peers; :mod:`speed.contest` runs them in turn."""
