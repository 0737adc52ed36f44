"""The processes of ``mgi serve``, and how they change places without a request being dropped.

``supervisor`` holds the socket and never the dataset. ``preparation`` builds the dataset where it must. A
``generation`` is the processes that serve one dataset (``process``): they load it, say that they are ready, and accept
connections when they are told to. At a reload the next generation is made ready first; then the old one accepts no
more, the new one begins, and the old one ends when its last request is answered.
"""
