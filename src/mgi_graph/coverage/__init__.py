"""Does the graph say all that the source says? Counts and checks, passage by passage."""
