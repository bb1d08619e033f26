"""What those who take part give and get: who left, sessions kept, strategies, ties to outside."""
