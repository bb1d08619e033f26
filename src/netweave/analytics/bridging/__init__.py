"""Who has holes around them, and how much of the network crosses the lines of groups."""
