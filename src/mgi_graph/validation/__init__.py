"""Hold triples against SHACL shapes, and say where in the files each result lies."""
