"""Who is meant: the roster, its names, and decisions about them."""
