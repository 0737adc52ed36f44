"""The command ``mgi``; :mod:`mgi_graph.cli.main` lists the commands."""
