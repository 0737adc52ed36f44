"""Answers as figures: drawn from saved queries, labelled, and readable without colour."""
