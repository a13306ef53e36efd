"""Long work: the kinds of job there are, the board where people start and see them, the workers that run them."""
