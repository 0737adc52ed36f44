"""What :mod:`scale` measures."""
