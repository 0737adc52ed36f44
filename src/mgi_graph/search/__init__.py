"""Free text: find what the graph holds by words, however they are spelt."""
