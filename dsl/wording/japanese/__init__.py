"""Japanese sentences from rules, conditions and terms."""
