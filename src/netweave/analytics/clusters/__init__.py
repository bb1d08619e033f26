"""Groups found in the ties, and how well a given grouping describes the ties."""
