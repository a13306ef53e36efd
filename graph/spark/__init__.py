"""Kernels of which one machine may not be enough, said as Spark DataFrames over the same lake. Spark lives here alone."""
