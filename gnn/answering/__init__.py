"""What a fitted model is asked for: scores as findings or rows, and what moved one."""
