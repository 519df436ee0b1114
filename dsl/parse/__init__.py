"""Text to expressions; the only room that knows lark."""
