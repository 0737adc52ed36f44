"""The house style for Turtle files: a text is taken apart, laid out anew, and held against the old one."""
