"""What is measured, by theme: each module returns the outcomes of its goals."""
