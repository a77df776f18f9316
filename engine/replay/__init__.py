"""A run had again, and gone back to: what was done to it, and its moments."""
