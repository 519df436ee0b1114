"""The reference site, rendered from the book."""
