"""A seeded random walk over all pages: what a visitor could do, in an order that nobody would think of."""
