"""Countries of the project's own model, as many as one likes: :mod:`countries` is the command."""
