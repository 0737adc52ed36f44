"""Questions to a dataset: saved and free ones, what they may do, and what comes back."""
