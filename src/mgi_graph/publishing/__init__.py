"""Publish the dataset to an engine elsewhere."""
