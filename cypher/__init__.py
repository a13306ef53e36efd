"""Every Cypher text of the system, one query a file (see README.md here)."""
