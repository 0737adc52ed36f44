"""Turtle files: read with exact errors, found again by place, checked, written in the house style."""
