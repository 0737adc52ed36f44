"""Other servers over the same dataset: how they are installed, started, asked and judged."""
