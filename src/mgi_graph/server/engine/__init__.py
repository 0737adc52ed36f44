"""Processes that answer what may take long: each can be killed, and none can starve another.

``pool`` (in the process that serves HTTP) hands jobs to ``worker`` processes, which a ``zygote`` forks: it has
loaded the dataset, so that a new worker is there within milliseconds and shares its memory.
"""
