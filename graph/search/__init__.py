"""Search made for Chinese: what an entity is called or numbered, by whatever part, sound or slip of it a person types.

Made from the lake alone (`index.py`) with tokens of our own (`tokens.py`), so that Tantivy finds what these make
findable: a query's words become ways to be met (`reading.py`), and whatever is found says how it was (`ways.py`).
"""
