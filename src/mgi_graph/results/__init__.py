"""The forms in which an answer is written: pure functions from an answer to text."""
