"""What is measured, how it is written down, and when a difference is more than noise."""
