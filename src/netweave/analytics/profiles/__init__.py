"""Where each member stands, and what each does with ties: parts beside chance, never one number."""
