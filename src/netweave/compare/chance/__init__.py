"""Would it have happened anyway: chance, sessions, and a comparison group."""
