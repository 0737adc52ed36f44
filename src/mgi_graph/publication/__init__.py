"""What is published about a resource and about the dataset, in every syntax; nothing here knows HTTP."""
