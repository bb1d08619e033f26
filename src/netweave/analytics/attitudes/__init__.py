"""What people say of themselves: scales of attitude, and how they stand beside positions."""
