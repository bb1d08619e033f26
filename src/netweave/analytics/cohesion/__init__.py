"""What holds the network together: pieces, density, mutual ties, centralization."""
