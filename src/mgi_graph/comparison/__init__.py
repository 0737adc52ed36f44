"""Two versions of the graph, held side by side: what is new, gone or otherwise said."""
