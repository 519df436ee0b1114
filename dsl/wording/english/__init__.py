"""English sentences from rules, conditions and terms."""
