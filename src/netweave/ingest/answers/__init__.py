"""What people answered: surveys in every form, and items of a scale."""
