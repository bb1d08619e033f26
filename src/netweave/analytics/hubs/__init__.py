"""How much runs through hubs: what hangs on them, and how centralized the whole is."""
