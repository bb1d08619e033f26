"""More than two waves: each beside the next, what becomes of ties, and where nothing is joined."""
