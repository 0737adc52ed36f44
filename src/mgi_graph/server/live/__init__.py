"""A dataset that stays on its engine: asked for each answer, for it need not fit into the memory of a process.

The process that serves HTTP asks nothing: it knows an ``origin``, and its graph has a ``placard`` in the place of a
store. All questions are those of jobs, in the processes for queries, which can wait and be ended.
"""
