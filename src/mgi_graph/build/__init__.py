"""From the files of the project to one dataset: assemble, lint, infer, validate, keep."""
