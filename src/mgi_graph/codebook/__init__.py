"""An answer as a folder for statisticians: tidy tables, their metadata, a codebook, scripts that read it back."""
