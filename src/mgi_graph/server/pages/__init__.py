"""Pages for readers: templates, style, and what fills them."""
