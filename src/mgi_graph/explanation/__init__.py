"""Why a triple holds: where a file states it, or by which rule and from what it follows."""
