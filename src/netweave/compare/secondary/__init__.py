"""What goes beside the headline of a comparison: shares, rates, strangers, reach, isolation."""
