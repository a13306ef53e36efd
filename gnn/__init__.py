"""Models of the graph: data, features, networks, trees, training, reports. `torch` and `xgboost` live here only.

They come with the extra: `pip install 'jinying[gnn]'`. Without it the commands say so; nobody else needs them.
"""
