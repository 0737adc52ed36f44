"""Ask again what a citation or an exported answer says, and compare."""
