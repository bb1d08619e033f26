"""Sources joined into one network, with the fate of every row."""
