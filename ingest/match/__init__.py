"""Who is who: names read, candidate pairs found, compared and scored, proposals with their reasons."""
