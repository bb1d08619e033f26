"""From any file to one table whose rows know their line."""
