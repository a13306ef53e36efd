"""The kernel: facts, decisions and the graph they project to."""
