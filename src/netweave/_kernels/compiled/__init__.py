"""Kernels that numba compiles when they are first used; imported only where a network is large.

Every one has a twin in numpy and scipy one folder up, which small networks use, so that nobody
waits for a compiler, and against which the tests hold it.
"""
