"""The saved queries over HTTP: catalogue, pages with forms, data."""
