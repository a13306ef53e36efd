"""What the kernels answer for people: traces, account layers, ledgers, core members, what-if; one question a file.

Each takes a snapshot and nodes, and gives frozen records with ids in place of numbers; commands and API show them.
"""
