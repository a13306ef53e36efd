"""Features of nodes and links, by named parts, from what was known before a cut."""
