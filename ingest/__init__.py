"""Rows to records: sources, mappings, loading, and the sample world."""
