"""Numpy arrays in, numpy arrays out: no tables, no names."""
