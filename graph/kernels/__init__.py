"""Kernels: arrays in, arrays out, compiled by numba. They know neither ontology nor files; one algorithm a file.

Order is the array's: transfers come sorted by time, and where two share a second the earlier index happened first.
Sums are integer fen (int64). The same input gives the same output on any number of threads.
"""
