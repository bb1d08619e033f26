"""The health of a network as a table of indicators, and what it cannot say."""
