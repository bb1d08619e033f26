"""What chance would give, and how a finding stands against it."""
