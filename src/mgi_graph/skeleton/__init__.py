"""What a new profile starts from: its files, its passages, and the list of what is to be done."""
