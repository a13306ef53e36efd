"""The families of models: trees, networks with their one loop, members, layers; their settings by preset."""
